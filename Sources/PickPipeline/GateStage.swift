import Foundation
import PickCore
import PickModel
import PickRecommender
import PickStore
import PickSystem

/// The limits a model must keep to serve.
package struct GateRules: Codable, Equatable, Sendable {
  /// How much worse than what serves a model may be, as a share of the NDCG@10 of what serves.
  package var epsilon = 0.05
  /// The least coverage, as a share of that of what serves.
  package var coverage = 0.5
  /// The least novelty, as a share of that of what serves.
  package var novelty = 0.7

  package init() {}
}

/// What the gate said, and why.
package struct GateVerdict: Codable, Equatable, Sendable {
  /// One thing that was looked at.
  package struct Check: Codable, Equatable, Sendable {
    package let name: String
    package let isPassed: Bool
    /// What was found, in a sentence.
    package let sentence: String

    private enum CodingKeys: String, CodingKey {
      case name, sentence
      case isPassed = "passed"
    }
  }

  package let checks: [Check]

  package var isPassed: Bool { checks.allSatisfy(\.isPassed) }

  /// Judges the figures of a model.
  ///
  /// - Parameters:
  ///   - metrics: what was measured.
  ///   - rules: the limits.
  ///   - adultTitlesOnKidsPages: titles rated 19 that pages of children's programmes would show.
  package init(_ metrics: PipelineMetrics, rules: GateRules, adultTitlesOnKidsPages: Int) {
    var checks: [Check] = []
    if let served = metrics.figures(of: "served") {
      if let champion = metrics.figures(of: PipelineMetrics.championName) {
        checks.append(Self.against(champion, metrics, epsilon: rules.epsilon))
        checks.append(
          Self.least(
            "coverage", served.coverage, rules.coverage * champion.coverage, champion.coverage))
        checks.append(
          Self.least("novelty", served.novelty, rules.novelty * champion.novelty, champion.novelty)
        )
      } else {
        checks.append(
          Check(
            name: "champion", isPassed: true,
            sentence: "nothing that serves to compare with; popularity was the measure"))
      }
    }
    checks += metrics.comparisons.filter { $0.with == "popularity" }.map { comparison in
      Check(
        name: "popularity",
        isPassed: !metrics.hasEnoughCases || comparison.high >= 0,
        sentence: "NDCG@10 differs from popularity by \(comparison.text)")
    }
    checks.append(
      Check(
        name: "children", isPassed: adultTitlesOnKidsPages == 0,
        sentence: "\(adultTitlesOnKidsPages) titles rated 19 on children's pages"))
    self.checks = checks
  }

  /// A model must not be worse than what serves by more than epsilon, where the two can be told
  /// apart: by a few hundred viewers most pairs of models cannot.
  private static func against(
    _ champion: PipelineMetrics.Model, _ metrics: PipelineMetrics, epsilon: Double
  ) -> Check {
    let comparison = metrics.comparisons.first { $0.with == PipelineMetrics.championName }
    let isWorse =
      comparison.map { $0.difference < -epsilon * champion.ndcg.mean && $0.high < 0 } ?? false
    return Check(
      name: "champion", isPassed: !metrics.hasEnoughCases || !isWorse,
      sentence: "NDCG@10 differs from \(champion.ndcg.mean.digits(4)) of what serves by "
        + (comparison?.text ?? "an unknown amount")
        + (metrics.hasEnoughCases ? "" : "; too few viewers to decide by"))
  }

  private static func least(
    _ name: String, _ value: Double, _ least: Double, _ champion: Double
  ) -> Check {
    Check(
      name: name, isPassed: value >= least,
      sentence: "\(name) \(value.digits(3)), what serves \(champion.digits(3)), at least "
        + "\(least.digits(3)) is asked")
  }
}

extension Pipeline {
  /// Viewers whose pages are built before a model may serve.
  static let lookedAtViewers = 20

  /// Decides whether what was trained may serve.
  func gateWork(_ month: Month) async throws -> StageWork {
    let results = results(of: month)
    let challenger = try challenger(of: month)
    guard let id = challenger.id, let metrics = results.metricsFile, metrics.model == id.description
    else {
      throw PipelineError.missing("The model of \(month) was not measured yet. Evaluate it first.")
    }
    let input = Checksum.of([
      results.checksum(results.metrics) ?? "",
      String(decoding: try PipelineJSON.encode(options.gate), as: UTF8.self), Release.version,
    ])
    return StageWork(input: input, stands: { results.checksum(results.gate) == $0 }) {
      [self] progress in
      progress("Looking at children's pages", 0)
      let adult = try await adultTitlesOnKidsPages(
        with: results.challengers, at: source.end(of: month))
      let verdict = GateVerdict(
        metrics, rules: options.gate, adultTitlesOnKidsPages: adult)
      let json = try PipelineJSON.encode(verdict)
      try results.write(json, to: results.gate)
      try await updateHistory(of: id, state: verdict.isPassed ? nil : .rejected) {
        $0.verdict = verdict
      }
      let failed = verdict.checks.filter { !$0.isPassed }
      guard failed.isEmpty else {
        throw PipelineError.rejected(
          "Model \(id) does not serve: "
            + failed.map { "\($0.name) (\($0.sentence))" }.joined(separator: ", ")
            + ". What serves goes on serving.")
      }
      return StageResult(
        output: Checksum.of(json),
        sentence: "model \(id) may serve: "
          + verdict.checks.map(\.sentence).joined(separator: "; "))
    }
  }

  /// Titles rated 19 that pages of children's programmes show some viewers.
  private func adultTitlesOnKidsPages(
    with models: ModelDirectory, at instant: Instant
  ) async throws -> Int {
    let engine = Engine(
      stores: Engine.Stores(catalog: stores, watches: stores, choices: stores), models: models)
    var found: Set<Title.ID> = []
    for viewer in try await someViewers() {
      let page = try await engine.category(.kids, of: viewer, now: instant)
      for card in page.shelves.flatMap(\.cards) where card.ageRating == .nineteen {
        found.insert(card.id)
      }
    }
    return found.count
  }

  /// Some viewers, spread evenly over all of them.
  func someViewers() async throws -> [Viewer.ID] {
    let all = try await stores.accountNumbers().keys.sorted()
    let step = max(1, all.count / Self.lookedAtViewers)
    return stride(from: 0, to: all.count, by: step).prefix(Self.lookedAtViewers).map { all[$0] }
  }
}

extension MonthResults {
  /// The figures that were measured last; `nil` without any that can be read.
  var metricsFile: PipelineMetrics? {
    guard let bytes = try? Files.read(metrics, limit: 1 << 24) else { return nil }
    return try? PipelineJSON.decode(PipelineMetrics.self, from: bytes)
  }
}
