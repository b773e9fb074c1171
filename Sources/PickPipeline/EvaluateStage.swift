import Foundation
package import PickCore
package import PickModel
import PickRecommender
import PickStore
import PickTraining

extension Pipeline {
  /// Measures what was trained beside popularity, its own parts and what serves now, on the last
  /// weeks before the end of what was learned from.
  func evaluateWork(_ month: Month) async throws -> StageWork {
    let results = results(of: month)
    let challenger = try challenger(of: month)
    let serving = champion(beside: challenger.id)
    let end = source.end(of: month)
    // Settings that were chosen on the weeks that are measured would look better than they are.
    let start = end.advanced(bySeconds: -Int64(options.weeks) * 7 * 86_400)
    let champion = serving.flatMap { $0.recipe?.weeks == 0 || $0.trainedAt <= start ? $0 : nil }
    let facts = try await watched(by: month)
    let input = Checksum.of([
      challenger.sha256, champion?.sha256 ?? "", "\(options.weeks)", "\(options.measuredEvents)",
      "\(options.seed)", "\(facts.events)", Release.version,
    ])
    return StageWork(input: input, stands: { results.checksum(results.metrics) == $0 }) {
      [self] progress in
      progress("Reading what was watched", 0)
      let (log, isWhole) = try await measured(before: end)
      let measuring = Measuring(options, challenger: challenger, champion: champion)
      var metrics = try measuring.metrics(of: month, on: log) { progress($0, $1 * 0.7) }
      if isWhole, options.measuresParts {
        progress("Measuring front pages", 0.7)
        metrics.home = try await home(before: end) {
          progress("Measuring front pages", 0.7 + 0.3 * $0)
        }
      }
      let json = try PipelineJSON.encode(metrics)
      try results.write(json, to: results.metrics)
      try await remember(metrics, of: challenger)
      let unwritten = try await source.publicise(.evaluate, of: month, in: self)
      if metrics.hasEnoughCases, let loss = metrics.losses.first {
        if let id = challenger.id { try await updateHistory(of: id, state: .rejected) }
        throw PipelineError.rejected(
          "The model is worse than \(loss.with): NDCG@10 differs by "
            + "\(loss.text). What serves goes on serving.")
      }
      let passedOver =
        champion == nil && serving != nil
        ? ["What serves has seen the weeks that are measured, and is not compared."] : []
      return StageResult(
        output: Checksum.of(json), sentence: metrics.summary,
        warnings: metrics.warnings(expectsHome: options.measuresParts) + passedOver + unwritten)
    }
  }

  /// What models are measured on, and whether that is all that the database holds: then front pages
  /// can be built anew.
  private func measured(before end: Instant) async throws -> (InteractionLog, isWhole: Bool) {
    if let data = try await source.ratings(in: self) {
      return (InteractionLog(data, sampling: options.measuredEvents).withoutFarRows().log, false)
    }
    let load = LoadWatching(catalog: stores, watches: stores, formula: options.recipe.rating)
    let watching = try await load(.title, before: end, sampling: options.measuredEvents)
    guard let log = watching.sample?.withoutFarRows().log else {
      throw PipelineError.missing("Nothing was watched that could be measured.")
    }
    return (log, watching.eventCount <= options.measuredEvents)
  }

  /// The manifest of the model that was trained of a month.
  package func challenger(of month: Month) throws -> ModelManifest {
    let directory = results(of: month).challengers
    guard let id = directory.names().first ?? nil else {
      throw PipelineError.missing("There is no model of \(month) yet. Train it first.")
    }
    return try directory.verify(id)
  }

  /// The manifest of the model that serves, or that served before where the challenger serves
  /// already; `nil` without one.
  func champion(beside challenger: TrainedModel.ID?) -> ModelManifest? {
    models.names().compactMap { $0 }.first { $0 != challenger }
      .flatMap { try? models.manifest(of: $0) }
  }

  private func home(
    before end: Instant, progress: @escaping @Sendable (Double) -> Void
  ) async throws -> PipelineMetrics.Home? {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "pick-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: scratch) }
    do {
      let report = try await EvaluatePages(
        catalog: stores, watches: stores, scratch: scratch.path, recipe: options.recipe
      )(weeks: options.weeks, before: end, seed: options.seed, progress: progress)
      return PipelineMetrics.Home(horizons: report.figures)
    } catch TrainError.fit(.emptyDataset) {
      return nil
    }
  }

  private func remember(_ metrics: PipelineMetrics, of challenger: ModelManifest) async throws {
    guard let id = challenger.id else { return }
    try await updateHistory(of: id) { $0.metrics = metrics }
  }

