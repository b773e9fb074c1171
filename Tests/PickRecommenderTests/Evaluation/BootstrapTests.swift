import Testing

@testable import PickRecommender

@Suite struct BootstrapTests {
  private func normals(_ count: Int, seed: UInt64) -> [Double] {
    var random = PCG32(seed: seed)
    return (0..<count).map { _ in random.normal(mean: 3, deviation: 2) }
  }

  @Test("the same seed gives the same interval, on any number of threads; another one another")
  func deterministic() throws {
    let values = normals(100, seed: 1)
    let one = try #require(Bootstrap(seed: 5).interval(ofMeanOf: values))
    #expect(Bootstrap(seed: 5).interval(ofMeanOf: values, threads: 3) == one)
    #expect(Bootstrap(seed: 6).interval(ofMeanOf: values) != one)
  }

  @Test("a 95 % interval holds the true mean about 95 times in a hundred")
  func coverage() throws {
    let held = try (0..<400 as Range<UInt64>).count { seed in
      let interval = try #require(
        Bootstrap(resamples: 400, seed: seed).interval(ofMeanOf: normals(60, seed: seed)))
      return interval.low ?? 9 <= 3 && 3 <= interval.high ?? 0
    }
    // Three standard errors of a share of .95 in 400 are .033; percentile intervals run narrow.
    #expect(Double(held) / 400 > 0.905 && Double(held) / 400 < 0.985)
  }

  @Test("it is as wide as the normal approximation says for many values")
  func width() throws {
    let values = normals(2000, seed: 9)
    let interval = try #require(Bootstrap().interval(ofMeanOf: values))
    let expected = 2 * 1.96 * 2 / 2000.0.squareRoot()
    let width = try #require(interval.high) - #require(interval.low)
    #expect(abs(width - expected) < 0.1 * expected)
    #expect(abs(interval.mean - values.reduce(0, +) / 2000) < 1e-12)
  }

  @Test("equal values leave no doubt, and no values no interval")
  func degenerate() {
    let certain = Bootstrap().interval(ofMeanOf: [2, 2, 2])
    #expect(certain == Interval(mean: 2, low: 2, high: 2))
    #expect(Bootstrap().interval(ofMeanOf: []) == nil)
  }

  @Test("quantiles lie between the nearest values, as numpy's do")
  func quantile() {
    #expect(Bootstrap.quantile(0.5, of: [1, 2, 3, 10]) == 2.5)
    #expect(abs(Bootstrap.quantile(0.025, of: [0, 1, 2, 3, 4]) - 0.1) < 1e-12)
    #expect(Bootstrap.quantile(1, of: [1, 2]) == 2)
  }

  @Test("a figure over folds is the mean of the folds' figures, each of the users it measured")
  func folds() {
    let measure = Measure(
      name: "rmse",
      splits: [
        Measure.Cells(sums: [8, 0, 0], counts: [2, 0, 0]),
        Measure.Cells(sums: [1, 17, 0], counts: [1, 1, 0]),
      ], isRoot: true)
    #expect(measure.statistic([1, 1, 1]) == 2.5)
    // Without user 0 the first fold has no measured user.
    #expect(measure.statistic([0, 1, 1]) == 17.0.squareRoot())
    #expect(measure.statistic([0, 0, 1]) == nil)
    #expect(measure.figure(ofUser: 0) == 3.0.squareRoot() && measure.figure(ofUser: 2) == nil)
  }
}
