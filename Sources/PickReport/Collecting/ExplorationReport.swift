package import PickCore
package import PickModel
package import PickStore
import Synchronization

/// Reads a database and works out the figures of a report.
///
///     let report = ExplorationReport(catalog: stores, watches: stores)
///     let figures = try await report(.month(month), asOf: now)
///     try ReportWriter(language: .korean).write(figures, to: "pipeline/2023-08")
///
/// Events and clicks stream by, grouped by viewer: memory grows with viewers, titles and assets, and
/// not with events. Equal data and an equal instant give equal figures.
package struct ExplorationReport: Sendable {
  /// A step of the work.
  package enum Step: Equatable, Sendable {
    /// Titles and assets are read.
    case catalogue
    /// Clicks are read.
    case clicks
    /// Watching is read; so many events so far.
    case events(Int)
    /// Examples are asked of the engine.
    case examples
  }

  private let catalog: any CatalogStore
  private let watches: any WatchStore
  private let engine: Engine?

  /// A reader of one database.
  ///
  /// - Parameters:
  ///   - catalog: titles and assets.
  ///   - watches: what was watched and clicked.
  ///   - engine: what is asked for examples of recommendations; `nil` for none.
  package init(catalog: any CatalogStore, watches: any WatchStore, engine: Engine? = nil) {
    self.catalog = catalog
    self.watches = watches
    self.engine = engine
  }

  /// Works out the figures; cancelling the task stops it.
  ///
  /// The month before a month is read in the same pass, and what differs is part of the figures.
  ///
  /// - Parameters:
  ///   - range: the time the report is about.
  ///   - asOf: now; what is dated later is counted as an oddity.
  ///   - imported: what the import took and rejected, where that is known.
  ///   - recommendation: the evaluation and the model that serves, where there are such; examples are
  ///     added to it.
  ///   - progress: called as each step begins, and for each batch of events.
  /// - Returns: the figures.
  /// - Throws: `ReportError.store` or `cancelled`.
  package func callAsFunction(
    _ range: ReportRange, asOf: Instant, imported: ImportFacts? = nil,
    recommendation: RecommendationFigures = RecommendationFigures(),
    progress: @escaping @Sendable (Step) -> Void = { _ in }
  ) async throws(ReportError) -> ReportFigures {
    do {
      progress(.catalogue)
      let catalogue = try await ReportCatalogue(catalog)
      progress(.clicks)
      let clicks = try await clicks(range, asOf: asOf, on: catalogue)
      progress(.events(0))
      let tally = Mutex(EventTally(catalogue, range: range, asOf: asOf, clicks: clicks))
      let read = Mutex(0)
      try await watches.forEachEventBatch(before: Self.end(of: range)) { batch in
        try Task.checkCancellation()
        tally.withLock { $0.add(batch) }
        progress(
          .events(
            read.withLock {
              $0 += batch.count; return $0
            }))
      }
      let (figures, viewers) = tally.withLock { tally in
        let figures = tally.figures(imported: imported, recommendation: recommendation)
        return (figures, tally.examples.viewers)
      }
      return try await withExamples(figures, of: viewers, progress: progress)
    } catch {
      throw ReportError(error)
    }
  }

  /// Events from there on are not read; of everything all are, so that future ones are counted.
  private static func end(of range: ReportRange) -> Instant {
    range.month?.end ?? Instant(millisecondsSince1970: .max)
  }

  private func clicks(
    _ range: ReportRange, asOf: Instant, on catalogue: ReportCatalogue
  ) async throws -> ClickTally {
    let tally = Mutex(ClickTally())
    try await watches.forEachDetailViewBatch(before: Self.end(of: range)) { batch in
      try Task.checkCancellation()
      tally.withLock { tally in
        for view in batch where range.contains(view.at, asOf: asOf) {
          guard let title = catalogue.place(of: view.title) else { continue }
          tally.add(viewer: view.viewer, title: title, at: view.at)
        }
      }
    }
    return tally.withLock { $0 }
  }

  private func withExamples(
    _ figures: ReportFigures, of viewers: [Viewer.ID],
    progress: @Sendable (Step) -> Void
  ) async throws -> ReportFigures {
    guard let engine, !viewers.isEmpty else { return figures }
    progress(.examples)
    let instant = min(figures.asOf, figures.range.month?.end ?? figures.asOf)
    var figures = figures
    for viewer in viewers {
      try Task.checkCancellation()
      guard
        let example = try await engine.example(
          for: viewer, at: instant, watches: watches, catalog: catalog)
      else { continue }
      figures.recommendation.examples.append(example)
    }
    return figures
  }
}

extension Engine {
  /// The picks that are shown.
  private static let shownPicks = 3
  /// The summands of a score that are shown.
  private static let shownReasons = 3

  /// What a viewer is recommended, with the reasons; `nil` when nothing is.
  fileprivate func example(
    for viewer: Viewer.ID, at instant: Instant, watches: any WatchStore,
    catalog: any CatalogStore
  ) async throws(StoreError) -> RecommendationFigures.Example? {
    let home = try await home(of: viewer, now: instant)
    let picked = home.shelves.first { $0.kind == .pickedForYou }
    var picks: [RecommendationFigures.Example.Pick] = []
    for card in (picked?.cards ?? []).prefix(Self.shownPicks) {
      guard let explanation = try await explain(card.id, to: viewer, now: instant) else { continue }
      let reasons = explanation.parts.prefix(Self.shownReasons).map { part in
        Explanation.Part(source: part.source.safe, contribution: part.contribution)
      }
      picks.append(
        RecommendationFigures.Example.Pick(name: SafeName(card.name).text, reasons: reasons))
    }
    guard !picks.isEmpty else { return nil }
    let history = try await watches.history(of: viewer, before: instant)
    let names = Dictionary(
      try await catalogSnapshot().titles.map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    var titles: [Title.ID] = []
    let assets = try await catalog.assets(ofTitlesWith: Set(history.map(\.asset)).sorted())
    let titleOfAsset = Dictionary(
      assets.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    for event in history.reversed() {
      guard let title = titleOfAsset[event.asset], !titles.contains(title) else { continue }
      titles.append(title)
    }
    return RecommendationFigures.Example(
      watchedTitles: titles.count,
      latest: titles.prefix(3).compactMap { names[$0].map { SafeName($0).text } }, picks: picks)
  }
}

extension Explanation.Part.Source {
  /// The same with names that are safe to show.
  fileprivate var safe: Self {
    func safe(_ title: TitleReference) -> TitleReference {
      TitleReference(id: title.id, name: SafeName(title.name).text)
    }
    switch self {
    case .watched(let title): return .watched(safe(title))
    case .lookedAt(let title): return .lookedAt(safe(title))
    case .content(let title): return .content(safe(title))
    case .thumb(let title): return .thumb(safe(title))
    case .popularity: return .popularity
    }
  }
}

extension ReportError {
  /// The error of reading a database.
  init(_ error: any Error) {
    switch error {
    case let error as ReportError: self = error
    case let error as StoreError: self = .store(error)
    case is CancellationError: self = .cancelled
    default: self = .store(.unexpected(reason: "\(error)"))
    }
  }
}
