import Glibc
import PickRecommender

/// Something to minimise: where, and what a point is worth.
struct TestFunction: Sendable {
  let name: String
  let space: [SearchSpace.Dimension]
  /// By the values in the order of the space.
  let value: @Sendable ([ParameterValue]) -> Double

  /// The functions optimisers are usually compared on, and one of mixed kinds.
  static let all = [branin, hartmann, rosenbrock, ackley, rastrigin, mixed]

  /// A function of real numbers that all lie in one range.
  private init(
    _ name: String, _ dimensions: Int, _ range: ClosedRange<Double>,
    _ value: @escaping @Sendable ([Double]) -> Double
  ) {
    self.init(
      name: name,
      space: (0..<dimensions).map { .init("x\($0)", .real(range, isLogarithmic: false)) }
    ) { value($0.map(\.number)) }
  }

  init(
    name: String, space: [SearchSpace.Dimension],
    value: @escaping @Sendable ([ParameterValue]) -> Double
  ) {
    self.name = name
    self.space = space
    self.value = value
  }

  /// Three minima of .397887.
  private static let branin = TestFunction(
    name: "branin",
    space: [
      .init("x", .real(-5...10, isLogarithmic: false)),
      .init("y", .real(0...15, isLogarithmic: false)),
    ]
  ) { values in
    let (x, y) = (values[0].number, values[1].number)
    let bend = y - 5.1 / (4 * .pi * .pi) * x * x + 5 / .pi * x - 6
    return bend * bend + 10 * (1 - 1 / (8 * .pi)) * cos(x) + 10
  }

  /// One minimum of −3.32237 among six.
  private static let hartmann = TestFunction("hartmann-6", 6, 0...1) { x in
    let heights = [1, 1.2, 3, 3.2]
    let rates: [[Double]] = [
      [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8],
      [17, 8, 0.05, 10, 0.1, 14],
    ]
    let places: [[Double]] = [
      [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
      [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
    ]
    return -(0..<4).reduce(0.0) { sum, hill in
      let distance = (0..<6).reduce(0.0) { distance, axis in
        let gap = x[axis] - places[hill][axis] / 10_000
        return distance + rates[hill][axis] * gap * gap
      }
      return sum + heights[hill] * exp(-distance)
    }
  }

  /// A bent valley; 0 at (1, …).
  private static let rosenbrock = TestFunction("rosenbrock-5", 5, -5...10) { x in
    (0..<4).reduce(0.0) { sum, axis in
      let (bend, gap) = (x[axis + 1] - x[axis] * x[axis], 1 - x[axis])
      return sum + 100 * bend * bend + gap * gap
    }
  }

  /// A funnel in ripples; 0 at the origin.
  private static let ackley = TestFunction("ackley-5", 5, -32.768...32.768) { x in
    let squares = x.reduce(0) { $0 + $1 * $1 } / 5
    let ripples = x.reduce(0) { $0 + cos(2 * .pi * $1) } / 5
    return -20 * exp(-0.2 * squares.squareRoot()) - exp(ripples) + 20 + M_E
  }

  /// A bowl in high ripples; 0 at the origin.
  private static let rastrigin = TestFunction("rastrigin-5", 5, -5.12...5.12) { x in
    x.reduce(50) { $0 + $1 * $1 - 10 * cos(2 * .pi * $1) }
  }

  /// What a model's settings look like: a rate and a size over decades, a count, a word and a flag
  /// that matter together; .2 at best.
  private static let mixed = TestFunction(
    name: "mixed",
    space: [
      .init("rate", .real(1e-5...1, isLogarithmic: true)),
      .init("factors", .integer(4...512, isLogarithmic: true)),
      .init("depth", .integer(1...12, isLogarithmic: false)),
      .init("kind", .choice(["cosine", "msd", "pearson", "jaccard"])),
      .init("is-biased", .flag),
    ]
  ) { values in
    let (rate, factors) = (log10(values[0].number) + 2.5, log2(values[1].number) - 6.2)
    let isBiased = values[4] == .flag(true)
    let offset: Double =
      switch values[3] {
      case .choice("cosine"): 0.8
      case .choice("msd"): isBiased ? 0.2 : 1.5
      case .choice("pearson"): isBiased ? 0.9 : 0.4
      default: 1.2
      }
    return rate * rate + 0.5 * factors * factors + 0.2 * rate * factors
      + 0.3 * abs(values[2].number - (isBiased ? 4 : 8)) + offset
  }
}

extension ParameterValue {
  /// A number as such, a flag as 0 or 1, a word as nothing.
  var number: Double {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .flag(let value): value ? 1 : 0
    case .choice: 0
    }
  }
}
