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
    let complete = trials.filter { $0.state == .complete }
    let pruned = trials.filter { $0.state == .pruned }
    let finished = complete.count + pruned.count
    let count = min((finished + 9) / 10, 25)
    let ranked =
      complete.map { ($0.number, plan.loss($0.value)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .map(\.0)
      + pruned.map { trial in
        let last = trial.reports.last
        return (trial.number, -(last?.step ?? -1), plan.loss(last?.value))
      }.sorted { ($0.1, $0.2, $0.0) < ($1.1, $1.2, $1.0) }.map(\.0)
    let running = trials.lazy.filter { $0.state == .running }.map(\.number)
    return (
      TrialGroup(ranked.prefix(count).sorted(), of: trials.count),
      TrialGroup((ranked.dropFirst(count) + running).sorted(), of: trials.count)
    )
  }

  /// The best of the candidates along some axes.
  private func choose(
    _ observations: Observations, _ dimensions: Range<Int>, good: TrialGroup, others: TrialGroup,
    _ random: inout PCG32
  ) -> [Double] {
    var below = ParzenEstimator(
      observations, dimensions: dimensions, of: good, priorWeight: priorWeight)
    var above = ParzenEstimator(
      observations, dimensions: dimensions, of: others, priorWeight: priorWeight)
    var best = below.sample(&random)
    var bestRatio = below.logDensity(at: best) - above.logDensity(at: best)
    for _ in 1..<max(1, candidates) {
      let point = below.sample(&random)
      let ratio = below.logDensity(at: point) - above.logDensity(at: point)
      if ratio > bestRatio { (best, bestRatio) = (point, ratio) }
    }
    return best
  }
}
