public import PickModel

/// What Space plays on a card.
public struct PlayablePayload: Hashable, Sendable, Codable {
  /// The asset.
  public let asset: WireIdentifier<Asset>
  /// Its place in the series.
  public let episode: EpisodePayload?
  /// How far the viewer has come in it.
  public let progress: ProgressPayload?

  /// What Space plays.
  public init(_ playable: Card.Playable) {
    asset = WireIdentifier(playable.asset)
    episode = playable.episode.map(EpisodePayload.init)
    progress = playable.progress.map(ProgressPayload.init)
  }

  /// What Space plays.
  public var playable: Card.Playable {
    Card.Playable(asset: asset.value, episode: episode?.episode, progress: progress?.progress)
  }
}
