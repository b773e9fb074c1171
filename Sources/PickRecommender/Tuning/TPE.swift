/// Tree-structured Parzen estimators: of random candidates, the one with the largest ratio of the
/// density of good trials to that of the others is proposed.
///
/// The best ⌈n / 10⌉ trials, at most 25, are the good ones, and candidates are drawn from their
/// density. Running trials count among the others, so that their neighbourhood is avoided.
///
/// - Note: Bergstra, Bardenet, Bengio, Kégl, "Algorithms for Hyper-Parameter Optimization", NIPS
///   2011, section 4; the constants are those of optuna's sampler.
public struct TPE: Codable, Equatable, Sendable {
  /// The number of random trials before densities are used.
  public var startupTrials: Int
  /// The number of candidates, > 0.
  public var candidates: Int
  /// The weight of the prior, > 0; a recent trial has 1.
  public var priorWeight: Double
  /// Whether all parameters are drawn jointly; otherwise each by itself.
  public var isMultivariate: Bool

  /// A sampler; the defaults are the usual constants.
  public init(
    startupTrials: Int = 10, candidates: Int = 24, priorWeight: Double = 1,
    isMultivariate: Bool = true
  ) {
    self.startupTrials = startupTrials
    self.candidates = candidates
    self.priorWeight = priorWeight
    self.isMultivariate = isMultivariate
  }

  /// The proposed values of the next trial.
  func propose(
    _ plan: StudyPlan, _ trials: [Trial], _ observations: Observations, _ random: inout PCG32
  ) -> [ParameterValue] {
    let axes = observations.axes
    guard trials.count(where: \.isInformative) >= max(1, startupTrials) else {
      return axes.map { $0.value(at: $0.random(&random)) }
    }
    let (good, others) = split(trials, plan)
    let all = axes.indices
    let together = isMultivariate ? [all] : all.map { $0..<$0 + 1 }
    let point = together.flatMap { dimensions in
      choose(observations, dimensions, good: good, others: others, &random)
    }
    return zip(axes, point).map { $0.value(at: $1) }
  }

  /// Divides complete and pruned trials into good ones and others.
  ///
  /// Complete trials are ordered by value, and pruned ones follow, later steps first.
  func split(_ trials: [Trial], _ plan: StudyPlan) -> (good: TrialGroup, others: TrialGroup) {
    var ranked: [(isPruned: Bool, step: Int, loss: Double, number: Int)] = []
    var running: [Int] = []
    for number in trials.indices {
      switch trials[number].state {
      case .complete: ranked.append((false, 0, plan.loss(trials[number].value), number))
      case .pruned:
        let last = trials[number].reports.last
        ranked.append((true, -(last?.step ?? -1), plan.loss(last?.value), number))
      case .running: running.append(number)
      case .failed: break
      }
    }
    ranked.sort { left, right in
      guard left.isPruned == right.isPruned else { return right.isPruned }
      return (left.step, left.loss, left.number) < (right.step, right.loss, right.number)
    }
    let count = min((ranked.count + 9) / 10, 25)
    return (
      TrialGroup(ranked.prefix(count).map(\.number).sorted(), of: trials.count),
      TrialGroup((ranked.dropFirst(count).map(\.number) + running).sorted(), of: trials.count)
    )
  }

  /// The best candidate along some axes.
  private func choose(
    _ observations: Observations, _ dimensions: Range<Int>, good: TrialGroup, others: TrialGroup,
    _ random: inout PCG32
  ) -> [Double] {
    let below = ParzenEstimator(
      observations, dimensions: dimensions, of: good, priorWeight: priorWeight)
    let above = ParzenEstimator(
      observations, dimensions: dimensions, of: others, priorWeight: priorWeight)
    let points = below.sample(max(1, candidates), &random)
    let (high, low) = (below.logDensities(at: points), above.logDensities(at: points))
    var best = 0
    for point in high.indices where high[point] - low[point] > high[best] - low[best] {
      best = point
    }
    return points.map { $0[best] }
  }
}
