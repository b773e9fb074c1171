/// Tree-structured Parzen estimators: two densities, one of the good trials and one of the others;
/// what is proposed is where the first is largest in proportion to the second.
///
/// The best ⌈n / 10⌉ trials, at most 25, are the good ones. Candidates are drawn from their density.
/// Trials still running count among the others, so that nobody is sent where somebody is already.
///
/// - Note: Bergstra, Bardenet, Bengio, Kégl, "Algorithms for Hyper-Parameter Optimization", NIPS
///   2011, section 4; the constants are those optuna's sampler uses.
public struct TPE: Codable, Equatable, Sendable {
  /// How many trials are drawn at random before the densities mean anything.
  public var startupTrials: Int
  /// How many points are drawn from the density of the good trials, > 0.
  public var candidates: Int
  /// What the prior weighs beside a recent trial's 1, > 0.
  public var priorWeight: Double
  /// Whether all parameters are drawn together, or each by itself.
  public var isMultivariate: Bool

  /// The usual constants.
  public init(
    startupTrials: Int = 10, candidates: Int = 24, priorWeight: Double = 1,
    isMultivariate: Bool = true
  ) {
    self.startupTrials = startupTrials
    self.candidates = candidates
    self.priorWeight = priorWeight
    self.isMultivariate = isMultivariate
  }

  /// Values for the next trial.
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

  /// Divides the trials that tell something: complete ones by value, then pruned ones, those that
  /// came far first.
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

  /// The best of the candidates along some axes.
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
