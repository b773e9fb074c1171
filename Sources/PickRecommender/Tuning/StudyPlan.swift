/// What a study searches and how: everything its trials follow from.
public struct StudyPlan: Codable, Equatable, Sendable {
  /// Which way is better.
  public enum Direction: String, Codable, Sendable {
    /// Errors.
    case minimize
    /// Gains.
    case maximize
  }

  /// How points are proposed.
  public enum Sampler: Codable, Equatable, Sendable {
    /// Every point of the space alike.
    ///
    /// - Note: Bergstra, Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012.
    case random
    /// More where it was good.
    case tpe(TPE)
  }

  /// Where to look.
  public var space: SearchSpace
  /// Which way is better.
  public var direction: Direction
  /// Where all chance comes from.
  public var seed: UInt64
  /// How points are proposed.
  public var sampler: Sampler
  /// Which trials are given up early.
  public var pruner: Pruner

  /// A plan; by default TPE that gives up nothing.
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

  /// Whether one value is better than another.
  public func isBetter(_ value: Double, than other: Double) -> Bool {
    loss(value) < loss(other)
  }

  /// A value such that less is better; a missing one is worst.
  func loss(_ value: Double?) -> Double {
    guard let value else { return .infinity }
    return direction == .minimize ? value : -value
  }
}

/// Decides from the values on the way which trials are not worth finishing.
public enum Pruner: Codable, Equatable, Sendable {
  /// Every trial is finished.
  case none
  /// A trial ends when its best value so far is worse than the median of the complete trials' values
  /// at the same step; the first `startupTrials` and steps below `warmupSteps` are spared.
  ///
  /// - Note: Golovin et al., "Google Vizier", KDD 2017, section 3.1 (there with running averages).
  case median(startupTrials: Int, warmupSteps: Int)
  /// At steps `firstStep` × `reduction`⁰, `reduction`¹, … a trial goes on only if it is among the best
  /// 1 / `reduction` of all that came so far; the best one always does.
  ///
  /// - Note: Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020,
  ///   algorithm 2 (ASHA) without its promotion of waiting trials.
  case successiveHalving(firstStep: Int, reduction: Int)

  /// Whether `trial`, which has just reported, should end.
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

  /// The step of the rung that the latest report of a trial reached first, if it reached one.
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

  /// The middle value, or the mean of the two in the middle.
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
