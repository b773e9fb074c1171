public import PickModel

/// One playable part of a title.
public struct PartPayload: Hashable, Sendable, Codable {
  /// The asset.
  public let asset: WireIdentifier<Asset>
  /// The title it belongs to.
  public let title: WireIdentifier<Title>
  /// Its place in the series.
  public let episode: EpisodePayload?
  /// The first name that named it.
  public let name: String
  /// Further names; left out when there are none.
  public let aliases: [String]?
  /// Running time in seconds.
  public let runningSeconds: Int?
  /// When it came into the catalogue.
  public let addedAt: Instant
  /// How far the viewer has come.
  public let progress: ProgressPayload?

  /// A part.
  public init(_ part: TitlePage.Part) {
    asset = WireIdentifier(part.asset.id)
    title = WireIdentifier(part.asset.title)
    episode = part.asset.episode.map(EpisodePayload.init)
    name = part.asset.name
    aliases = part.aliases.isEmpty ? nil : part.aliases
    runningSeconds = part.asset.runningSeconds
    addedAt = part.asset.addedAt
    progress = part.progress.map(ProgressPayload.init)
  }

  /// The part.
  public var part: TitlePage.Part {
    TitlePage.Part(
      asset: Asset(
        id: asset.value, title: title.value, episode: episode?.episode, name: name,
        runningSeconds: runningSeconds, addedAt: addedAt),
      aliases: aliases ?? [], progress: progress?.progress)
  }

  private enum CodingKeys: String, CodingKey {
    case asset, title, episode, name, aliases, progress
    case runningSeconds = "running_seconds"
    case addedAt = "added_at"
  }
}

/// The episodes of one season.
public struct SeasonPayload: Hashable, Sendable, Codable {
  /// From 1.
  public let number: Int
  /// In the order they are watched.
  public let episodes: [PartPayload]

  /// A season.
  public init(_ season: TitlePage.Season) {
    number = season.number
    episodes = season.episodes.map(PartPayload.init)
  }

  /// The season.
  public var season: TitlePage.Season {
    TitlePage.Season(number: number, episodes: episodes.map(\.part))
  }
}
