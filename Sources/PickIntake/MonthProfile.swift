package import PickImport
package import PickModel
import PickStore

/// What a month of logs looks like, in counts: what rules judge, and what the next month is compared
/// with.
package struct MonthProfile: Codable, Equatable, Sendable {
  /// Counts by bucket; of equal length in every month.
  package typealias Histogram = [Int]

  package let month: Month
  /// Rows of assets; `nil` in profiles of earlier versions.
  package var assetRows: Int?
  /// Rows of the views file, good or bad.
  package var viewRows = 0
  /// Rows of the clicks file; `nil` without one.
  package var clickRows: Int?
  /// Rows of all files that were not taken.
  package var rejected = 0
  /// Rejected rows that name an asset the catalogue does not have.
  package var unknownAssets = 0
  /// Rejected rows in which a field is empty.
  package var emptyFields = 0
  /// Rows that say what another row said.
  package var duplicates = 0
  /// Events that began outside the month.
  package var outsideMonth = 0
  /// Events of 0 seconds; they are no fault.
  package var withoutTime = 0
  /// Events longer than the running time; they are no fault.
  package var overRunningTime = 0
  package var events = 0
  package var viewers = 0
  package var titles = 0
  package var assets = 0
  /// Assets whose running time the file does not tell.
  package var assetsWithoutRunningTime = 0
  /// Events by hour of the day in Seoul.
  package var byHour = Histogram(repeating: 0, count: 24)
  /// Events by day of the week, Monday first.
  package var byWeekday = Histogram(repeating: 0, count: 7)
  /// Events by page, in the order of `Category.allCases`, and those of none.
  package var byCategory = Histogram(repeating: 0, count: Category.allCases.count + 1)
  /// Events by watch ratio in tenths, and those without one.
  package var byRatio = Histogram(repeating: 0, count: 11)
  /// Viewers by how many events they have: 1, 2 to 4, 5 to 9, 10 to 49, 50 and more.
  package var byActivity = Histogram(repeating: 0, count: 5)

  /// Counts what was read of a month, in one pass over its facts.
  ///
  /// - Throws: `StoreError` where they cannot be read again.
  package init(_ files: FilesOfImport, of month: Month) throws {
    self.month = month
    let batch = files.batch
    assetRows = files.rows.first
    viewRows = files.rows.count > 1 ? files.rows[1] : 0
    clickRows = files.rows.count > 2 ? files.rows[2] : nil
    rejected = files.rejected.count
    unknownAssets = files.rejected.unknown
    emptyFields = files.rejected.empty
    titles = batch.titles.count
    assets = batch.assets.count
    assetsWithoutRunningTime = batch.assets.count { $0.asset.runningSeconds == nil }
    var opened = 0
    if let facts = files.facts {
      try count(facts, of: batch, in: month.start..<month.end)
      try facts.forEachDetailViewPortion { opened += $0.count }
    }
    let rejectedOfAssets = files.rejected.countByFile
      .filter { $0.key.hasSuffix("assets.csv") }.values.reduce(0, +)
    let rejectedOfEvents = rejected - rejectedOfAssets
    duplicates = max(0, viewRows + (clickRows ?? 0) - rejectedOfEvents - events - opened)
  }

  /// Counts views; they come viewer by viewer.
  private mutating func count(
    _ facts: SortedFacts, of batch: ImportBatch, in span: Range<Instant>
  ) throws {
    let categories = Dictionary(
      batch.titles.map { ($0.title.id, $0.title.category) }, uniquingKeysWith: { first, _ in first }
    )
    let assets = Dictionary(
      batch.assets.map { ($0.asset.id, $0.asset) }, uniquingKeysWith: { first, _ in first })
    var current: (viewer: Viewer.ID, events: Int)?
    try facts.forEachEventPortion { portion in
      for event in portion {
        if let known = current, known.viewer == event.viewer {
          current?.events += 1
        } else {
          if let known = current { count(viewerWith: known.events) }
          current = (event.viewer, 1)
        }
        let asset = assets[event.asset]
        count(event, of: asset, category: (asset.flatMap { categories[$0.title] } ?? nil), span)
      }
    }
    if let known = current { count(viewerWith: known.events) }
  }

  private mutating func count(viewerWith events: Int) {
    viewers += 1
    byActivity[events < 2 ? 0 : events < 5 ? 1 : events < 10 ? 2 : events < 50 ? 3 : 4] += 1
  }

  private mutating func count(
    _ event: WatchEvent, of asset: Asset?, category: Category?, _ span: Range<Instant>
  ) {
    events += 1
    if !span.contains(event.startedAt) { outsideMonth += 1 }
    if event.watchedSeconds == 0 { withoutTime += 1 }
    let time = SeoulTime(event.startedAt)
    byHour[time.hour] += 1
    byWeekday[time.weekday - 1] += 1
    byCategory[category.flatMap(Category.allCases.firstIndex) ?? Category.allCases.count] += 1
    if let running = asset?.runningSeconds, running > 0 {
      if event.watchedSeconds > running { overRunningTime += 1 }
      byRatio[min(9, max(0, event.watchedSeconds.times(10) / running))] += 1
    } else {
      byRatio[10] += 1
    }
  }

  /// What is compared with another month, by name.
  package var distributions: [(name: String, counts: Histogram)] {
    [
      ("hour", byHour), ("weekday", byWeekday), ("category", byCategory), ("ratio", byRatio),
      ("activity", byActivity),
    ]
  }
}
