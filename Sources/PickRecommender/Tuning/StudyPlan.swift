/// The plan of a study, which determines all its trials.
public struct StudyPlan: Codable, Equatable, Sendable {
  /// The direction of the optimisation.
  public enum Direction: String, Codable, Sendable {
    /// Lower values are better.
    case minimize
    /// Higher values are better.
    case maximize
  }

  /// The sampler of points.
  public enum Sampler: Codable, Equatable, Sendable {
    /// Uniform points of the space.
    ///
    /// - Note: Bergstra, Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012.
    case random
    /// Tree-structured Parzen estimators.
    case tpe(TPE)
  }

  /// The search space.
  public var space: SearchSpace
  /// The direction of the optimisation.
  public var direction: Direction
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The sampler of points.
  public var sampler: Sampler
  /// The pruner of trials.
  public var pruner: Pruner

  /// A plan; by default with TPE and without pruning.
  public init(
    space: SearchSpace, direction: Direction, seed: UInt64 = 0, sampler: Sampler = .tpe(TPE()),
    pruner: Pruner = .none
  ) {
    self.space = space
    self.direction = direction
    self.seed = seed
    self.sampler = sampler
    self.pruner = pruner
  }

  /// Whether a value is better than another.
  public func isBetter(_ value: Double, than other: Double) -> Bool {
    loss(value) < loss(other)
  }

  /// The value with the sign by which lower is better; infinite for a missing one.
  func loss(_ value: Double?) -> Double {
    guard let value else { return .infinity }
    return direction == .minimize ? value : -value
  }
}

/// Rules that end trials early by their intermediate values.
public enum Pruner: Codable, Equatable, Sendable {
  /// No trial is ended early.
  case none
  /// A trial ends where its best value so far is worse than the median of the complete trials'
  /// values at the same step. The first `startupTrials` trials and steps below `warmupSteps` are
  /// exempt.
  ///
  /// - Note: Golovin et al., "Google Vizier", KDD 2017, section 3.1 (there with running averages).
  case median(startupTrials: Int, warmupSteps: Int)
  /// At steps `firstStep` × `reduction`⁰, `reduction`¹, … a trial continues only if it is among the
  /// best 1 / `reduction` of the trials that reached the step, or the best one.
  ///
  /// - Note: Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020,
  ///   algorithm 2 (ASHA) without its promotion of waiting trials.
  case successiveHalving(firstStep: Int, reduction: Int)

  /// Whether a trial that has just reported should end.
  func prunes(_ trial: Trial, among trials: [Trial], direction: StudyPlan.Direction) -> Bool {
    guard let latest = trial.reports.last else { return false }
    let sign = direction == .minimize ? 1.0 : -1
    switch self {
    case .none: return false
    case .median(let startupTrials, let warmupSteps):
      let complete = trials.filter { $0.state == .complete }
      guard complete.count >= startupTrials, latest.step >= warmupSteps else { return false }
      let others = complete.compactMap { $0.loss(at: latest.step, sign) }
      let best = trial.reports.map { sign * $0.value }.min()
      guard let best, let median = Self.median(others) else { return false }
      return best > median
    case .successiveHalving(let firstStep, let reduction):
      guard let rung = Self.rung(of: trial, firstStep: firstStep, reduction: reduction) else {
        return false
      }
      let reached = trials.compactMap { $0.loss(from: rung, sign) }
      let own = sign * latest.value
      let better = reached.count { $0 < own }
      return better >= max(1, reached.count / max(2, reduction))
    }
  }

  /// The step of the rung that a trial reached with its latest report; `nil` where it reached none.
  private static func rung(of trial: Trial, firstStep: Int, reduction: Int) -> Int? {
    guard let latest = trial.reports.last else { return nil }
    let before = trial.reports.dropLast().last?.step ?? Int.min
    var rung = max(1, firstStep)
    var reached: Int?
    while rung <= latest.step {
      if rung > before { reached = rung }
      let (next, overflows) = rung.multipliedReportingOverflow(by: max(2, reduction))
      guard !overflows else { break }
      rung = next
    }
    return reached
  }

  /// The median; for an even number of values the mean of the two in the middle.
  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension Trial {
  /// The loss reported at exactly this step.
  fileprivate func loss(at step: Int, _ sign: Double) -> Double? {
    reports.first { $0.step == step }.map { sign * $0.value }
  }

  /// The first loss reported at this step or later.
  fileprivate func loss(from step: Int, _ sign: Double) -> Double? {
    reports.first { $0.step >= step }.map { sign * $0.value }
  }
}
