import Glibc
import Testing

@testable import PickRecommender

@Suite struct ParzenEstimatorTests {
  private func estimator(
    _ domain: ParameterDomain, _ values: [ParameterValue], prior: Double = 1
  ) throws -> ParzenEstimator {
    let space = try SearchSpace([.init("x", domain)])
    var observations = Observations(space)
    for value in values { observations.add([value]) }
    return ParzenEstimator(
      observations, dimensions: CollectionOfOne(0),
      of: TrialGroup(Array(values.indices), of: values.count), priorWeight: prior)
  }

  /// The density the type leaves √(2π) out of.
  private func density(_ estimator: ParzenEstimator, _ point: Double) -> Double {
    exp(estimator.logDensities(at: [[point]])[0]) / (2 * .pi).squareRoot()
  }

  @Test("two points of [0, 1] and the prior make the density worked out by hand")
  func twoPoints() throws {
    // Points .2 and .6, .4 apart, so both deviations are .4; the bound is 1 / (3 + 1). The prior is
    // .5 ± 1. Cut-off masses: Φ(2) − Φ(−.5) = .668712, Φ(1) − Φ(−1.5) = .774538 and
    // Φ(.5) − Φ(−.5) = .382925. At .5 the normal densities are φ(.75) / .4 = .752844,
    // φ(−.25) / .4 = .966671 and φ(0) = .398942, so a third of 1.125813 + 1.248062 + 1.041829.
    let found = density(
      try estimator(.real(0...1, isLogarithmic: false), [.real(0.2), .real(0.6)]), 0.5)
    #expect(abs(found - 1.138568) < 1e-6)
  }

  @Test("a lone point's kernel reaches to the farther end")
  func onePoint() throws {
    // .2 ± .8: mass Φ(1) − Φ(−.25) = .440051; φ(.375) / .8 = .464819. Half of 1.056284 + 1.041829.
    let found = density(try estimator(.real(0...1, isLogarithmic: false), [.real(0.2)]), 0.5)
    #expect(abs(found - 1.049056) < 1e-6)
  }

  @Test("without points there is only the prior")
  func prior() throws {
    let found = density(try estimator(.real(0...1, isLogarithmic: false), []), 0.5)
    #expect(abs(found - 0.398942 / 0.382925) < 1e-5)
  }

  @Test("a density over a logarithmic range is the one over its logarithms")
  func logarithmic() throws {
    let linear = try estimator(.real(-3...1, isLogarithmic: false), [.real(-2), .real(0)])
    let bounds = exp(-3.0)...exp(1.0)
    let scaled = try estimator(
      .real(bounds, isLogarithmic: true), [.real(exp(-2)), .real(exp(0))])
    for point in [0, 0.1, 0.5, 1] {
      #expect(abs(density(linear, point) - density(scaled, point)) < 1e-9)
    }
  }

  @Test("words: each kernel adds a share of the prior to every word and 1 to its own")
  func words() throws {
    // Two points and the prior: kernels of (1 + 1/3) / 2 for their own word and (1/3) / 2 for each
    // of the two others; the prior holds a third each. Seen twice: 2 × .6667 + .3333, over 3.
    let space = ParameterDomain.choice(["a", "b", "c"])
    let found = try estimator(space, [.choice("b"), .choice("b")])
    #expect(abs(exp(found.logDensities(at: [[1]])[0]) - (2 * 4.0 / 6 + 1.0 / 3) / 3) < 1e-9)
    #expect(abs(exp(found.logDensities(at: [[0]])[0]) - (2 * 1.0 / 6 + 1.0 / 3) / 3) < 1e-9)
    let sum = (0..<3).reduce(0) { $0 + exp(found.logDensities(at: [[Double($1)]])[0]) }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test("the cells of a whole number hold everything", arguments: [false, true])
  func cells(isLogarithmic: Bool) throws {
    let domain = ParameterDomain.integer(1...9, isLogarithmic: isLogarithmic)
    let found = try estimator(domain, [.integer(2), .integer(7), .integer(7)])
    let axis = Axis(domain)
    var sum = 0.0
    for value in 1...9 {
      sum += exp(found.logDensities(at: [[axis.coordinate(of: .integer(value))]])[0])
    }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test("a density over numbers integrates to 1", arguments: 0..<10)
  func integrates(seed: UInt64) throws {
    var random = PCG32(seed: seed)
    let values = (0..<random.below(60)).map { _ in ParameterValue.real(random.unit()) }
    let found = try estimator(.real(0...1, isLogarithmic: false), values)
    let steps = 4000
    var sum = 0.0
    for step in 0..<steps { sum += density(found, (Double(step) + 0.5) / Double(steps)) }
    #expect(abs(sum / Double(steps) - 1) < 1e-4)
  }

  @Test("drawn points are spread as the density says", arguments: [false, true])
  func draws(isStepped: Bool) throws {
    let values = [0.1, 0.15, 0.8]
    let domain: ParameterDomain =
      isStepped
      ? .integer(0...19, isLogarithmic: false) : .real(0...1, isLogarithmic: false)
    let found = try estimator(
      domain, values.map { isStepped ? .integer(Int($0 * 20)) : .real($0) })
    var random = PCG32(seed: 3)
    var counts = [Double](repeating: 0, count: 20)
    let draws = 40_000
    for place in found.sample(draws, &random)[0] { counts[min(19, Int(place * 20))] += 1 }
    for bin in 0..<20 {
      var share = 0.0
      if isStepped {
        share = exp(found.logDensities(at: [[(Double(bin) + 0.5) / 20]])[0])
      } else {
        for part in 0..<50 {
          share += density(found, (Double(bin) + (Double(part) + 0.5) / 50) / 20) / 1000
        }
      }
      #expect(abs(counts[bin] / Double(draws) - share) < 0.01)
    }
  }

  @Test("the last 25 points weigh 1, older ones less, the oldest 1 / n")
  func weights() {
    #expect(ParzenEstimator.weights(0, priorWeight: 1) == [1])
    #expect(ParzenEstimator.weights(3, priorWeight: 1) == [0.25, 0.25, 0.25, 0.25])
    let weights = ParzenEstimator.weights(28, priorWeight: 1)
    let recent = weights[27]
    #expect(abs(weights[0] / recent - 1.0 / 28) < 1e-12)
    #expect(abs(weights[1] / recent - (1.0 / 28 + 1) / 2) < 1e-12)
    #expect(weights[3...].allSatisfy { $0 == recent })
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
  }

  @Test("over two axes a kernel is a product: what went together is likelier than what did not")
  func product() throws {
    let space = try SearchSpace([
      .init("x", .real(0...1, isLogarithmic: false)),
      .init("y", .real(0...1, isLogarithmic: false)),
    ])
    var observations = Observations(space)
    for (x, y) in [(0.1, 0.1), (0.12, 0.11), (0.9, 0.9), (0.88, 0.91)] {
      observations.add([.real(x), .real(y)])
    }
    let found = ParzenEstimator(
      observations, dimensions: 0..<2, of: TrialGroup([0, 1, 2, 3], of: 4), priorWeight: 1)
    #expect(
      found.logDensities(at: [[0.1], [0.1]])[0] > found.logDensities(at: [[0.1], [0.9]])[0] + 0.5)
  }
}
