import Glibc

/// A density over some axes of a search space, learned from the points of a group of trials.
///
/// It is a mixture with one kernel for each point, and a prior over the whole axis. For numbers a
/// kernel is a normal distribution truncated at the ends of the axis; for words it favours the
/// point's word. A normal kernel's deviation is the distance to the farther of its two neighbours,
/// but at least 1 / min(100, kernels + 1) of the axis. Over several axes a point's kernel is a
/// product, which keeps the combination of its values.
///
/// - Note: Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NIPS 2011, section 4.2;
///   Watanabe, "Tree-Structured Parzen Estimator", 2023, section 3.3, for the bound and the product.
struct ParzenEstimator {
  /// The number of kernels, of which the last is the prior.
  let count: Int
  /// The weights of the kernels, which add up to 1.
  let weights: [Double]
  private let axes: [Axis]
  private let kernels: [AxisKernels]
  /// The logarithm of each kernel's weight ÷ the normalisation of its density.
  private let offsets: [Double]

  /// Learns from a group of trials.
  ///
  /// - Parameters:
  ///   - observations: the coordinates of all trials.
  ///   - dimensions: the axes of the density.
  ///   - group: the trials to learn from.
  ///   - priorWeight: the weight of the prior, > 0; a recent point has 1.
  init(
    _ observations: Observations, dimensions: some Collection<Int>, of group: TrialGroup,
    priorWeight: Double
  ) {
    count = group.count + 1
    weights = Self.weights(group.count, priorWeight: priorWeight)
    axes = dimensions.map { observations.axes[$0] }
    kernels = dimensions.map {
      AxisKernels(observations, dimension: $0, of: group, priorWeight: priorWeight)
    }
    var scales = weights
    for (axis, kernels) in zip(axes, kernels) {
      guard case .normal(_, let deviations, let masses) = kernels else { continue }
      // √(2π) is left out, because it is the same for every density over these axes. For whole
      // numbers a kernel is a probability and not a density.
      let isDensity = axis.kind == .continuous
      for kernel in 0..<count {
        scales[kernel] /= masses[kernel] * (isDensity ? deviations[kernel] : 1)
      }
    }
    offsets = scales.map { log($0) }
  }

  /// The weights of `count` points, oldest first, and of the prior.
  ///
  /// Before normalisation the last 25 points have the weight 1, earlier ones fall linearly to 1 /
  /// count for the oldest.
  static func weights(_ count: Int, priorWeight: Double) -> [Double] {
    let old = max(0, count - 25)
    let first = 1 / Double(max(1, count))
    var weights = (0..<count).map { place in
      guard place < old else { return 1.0 }
      return old == 1 ? first : first + (1 - first) * Double(place) / Double(old - 1)
    }
    weights.append(count == 0 ? 1 : priorWeight)
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Draws points.
  ///
  /// - Returns: coordinates, by axis and then by point.
  func sample(_ pointCount: Int, _ random: inout PCG32) -> [[Double]] {
    var sum = 0.0
    let cumulative = weights.map {
      sum += $0
      return sum
    }
    let drawn = (0..<pointCount).map { _ in
      let target = random.unit()
      return cumulative.firstIndex { target < $0 } ?? count - 1
    }
    return zip(axes, kernels).map { axis, kernels in
      let places = kernels.draw(drawn, &random)
      return axis.kind == .stepped ? places.map(axis.snapped) : places
    }
  }

  /// The logarithm of the density at each point, without a constant of the axes.
  ///
  /// For a whole number it is the probability of its cell.
  /// - Parameter points: coordinates, by axis and then by point.
  /// - Returns: by point.
  func logDensities(at points: [[Double]]) -> [Double] {
    var mixture = MixtureKernel(offsets: offsets, pointCount: points.first?.count ?? 0)
    for (axis, (kernels, places)) in zip(axes, zip(kernels, points)) {
      switch kernels {
      case .normal(let means, let deviations, _) where axis.kind == .continuous:
        mixture.add(means: means, deviations: deviations, at: places)
      case .normal(let means, let deviations, _):
        let cells = places.map(axis.cell)
        let rates = deviations.map { 1 / $0 }
        mixture.add { point, kernel in
          let (cell, mean, rate) = (cells[point], means[kernel], rates[kernel])
          return log(
            NormalDistribution.mass((cell.lower - mean) * rate, (cell.upper - mean) * rate))
        }
      case .words(let choices, let hit, let miss, let wordCount):
        let (hit, miss, prior) = (log(hit), log(miss), -log(Double(wordCount)))
        let words = places.map { Int($0) }
        mixture.add { point, kernel in
          guard kernel < choices.count else { return prior }
          return choices[kernel] == words[point] ? hit : miss
        }
      }
    }
    return mixture.logSums()
  }
}

/// The kernels of a Parzen estimator along one axis: one for each point, and the prior at the end.
private enum AxisKernels {
  /// Normal distributions truncated at 0 and 1; `masses` are the probabilities of [0, 1].
  case normal(means: [Double], deviations: [Double], masses: [Double])
  /// Distributions over `count` words: a kernel has the probability `hit` for its point's word and
  /// `miss` for each other; the prior is uniform.
  case words(choices: [Int], hit: Double, miss: Double, count: Int)

