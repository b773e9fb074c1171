public import PickModel

/// Where an episode stands in its series.
public struct EpisodePayload: Hashable, Sendable, Codable {
  /// From 1.
  public let season: Int
  /// From 0.
  public let number: Int

  /// An episode's place.
  public init(_ episode: EpisodeNumber) {
    season = episode.season
    number = episode.number
  }

  /// An episode's place.
  public var episode: EpisodeNumber { EpisodeNumber(season: season, number: number) }
}
