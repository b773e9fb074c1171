import Testing

@testable import PickRecommender

@Suite struct PairedComparisonTests {
  private func evaluation(
    _ model: String, _ values: [Double], counts: [Double]? = nil, isError: Bool = false
  ) -> Evaluation {
    let measure = Measure(
      name: "figure",
      splits: [Measure.Cells(sums: values, counts: counts ?? values.map { _ in 1 })],
      isError: isError)
    let mean = measure.statistic(values.map { _ in 1 }) ?? 0
    return Evaluation(
      report: EvaluationReport(
        model: model, params: [:], task: "ranking", split: "user-time", splits: ["user-time"],
        seed: 0,
        users: values.count, skipped: 0,
        metrics: ["figure": Interval(mean: mean, low: nil, high: nil)], segments: [:],
        comparisons: [], fitSeconds: 0, scoreSeconds: 0, peakRSSBytes: nil),
      measures: [measure])
  }

  private func spread(_ count: Int) -> [Double] {
    var random = PCG32(seed: 4)
    return (0..<count).map { _ in random.unit() }
  }

  @Test("a constant lead is certain, however much users differ")
  func constant() throws {
    let base = spread(300)
    let lead = try #require(
      PairedComparison(
        evaluation("a", base.map { $0 + 0.125 }), against: evaluation("b", base), by: "figure"))
    #expect(abs(lead.difference.mean - 0.125) < 1e-12)
    #expect(try abs(#require(lead.difference.low) - 0.125) < 1e-9)
    #expect(lead.difference.excludesZero && lead.better == 1 && lead.worse == 0)
    #expect(lead.model == "a" && lead.baseline == "b")
    let relative = try #require(lead.relative)
    #expect(abs(relative - 0.125 / (base.reduce(0, +) / 300)) < 1e-9)
  }

  @Test("noise around zero is no lead")
  func noise() throws {
    var random = PCG32(seed: 8)
    let base = spread(500)
    let other = base.map { $0 + random.normal(deviation: 0.2) }
    let lead = try #require(
      PairedComparison(evaluation("a", other), against: evaluation("b", base), by: "figure"))
    #expect(!lead.difference.excludesZero)
    #expect(abs(lead.better - 0.5) < 0.1 && abs(lead.better + lead.worse - 1) < 1e-12)
  }

  @Test("with errors, less is better")
  func errors() throws {
    let lead = try #require(
      PairedComparison(
        evaluation("a", [1, 2, 3, 4], isError: true),
        against: evaluation("b", [2, 3, 4, 4], isError: true), by: "figure"))
    #expect(lead.difference.mean == -0.75 && lead.better == 0.75 && lead.worse == 0)
  }

  @Test("different users are not compared, nor a figure one of them lacks")
  func incomparable() {
    let (one, other) = (
      evaluation("a", [1, 2]), evaluation("b", [1, 2], counts: [1, 0])
    )
    #expect(PairedComparison(one, against: other, by: "figure") == nil)
    #expect(PairedComparison(one, against: one, by: "another") == nil)
  }
}
