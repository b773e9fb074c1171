import Foundation
import PickCore
package import PickModel
package import PickRecommender
import PickStore
package import PickTraining

extension Pipeline {
  /// Measures what was trained beside popularity, its own parts and what serves now, on the last
  /// weeks before the end of the month.
  func evaluateWork(_ month: Month) async throws -> StageWork {
    let results = results(of: month)
    let challenger = try challenger(of: month)
    let serving = champion(beside: challenger.id)
    // Settings that were chosen on the weeks that are measured would look better than they are.
    let start = month.end.advanced(bySeconds: -Int64(options.weeks) * 7 * 86_400)
    let champion = serving.flatMap { $0.trainedAt <= start ? $0 : nil }
    let facts = try await watched(by: month)
    let input = Checksum.of([
      challenger.sha256, champion?.sha256 ?? "", "\(options.weeks)", "\(options.measuredEvents)",
      "\(options.seed)", "\(facts.events)", Release.version,
    ])
    return StageWork(input: input, stands: { results.checksum(results.metrics) == $0 }) {
      [self] progress in
      progress("Reading what was watched", 0)
      let (log, isWhole) = try await measured(before: month.end)
      let measuring = Measuring(options, challenger: challenger, champion: champion)
      var metrics = try measuring.metrics(of: month, on: log) { progress($0, $1 * 0.7) }
      if isWhole {
        progress("Measuring front pages", 0.7)
        metrics.home = try await home(before: month.end) {
          progress("Measuring front pages", 0.7 + 0.3 * $0)
        }
      }
      let json = try PipelineJSON.encode(metrics)
      try results.write(json, to: results.metrics)
      try await remember(metrics, of: challenger)
      // What was imported is no part of the month's report before it serves.
      let unwritten = counts == nil ? try await addModels(toReportOf: month) : []
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
        warnings: metrics.warnings + passedOver + unwritten)
    }
  }

  /// What models are measured on, and whether that is all that the database holds: then front pages
  /// can be built anew.
  private func measured(before end: Instant) async throws -> (InteractionLog, isWhole: Bool) {
    if let counts {
      let data = try await ratings(of: counts)
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
  func challenger(of month: Month) throws -> ModelManifest {
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
    progress("Leaving out each part", 1)
    let ablation = try BlendAblation(
      of: challenger.choice?.blend ?? options.recipe.blend, on: splits,
      context: FitContext(seed: options.seed, isCancelled: { Task.isCancelled }))
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
    alone("taste", blend.shares.taste) { $0.taste = 1 }
    alone("sequence", blend.shares.sequence) { $0.sequence = 1 }
    alone("content", blend.shares.content) { $0.content = 1 }
    if let champion {
      let settings = champion.choice?.blend ?? champion.recipe?.blend ?? .newTitles
      all.append((PipelineMetrics.championName, settings))
    }
    return all
  }
}

/// The figures of one month's model beside others, as `metrics.json` holds them.
package struct PipelineMetrics: Codable, Equatable, Sendable {
  /// What models are compared by.
  package static let figure = "ndcg@10"
  /// Fewer users than this decide nothing.
  package static let leastCases = 100
  package static let championName = "champion"

  /// The figures of one model.
  package struct Model: Codable, Equatable, Sendable {
    package let name: String
    package let ndcg: Interval
    package let recall: Interval
    /// The share of the catalogue that is recommended to at least one viewer, in [0, 1].
    package let coverage: Double
    /// The mean self-information of what is recommended, in bits.
    package let novelty: Double
  }

  /// The figures of all models for some of the viewers.
  package struct Segment: Codable, Equatable, Sendable {
    /// The figure of one model.
    package struct Figure: Codable, Equatable, Sendable {
      package let name: String
      package let ndcg: Interval
    }

    package let name: String
    package let rule: String
    package let users: Int
    package let models: [Figure]
  }

  /// What was trained beside another model, viewer by viewer.
  package struct Comparison: Codable, Equatable, Sendable {
    /// The other one.
    package let with: String
    /// NDCG@10 of what was trained minus that of the other one.
    package let difference: Double
    /// The ends of the paired 95 % interval; the difference itself where there is none.
    package let low: Double
    package let high: Double

    init(_ comparison: PairedComparison) {
      with = comparison.baseline
      difference = comparison.difference.mean
      low = comparison.difference.low ?? difference
      high = comparison.difference.high ?? difference
    }

    var text: String { Interval(mean: difference, low: low, high: high).text }
  }

  /// What was trained without one of its parts, by the settings that were chosen.
  package struct Ablation: Codable, Equatable, Sendable {
    /// What was left out.
    package let without: String
    package let ndcg: Double
    /// NDCG@10 without the part minus that of the whole.
    package let difference: Double
    /// The ends of the paired 95 % interval.
    package let low: Double
    package let high: Double
  }

  /// What front pages were worth, within a day and a week.
  package struct Home: Codable, Equatable, Sendable {
    package let horizons: [PageReport.Figures]
  }

  package var version = 1
  package let month: Month
  /// The name of the model that was trained.
  package let model: String
  /// The name of the model that served when it was measured.
  package let champion: String?
  /// Viewers who were measured.
  package let cases: Int
  package let hasEnoughCases: Bool
  package let splits: [String]
  package let models: [Model]
  /// What was trained against each of the others.
  package let comparisons: [Comparison]
  package let segments: [Segment]
  /// What each part is worth; `nil` in figures of earlier versions.
  package let ablation: [Ablation]?
  /// What front pages were worth; `nil` where there are too many events to build them all anew.
  package var home: Home?
  /// How the settings were chosen.
  package let choice: BlendChoice?

  private enum CodingKeys: String, CodingKey {
    case version, month, model, champion, cases, splits, models, comparisons, segments, home, choice
    case ablation
    case hasEnoughCases = "enough_cases"
  }

  init(
    month: Month, model: ModelManifest, champion: ModelManifest?, reports: [EvaluationReport],
    comparisons: [Comparison], ablation: BlendAblation
  ) {
    self.month = month
    self.model = model.id?.description ?? ""
    self.champion = champion?.id?.description
    cases = reports.first?.users ?? 0
    hasEnoughCases = cases >= Self.leastCases
    splits = reports.first?.splits ?? []
    models = reports.map { report in
      Model(
        name: report.model, ndcg: report.figure(Self.figure), recall: report.figure("recall@10"),
        coverage: report.figure("coverage@10").mean, novelty: report.figure("novelty@10").mean)
    }
    self.comparisons = comparisons
    let names = (reports.first?.segments ?? [:]).keys.sorted()
    segments = names.compactMap { name in
      guard let first = reports.first?.segments[name] else { return nil }
      return Segment(
        name: name, rule: first.rule, users: first.users,
        models: reports.compactMap { report in
          report.segments[name]?.metrics[Self.figure].map {
            Segment.Figure(name: report.model, ndcg: $0)
          }
        })
    }
    choice = model.choice
    self.ablation = ablation.parts.map { part in
      Ablation(
        without: part.without, ndcg: part.ndcg, difference: part.difference.mean,
        low: part.difference.low ?? part.difference.mean,
        high: part.difference.high ?? part.difference.mean)
    }
  }

  /// The comparisons whose whole interval is below 0, with what serves left out: that is for the
  /// gate.
  package var losses: [Comparison] {
    comparisons.filter { $0.with != Self.championName && $0.high < 0 }
  }

  package func figures(of name: String) -> Model? { models.first { $0.name == name } }

  var summary: String {
    let figures = models.map { "\($0.name) \($0.ndcg.mean.digits(4))" }.joined(separator: ", ")
    return "NDCG@10 of \(cases) viewers: \(figures)"
  }

  var warnings: [String] {
    var warnings: [String] = []
    if !hasEnoughCases {
      warnings.append(
        "\(cases) viewers are measured, fewer than the \(Self.leastCases) that could decide "
          + "anything.")
    }
    if home == nil {
      warnings.append(
        "Front pages were not measured: too many events, too few, or imported counts.")
    }
    return warnings
  }
}

extension EvaluationReport {
  fileprivate func figure(_ name: String) -> Interval {
    metrics[name] ?? Interval(mean: 0, low: nil, high: nil)
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
