/// The playable unit: a film, an episode or an extra (회차).
public struct Asset: Hashable, Sendable, Codable, Identifiable {
  /// Names one asset.
  public typealias ID = Identifier<Asset>

  /// The application-made identity.
  public let id: ID
  /// The title it belongs to.
  public let title: Title.ID
  /// Where it stands in a series; `nil` for films, extras and unnumbered parts.
  public let episode: EpisodeNumber?
  /// The first name that named it.
  ///
  /// Further names of the same episode are its aliases.
  public let name: String
  /// Running time in seconds, > 0, when known.
  public let runningSeconds: Int?
  /// When it came into the catalogue.
  public let addedAt: Instant

  /// An asset with everything that is known of it.
  public init(
    id: ID, title: Title.ID, episode: EpisodeNumber?, name: String, runningSeconds: Int?,
    addedAt: Instant
  ) {
    self.id = id
    self.title = title
    self.episode = episode
    self.name = name
    self.runningSeconds = runningSeconds
    self.addedAt = addedAt
  }
}

/// Season and number of an episode, ordered as episodes are watched.
public struct EpisodeNumber: Hashable, Comparable, Sendable, Codable {
  /// From 1, which is also the season of a series that names none.
  public let season: Int
  /// From 0 (some series start with an episode 0).
  public let number: Int

  /// An episode's place in its series.
  public init(season: Int = 1, number: Int) {
    self.season = season
    self.number = number
  }

  /// Orders by season, then by number.
  public static func < (left: Self, right: Self) -> Bool {
    (left.season, left.number) < (right.season, right.number)
  }
}
