import PickCore
package import PickModel
package import PickRecommender
package import PickTraining

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
  /// What each part is worth; `nil` where that was not measured.
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
    comparisons: [Comparison], ablation: BlendAblation?
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
    self.ablation = ablation?.parts.map { part in
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

  func warnings(expectsHome: Bool) -> [String] {
    var warnings: [String] = []
    if !hasEnoughCases {
      warnings.append(
        "\(cases) viewers are measured, fewer than the \(Self.leastCases) that could decide "
          + "anything.")
    }
    if expectsHome, home == nil {
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
