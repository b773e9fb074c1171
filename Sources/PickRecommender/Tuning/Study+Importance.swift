import Glibc

extension Study {
  /// How much each parameter told the good trials from the rest, adding up to 1.
  ///
  /// For each parameter, how far the density of the best tenth of the complete trials is from the
  /// density of all of them, as Pearson's divergence: nothing is fitted, so it costs nothing. All
  /// alike when there are fewer than ten complete trials.
  /// - Note: Watanabe, Bansal, Hutter, "PED-ANOVA: Efficiently Quantifying Hyperparameter Importance
  ///   in Arbitrary Subspaces", IJCAI 2023, eq. 16.
  public var importance: [(name: String, share: Double)] {
    let names = plan.space.dimensions.map(\.name)
    let complete = trials.filter { $0.state == .complete }
    let ranked = complete.sorted {
      (plan.loss($0.value), $0.number) < (plan.loss($1.value), $1.number)
    }.map(\.number)
    guard ranked.count >= 10 else { return names.map { ($0, 1 / Double(names.count)) } }
    let observations = Observations(plan.space, trials)
    let best = TrialGroup(ranked.prefix((ranked.count + 9) / 10).sorted(), of: trials.count)
    let all = TrialGroup(ranked.sorted(), of: trials.count)
    let distances = names.indices.map {
      Self.divergence(observations, dimension: $0, from: all, to: best)
    }
    let sum = distances.reduce(0, +)
    return zip(names, distances).map { ($0, sum > 0 ? $1 / sum : 1 / Double(names.count)) }
  }

  /// The mean of (q / p − 1)² under p, over a grid of one axis.
  private static func divergence(
    _ observations: Observations, dimension: Int, from all: TrialGroup, to best: TrialGroup
  ) -> Double {
    let dimensions = CollectionOfOne(dimension)
    let p = ParzenEstimator(observations, dimensions: dimensions, of: all, priorWeight: 1)
    let q = ParzenEstimator(observations, dimensions: dimensions, of: best, priorWeight: 1)
    let grid = observations.axes[dimension].grid
    let densities = zip(p.logDensities(at: [grid]), q.logDensities(at: [grid]))
    // A grid of one step has nothing to tell apart.
    guard grid.count > 1 else { return 0 }
    let total = densities.reduce(0) { $0 + exp($1.0) }
    return densities.reduce(0) { sum, density in
      let excess = exp(density.1 - density.0) - 1
      return sum + exp(density.0) * excess * excess
    } / total
  }
}
