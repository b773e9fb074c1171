public import PickCore
public import PickModel
import PickRecommender
public import PickStore

/// Measures front pages by what viewers watched after them.
///
///     let evaluate = EvaluatePages(catalog: store, watches: store, scratch: directory)
///     let report = try await evaluate(weeks: 3, before: instant)
///
/// At the beginning of each of the last weeks everything is as it was: the catalogue, histories,
/// popularity, a model trained on nothing later. Each viewer who was known and watched something in
/// the next day or week has a page built, and it is measured by `PageMeasure`; of more than
/// `viewersPerWeek` they are taken evenly. A leak cannot be in
/// a page: the database it is built from does not hold what came later.
public struct EvaluatePages: Sendable {
  /// The most viewers of a week whose page is built.
  public static let viewersPerWeek = 1000

  private let catalog: any CatalogStore
  private let watches: any WatchStore
  private let scratch: String
  private let recipe: ModelRecipe

  /// An evaluation of one database.
  ///
  /// - Parameters:
  ///   - catalog: the catalogue as it is today.
  ///   - watches: what was watched.
  ///   - scratch: a directory that models are written into.
  ///   - recipe: what they are trained with.
  public init(
    catalog: any CatalogStore, watches: any WatchStore, scratch: String,
    recipe: ModelRecipe = ModelRecipe()
  ) {
    self.catalog = catalog
    self.watches = watches
    self.scratch = scratch
    self.recipe = recipe
  }

  /// Measures.
  ///
  /// - Parameters:
  ///   - weeks: how many of the last weeks, > 0.
  ///   - end: where the last week ends at the latest; it ends with the last event before.
  ///   - depth: how many cards of a row count, > 0.
  ///   - seed: of models and intervals.
  ///   - progress: called with the share of the work done.
  /// - Returns: what the pages were worth.
  /// - Throws: why there is no report; `TrainError.fit(.emptyDataset)` when no viewer who was
  ///   known before one of these weeks watched anything in it.
  public func callAsFunction(
    weeks: Int, before end: Instant, depth: Int = 10, seed: UInt64 = 0,
    progress: (Double) -> Void = { _ in }
  ) async throws(TrainError) -> PageReport {
    let world = try await WholeWorld(catalog: catalog, watches: watches, before: end)
    guard let last = world.events.map(\.startedAt).max() else { throw .fit(.emptyDataset) }
    var cases: [PageReport.Horizon: [PageReport.Case]] = [:]
    var instants: [Instant] = []
    for week in 0..<weeks {
      let back = Int64(weeks - week) * PageReport.Horizon.week.seconds
      let instant = last.advanced(bySeconds: 1 - back)
      guard world.events.contains(where: { $0.startedAt < instant }) else { continue }
      instants.append(instant)
      let homes = try await PastHomes(
        world, at: instant, recipe: recipe, seed: seed, directory: "\(scratch)/\(week)")
      try await measure(homes, world, depth, into: &cases) { done in
        progress((Double(week) + done) / Double(weeks))
      }
      progress(Double(week + 1) / Double(weeks))
    }
    guard cases.values.contains(where: { !$0.isEmpty }) else { throw .fit(.emptyDataset) }
    return PageReport(cases, instants: instants, depth: depth, seed: seed)
  }

  private func measure(
    _ homes: PastHomes, _ world: WholeWorld, _ depth: Int,
    into cases: inout [PageReport.Horizon: [PageReport.Case]], progress: (Double) -> Void
  ) async throws(TrainError) {
    let truths = PageReport.Horizon.allCases.map {
      ($0, world.watched(from: homes.instant, seconds: $0.seconds))
    }
    let all = Set(truths.flatMap(\.1.keys)).sorted()
    let step = max(1, (all.count + Self.viewersPerWeek - 1) / Self.viewersPerWeek)
    let viewers = stride(from: 0, to: all.count, by: step).map { all[$0] }
    for (done, viewer) in viewers.enumerated() {
      if Task.isCancelled { throw .cancelled }
      progress(Double(done) / Double(viewers.count))
      let page = try await homes.home(of: viewer)
      for (horizon, watched) in truths {
        guard let titles = watched[viewer] else { continue }
        cases[horizon, default: []].append(
          PageReport.Case(
            viewer: viewer, measure: PageMeasure(page, watched: titles, depth: depth)))
      }
    }
  }
}