  /// Changes what the registry knows of a model.
  func updateHistory(
    of id: TrainedModel.ID, state: ModelRecord.State? = nil,
    _ change: (inout ModelHistory) -> Void = { _ in }
  ) async throws {
    guard var record = try await stores.modelRecords().first(where: { $0.id == id.description })
    else { return }
    if var history = try? JSONDecoder().decode(
      ModelHistory.self, from: Data(record.history.utf8))
    {
      change(&history)
      record.history = String(decoding: try PipelineJSON.encode(history), as: UTF8.self)
    }
    if let state { record.state = state }
    try await stores.record(record)
  }
}

/// Measures models side by side on the last weeks of a log.
private struct Measuring {
  private let options: Pipeline.Options
  private let challenger: ModelManifest
  private let champion: ModelManifest?

  init(_ options: Pipeline.Options, challenger: ModelManifest, champion: ModelManifest?) {
    self.options = options
    self.challenger = challenger
    self.champion = champion
  }

  func metrics(
    of month: Month, on log: InteractionLog,
    progress: @escaping @Sendable (String, Double) -> Void
  ) throws -> PipelineMetrics {
    do { return try measured(month, log, progress) } catch {
      guard options.passesUnmeasured, Self.isTooLittle(error) else { throw error }
      return PipelineMetrics(
        month: month, model: challenger, champion: champion, reports: [], comparisons: [],
        ablation: nil)
    }
  }

  /// Whether there was nothing to hold out, or nothing to learn from before it.
  private static func isTooLittle(_ error: any Error) -> Bool {
    switch error {
    case SplitError.nothingToSplit, EvaluationError.fit(.emptyDataset): true
    default: false
    }
  }

  private func measured(
    _ month: Month, _ log: InteractionLog,
    _ progress: @escaping @Sendable (String, Double) -> Void
  ) throws -> PipelineMetrics {
    let splits = try SplitPlan(.weekly(windows: options.weeks), catalogue: .all)
      .rankingSplits(of: log)
    let evaluator = Evaluator(bootstrap: Bootstrap(seed: options.seed))
    let contestants = contestants
    var evaluations: [Evaluation] = []
    for (place, (name, recipe)) in contestants.enumerated() {
      let start = Double(place) / Double(contestants.count)
      let context = FitContext(
        seed: options.seed,
        progress: { progress("Measuring \(name)", start + $0 / Double(contestants.count)) },
        isCancelled: { Task.isCancelled })
      evaluations.append(
        try evaluator.evaluate(recipe, as: name, on: splits, context: context))
    }
    let comparisons = evaluations.dropFirst().compactMap {
      PairedComparison(
        evaluations[0], against: $0, by: PipelineMetrics.figure,
        bootstrap: Bootstrap(seed: options.seed))
    }.map(PipelineMetrics.Comparison.init)
    var ablation: BlendAblation?
    if options.measuresParts {
      progress("Leaving out each part", 1)
      ablation = try BlendAblation(
        of: challenger.choice?.blend ?? options.recipe.blend, on: splits,
        context: FitContext(seed: options.seed, isCancelled: { Task.isCancelled }))
    }
    return PipelineMetrics(
      month: month, model: challenger, champion: champion, reports: evaluations.map(\.report),
      comparisons: comparisons, ablation: ablation)
  }

  /// What is measured; the model that was trained comes first.
  private var contestants: [(String, any Recommender)] {
    var served = ServedRecipe()
    served.recipe = options.recipe
    var all: [(String, any Recommender)] = [("served", served), ("popularity", Popularity())]
    let blend = challenger.choice?.blend ?? options.recipe.blend
    func alone(_ name: String, _ share: Float, _ set: (inout Blend.Shares) -> Void) {
      guard share > 0 else { return }
      var part = blend
      part.shares.taste = 0
      part.shares.sequence = 0
      part.shares.content = 0
      part.shares.exploration = 0
      part.shares.popularity = Float(BlendChoice.leastShare)
      set(&part.shares)
      all.append((name, part))
    }
    if options.measuresParts {
      alone("taste", blend.shares.taste) { $0.taste = 1 }
      alone("sequence", blend.shares.sequence) { $0.sequence = 1 }
      alone("content", blend.shares.content) { $0.content = 1 }
    }
    if let champion {
      let settings = champion.choice?.blend ?? champion.recipe?.blend ?? .newTitles
      all.append((PipelineMetrics.championName, settings))
    }
    return all
  }
}

extension Double {
  /// The number with so many digits behind the point.
  func digits(_ count: Int) -> String { String(format: "%.\(count)f", self) }
}

extension Interval {
  /// "+0.0123 (-0.0010 to +0.0250)".
  var text: String {
    func signed(_ value: Double) -> String { (value < 0 ? "" : "+") + value.digits(4) }
    guard let low, let high else { return signed(mean) }
    return "\(signed(mean)) (\(signed(low)) to \(signed(high)))"
  }
}
