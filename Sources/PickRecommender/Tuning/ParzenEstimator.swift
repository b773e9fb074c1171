import Glibc

/// A density over some axes of a search space, learned from the points of a group of trials.
///
/// A mixture with one kernel for each point, and a prior that covers everything. Along a number a
/// kernel is a normal distribution cut off at the ends of the axis; along a word it favours the
/// point's word. A normal kernel's deviation is the distance to the farther of its two neighbours,
/// but at least 1 / min(100, kernels + 1) of the axis. Over several axes a point's kernel is the
/// product, so what goes together stays together.
///
/// - Note: Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NIPS 2011, section 4.2;
///   Watanabe, "Tree-Structured Parzen Estimator", 2023, section 3.3, for the bound and the product.
struct ParzenEstimator {
  /// How many kernels there are, the prior's being the last.
  let count: Int
  /// Their shares, adding up to 1.
  let weights: [Double]
  private let axes: [Axis]
  private let kernels: [AxisKernels]
  /// By kernel: the logarithm of its weight over all that its density is divided by.
  private let offsets: [Double]

  /// Learns from a group of trials.
  ///
  /// - Parameters:
  ///   - observations: where all trials lie.
  ///   - dimensions: the axes the density is over.
  ///   - group: the trials to learn from.
  ///   - priorWeight: what the prior weighs beside a recent point's 1, > 0.
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
      // √(2π) is left out: it is the same for every density over these axes. Along a whole number
      // a kernel holds probability and not density.
      let isDensity = axis.kind == .continuous
      for kernel in 0..<count {
        scales[kernel] /= masses[kernel] * (isDensity ? deviations[kernel] : 1)
      }
    }
    offsets = scales.map { log($0) }
  }

  /// The shares of `count` points, oldest first, and of the prior: the last 25 points weigh 1, those
  /// before fall off evenly to 1 / count for the oldest.
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
  /// - Returns: by axis, then by point: coordinates.
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

  /// The logarithm of the density at each point, but for a constant of the axes.
  ///
  /// Along a whole number it is the probability of its cell.
  /// - Parameter points: by axis, then by point: coordinates.
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
