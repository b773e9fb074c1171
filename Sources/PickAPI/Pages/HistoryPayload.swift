public import PickModel

/// What a viewer watched, last watched first, one line an asset.
public struct HistoryPayload: Hashable, Sendable, Codable {
  /// One line.
  public struct Entry: Hashable, Sendable, Codable {
    /// The title.
    public let title: TitleReferencePayload
    /// The asset.
    public let asset: WireIdentifier<Asset>
    /// Its place in the series.
    public let episode: EpisodePayload?
    /// How far it was watched.
    public let progress: ProgressPayload

    /// A line.
    public init(_ entry: MyPage.HistoryEntry) {
      title = TitleReferencePayload(entry.title)
      asset = WireIdentifier(entry.asset)
      episode = entry.episode.map(EpisodePayload.init)
      progress = ProgressPayload(entry.progress)
    }

    /// The line.
    public var entry: MyPage.HistoryEntry {
      MyPage.HistoryEntry(
        title: title.reference, asset: asset.value, episode: episode?.episode,
        progress: progress.progress)
    }
  }

  /// The lines.
  public let entries: [Entry]

  /// A history.
  public init(_ history: [MyPage.HistoryEntry]) { entries = history.map(Entry.init) }
}