  /// The kernels of some trials.
  init(_ observations: Observations, dimension: Int, of group: TrialGroup, priorWeight: Double) {
    if case .categorical(let count) = observations.axes[dimension].kind {
      let share = priorWeight / Double(group.count + 1)
      let whole = 1 + Double(count) * share
      self = .words(
        choices: group.numbers.map { Int(observations.columns[dimension][$0]) },
        hit: (1 + share) / whole, miss: share / whole, count: count)
    } else {
      self.init(
        means: group.numbers.map { observations.columns[dimension][$0] },
        ascending: observations.order[dimension].compactMap { group.place(of: $0) })
    }
  }

  /// Normal kernels around points of [0, 1].
  ///
  /// - Parameters:
  ///   - points: the coordinates of the trials.
  ///   - ascending: the indices of the points, by ascending point.
  init(means points: [Double], ascending: [Int]) {
    let count = points.count + 1
    var means = points
    means.append(0.5)
    var deviations = [Double](repeating: 1, count: count)
    // The lower bound keeps dense points from excluding the rest of the axis.
    let least = 1 / Double(min(100, count + 1))
    if let only = points.first, points.count == 1 { deviations[0] = max(only, 1 - only) }
    if points.count > 1 {
      var before = 0.0
      for place in ascending.indices {
        let index = ascending[place]
        let after =
          place + 1 < ascending.count ? points[ascending[place + 1]] - points[index] : 0
        deviations[index] = min(1, max(least, before, after))
        before = after
      }
    }
    let masses = zip(means, deviations).map { mean, deviation in
      NormalDistribution.mass(-mean / deviation, (1 - mean) / deviation)
    }
    self = .normal(means: means, deviations: deviations, masses: masses)
  }

  /// Draws a coordinate from each of some kernels.
  func draw(_ drawn: [Int], _ random: inout PCG32) -> [Double] {
    switch self {
    case .normal(let means, let deviations, _):
      var normals = NormalPairs()
      return drawn.map { kernel in
        // The mean is inside, so at least about one draw in three is.
        while true {
          let place = means[kernel] + deviations[kernel] * normals.next(&random)
          if place >= 0, place <= 1 { return place }
        }
      }
    case .words(let choices, let hit, let miss, let count):
      return drawn.map { kernel in
        // The point's word with the probability hit − miss, otherwise a uniform word.
        guard kernel < choices.count, random.unit() < hit - miss else {
          return Double(random.below(count))
        }
        return Double(choices[kernel])
      }
    }
  }
}

/// A group of trials of a study, by ascending number.
struct TrialGroup {
  /// The numbers of the trials.
  let numbers: [Int]
  private var places: [Int]

  /// A group of a study with `total` trials.
  init(_ numbers: [Int], of total: Int) {
    self.numbers = numbers
    places = Array(repeating: -1, count: total)
    for (place, number) in numbers.enumerated() { places[number] = place }
  }

  /// The number of trials.
  var count: Int { numbers.count }

  /// The index of a trial in `numbers`; `nil` for one that is not in the group.
  func place(of number: Int) -> Int? {
    let place = places[number]
    return place >= 0 ? place : nil
  }
}

/// The standard normal distribution.
private enum NormalDistribution {
  /// The probability of [lower, upper], with small relative error in both tails.
  static func mass(_ lower: Double, _ upper: Double) -> Double {
    // Far from 0 the tails are subtracted, because Φ itself is rounded to 1.
    if lower > 0 { return upperTail(lower) - upperTail(upper) }
    if upper < 0 { return upperTail(-upper) - upperTail(-lower) }
    // Beyond 8.3 a tail is smaller than the rounding of 1.
    return 1 - (lower > -8.3 ? upperTail(-lower) : 0) - (upper < 8.3 ? upperTail(upper) : 0)
  }

  /// The probability of (z, ∞).
  private static func upperTail(_ z: Double) -> Double {
    0.5 * erfc(z * 0.5.squareRoot())
  }
}

/// Draws from the standard normal distribution in pairs; the second number is kept for the next
/// call.
///
/// - Note: Marsaglia, Bray, "A Convenient Method for Generating Normal Variables", 1964.
private struct NormalPairs {
  private var kept: Double?

  /// The next number.
  mutating func next(_ random: inout PCG32) -> Double {
    if let kept {
      self.kept = nil
      return kept
    }
    while true {
      let (x, y) = (2 * random.unit() - 1, 2 * random.unit() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let scale = (-2 * log(square) / square).squareRoot()
      kept = y * scale
      return x * scale
    }
  }
}
