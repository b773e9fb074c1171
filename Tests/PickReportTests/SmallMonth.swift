import PickModel
import PickReport
import PickStore
import PickTestSupport

/// November 2026 of two viewers, small enough to be counted by hand; the catalogue is `StoreSample`.
enum SmallMonth {
  static let now = StoreSample.now

  /// An instant of 2026 on Seoul's clock.
  static func at(
    _ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0
  ) -> Instant {
    SeoulTime(
      year: 2026, month: month, day: day, hour: hour, minute: minute, second: second)?
      .instant ?? now
  }

  static func event(
    _ rest: UInt64, _ viewer: Int64, _ asset: Int64, _ start: Instant, _ seconds: Int
  ) -> WatchEvent {
    WatchEvent(
      id: EventID(at: start, rest: (0, rest)), viewer: Viewer.ID(viewer), asset: Asset.ID(asset),
      startedAt: start, watchedSeconds: seconds, source: .imported)
  }

  static let events = [
    event(1, 101, 11, at(11, 1, 0), 6_000),
    event(2, 101, 21, at(11, 2, 20), 3_600),
    event(3, 101, 22, at(11, 2, 20, 30), 1_800),
    event(4, 101, 22, at(11, 2, 20, 30), 900),
    event(5, 102, 11, at(10, 10, 10), 3_000),
    event(6, 102, 21, at(11, 3, 20), 10_800),
    event(7, 102, 24, at(11, 4, 20), 0),
  ]

  static func view(_ rest: UInt64, _ viewer: Int64, _ title: Int64, _ at: Instant) -> DetailView {
    DetailView(
      id: EventID(at: at, rest: (1, rest)), viewer: Viewer.ID(viewer), title: Title.ID(title),
      at: at)
  }

  static let detailViews = [
    view(1, 101, 1, at(10, 31, 23)),
    view(2, 101, 2, at(11, 2, 19, 50)),
    view(3, 101, 1, at(11, 5, 12)),
    view(4, 102, 1, at(11, 6, 12)),
  ]

  /// Its figures, or those of everything.
  static func figures(
    _ range: ReportRange? = nil, events: [WatchEvent] = events,
    detailViews: [DetailView] = detailViews, asOf: Instant = now, imported: ImportFacts? = nil,
    recommendation: RecommendationFigures = RecommendationFigures()
  ) async throws -> ReportFigures {
    let month = Month("2026-11").map(ReportRange.month)
    let report = ExplorationReport(
      catalog: try await StoreSample.database(),
      watches: ArrayWatches(events: events, detailViews: detailViews))
    return try await report(
      range ?? month ?? .everything, asOf: asOf, imported: imported,
      recommendation: recommendation)
  }
}
