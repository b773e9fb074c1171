extension InteractionLog {
  /// What the columns stand for.
  public enum Level: String, Codable, Sendable {
    /// Films and series: the assets of a title count together.
    case title
    /// Films and single episodes.
    case episode
  }

  /// One viewer's watch events.
  public struct Watching: Equatable, Sendable {
    /// The viewer's identifier.
    public var viewer: Int64
    /// In any order.
    public var records: [WatchRecord]

    /// One viewer's watch events.
    public init(viewer: Int64, records: [WatchRecord]) {
      self.viewer = viewer
      self.records = records
    }
  }

  /// What viewers watched; every past of it is weighed by the rating formula as it was then.
  ///
  /// An event's rating, which thresholds look at, is its own watch ratio or stated preference.
  ///
  /// - Parameters:
  ///   - watching: the events of each viewer.
  ///   - level: what the columns stand for.
  ///   - items: the catalogue at that level: titles or assets; events of others are left out.
  ///   - documents: one for each item of the catalogue, or none at all.
  ///   - places: one for each item of the catalogue, or none at all.
  ///   - formula: makes weights of events.
  public init(
    watching: [Watching], level: Level, items: Vocabulary<Int64>,
    documents: [ContentDocument] = [], places: [ItemPlace] = [],
    formula: ImplicitRating = ImplicitRating()
  ) {
    var records: [WatchRecord] = []
    var rows: [Row] = []
    // Ascending viewers, so that a record keeps its place when the rows are grouped.
    for viewer in watching.sorted(by: { $0.viewer < $1.viewer }) {
      for var record in viewer.records {
        if level == .episode { record.title = record.asset }
        guard items.position(of: record.title) != nil else { continue }
        records.append(record)
        let rating = formula.rating(
          watchedSeconds: Int(record.watchedSeconds),
          runningSeconds: record.runningSeconds.map(Int.init),
          statedPreference: record.statedPreference.map(Double.init))
        rows.append(
          Row(
            user: viewer.viewer, item: record.title, rating: rating,
            atSeconds: record.startSeconds))
      }
    }
    self.init(rows: rows, items: items, documents: documents, places: places) {
      [records] _, past, instant in
      let past = past.map { records[$0] }
      let cells: [(Int64, Float, Int64)] =
        switch level {
        case .title:
          formula.ratings(of: past, asOfSeconds: instant).map {
            ($0.title, $0.weight, $0.lastSeconds)
          }
        case .episode:
          formula.assetRatings(of: past).map { ($0.asset, $0.weight, $0.lastSeconds) }
        }
      return cells.compactMap { identifier, weight, lastSeconds in
        items.position(of: identifier).map {
          // What weighs nothing was watched all the same and is not new to the viewer.
          UserHistory.Entry(
            item: ItemIndex($0), weight: max(weight, Self.leastWeight), lastSeconds: lastSeconds)
        }
      }
    }
  }

  /// What watching weighs at least: more than nothing, so that it counts as seen.
  public static let leastWeight: Float = 1e-4
}
