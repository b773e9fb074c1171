import Glibc

/// A search for the parameters with the best value of an objective.
///
/// A study does not run the objective. `ask` proposes a trial; the caller measures it and passes
/// the outcome to `tell`:
///
///     var study = try Study(StudyPlan(space: space, direction: .maximize, seed: 7))
///     let trial = study.ask()
///     try study.tell(trial.number, .complete(measure(trial.parameters)))
///
/// Proposals depend on the plan and the trials alone, so that a stored study continues exactly as
/// without the interruption.
public struct Study: Sendable {
  /// The plan of the search.
  public let plan: StudyPlan
  /// All trials, by number.
  public private(set) var trials: [Trial] = []
  /// The values of the first trial, in place of a proposal.
  private var start: [ParameterValue]?
  private var observations: Observations

  /// A study without trials.
  public init(_ plan: StudyPlan) {
    self.plan = plan
    observations = Observations(plan.space)
  }

  /// A stored study.
  ///
  /// - Throws: `StudyError.foreignTrial` for a trial that is not of the plan's space or out of
  ///   order.
  public init(_ plan: StudyPlan, trials: [Trial]) throws(StudyError) {
    self.init(plan)
    for trial in trials {
      guard trial.number == self.trials.count, plan.space.contains(trial.parameters) else {
        throw .foreignTrial(number: trial.number)
      }
      observations.add(trial.parameters)
      self.trials.append(trial)
    }
  }

  /// The complete trial with the best value, the earliest of equal ones.
  public var best: Trial? {
    trials.lazy.filter { $0.state == .complete }.min { left, right in
      plan.loss(left.value) < plan.loss(right.value)
    }
  }

  /// Sets the values of the first trial; a study with trials is not changed.
  ///
  /// - Throws: `StudyError.foreignTrial` for values outside the space.
  public mutating func begin(at values: [ParameterValue]) throws(StudyError) {
    guard plan.space.contains(values) else { throw .foreignTrial(number: 0) }
    start = values
  }

  /// Begins a trial with proposed values.
  ///
  /// - Complexity: O(n × dimensions × candidates) for TPE, n the number of trials.
  public mutating func ask() -> Trial {
    var random = PCG32(seed: plan.seed, stream: UInt64(trials.count))
    let proposed: [ParameterValue]
    if trials.isEmpty, let start {
      proposed = start
    } else {
      switch plan.sampler {
      case .random: proposed = observations.axes.map { $0.value(at: $0.random(&random)) }
      case .tpe(let tpe): proposed = tpe.propose(plan, trials, observations, &random)
      }
    }
    let trial = Trial(number: trials.count, parameters: proposed)
    observations.add(proposed)
    trials.append(trial)
    return trial
  }

  /// Records an intermediate value of a trial.
  ///
  /// - Returns: whether the trial should be pruned.
  ///
  /// - Throws: `StudyError.notRunning`; `stepOutOfOrder` where steps do not ascend.
  public mutating func report(
    _ value: Double, step: Int, of number: Int
  ) throws(StudyError) -> Bool {
    try checkRunning(number)
    guard trials[number].reports.last.map({ $0.step < step }) ?? true else {
      throw .stepOutOfOrder(step: step)
    }
    // A trial with a value that is not finite is pruned.
    guard value.isFinite else { return true }
    trials[number].add(Trial.Report(step: step, value: value))
    return plan.pruner.prunes(trials[number], among: trials, direction: plan.direction)
  }

  /// Ends a trial with an outcome.
  ///
  /// - Throws: `StudyError.notRunning`.
  public mutating func tell(_ number: Int, _ outcome: Trial.Outcome) throws(StudyError) {
    try checkRunning(number)
    end(number, outcome)
  }

  /// Ends a trial that the caller knows to be running.
  private mutating func end(_ number: Int, _ outcome: Trial.Outcome) { trials[number].end(outcome) }

  /// Resumes a trial that was running when the study was stored.
  ///
  /// The trial begins again with the same parameters. After `attempts` attempts it fails instead,
  /// so that a trial that ends its process does not stop the study.
  /// - Parameter attempts: the greatest number of attempts of a trial, > 0.
  /// - Returns: the trial to measure; `nil` where none was running.
  public mutating func takeUp(attempts: Int = 2) -> Trial? {
    for trial in trials where trial.state == .running {
      guard trial.attempts >= attempts else {
        trials[trial.number].beginAgain()
        return trials[trial.number]
      }
      trials[trial.number].end(.failed("it was cut short \(trial.attempts) times"))
    }
    return nil
  }

  /// Does not count an attempt that was interrupted on purpose.
  private mutating func withdraw(_ number: Int) { trials[number].withdraw() }

  private func checkRunning(_ number: Int) throws(StudyError) {
    guard trials.indices.contains(number), trials[number].state == .running else {
      throw .notRunning(number: number)
    }
  }
}

extension Study: Equatable {
  /// Whether plan and trials are equal; the next proposals are then equal too.
  public static func == (left: Study, right: Study) -> Bool {
    left.plan == right.plan && left.trials == right.trials
  }
}

/// The reasons why a study refuses a call.
public enum StudyError: Error, Equatable, Sendable {
  /// A trial has values outside the space or a number out of order.
  case foreignTrial(number: Int)
  /// The trial does not exist or has ended.
  case notRunning(number: Int)
  /// The step of an intermediate value is not after the one before.
  case stepOutOfOrder(step: Int)
}

extension Study {
  /// Measures trials until `count` of them have ended.
  ///
  /// A trial that was running when the study was stored is resumed first.
  ///
  /// - Parameters:
  ///   - count: the number of ended trials of the study, with any outcome.
  ///   - isOver: called before each trial; the run ends where it returns true.
  ///   - keep: called with each changed trial, which stores it.
  ///   - objective: measures a trial. It may call `report` with an intermediate value and a step,
  ///     and should return `.pruned` where that returns true. `nil` means that it was interrupted:
  ///     the trial stays running, to be resumed later, and the run ends.
  /// - Throws: the errors of `keep`.
  public mutating func run<Failure: Error>(
    until count: Int, isOver: () -> Bool = { false },
    keep: (Trial) throws(Failure) -> Void,
    objective: (_ trial: Trial, _ report: (Double, Int) -> Bool) -> Trial.Outcome?
  ) throws(Failure) {
    while trials.count(where: { $0.state != .running }) < count, !isOver() {
      let unfinished = trials.filter { $0.state == .running }.map(\.number)
      let trial = takeUp() ?? ask()
      for number in unfinished where trials[number].state == .failed { try keep(trials[number]) }
      try keep(trial)
      let outcome = objective(trial) { value, step in
        // A step out of order is ignored and does not end the trial.
        (try? report(value, step: step, of: trial.number)) ?? false
      }
      guard let outcome else {
        withdraw(trial.number)
        return try keep(trials[trial.number])
      }
      end(trial.number, outcome)
      try keep(trials[trial.number])
    }
  }
}

extension Study {
  /// The importance of each parameter, which adds up to 1.
  ///
  /// It is the Pearson divergence between the density of the best tenth of the complete trials and
  /// that of all of them, along each parameter. With fewer than ten complete trials all parameters
  /// have the same importance.
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
    // On a grid of one point the divergence is 0.
    guard grid.count > 1 else { return 0 }
    let total = densities.reduce(0) { $0 + exp($1.0) }
    return densities.reduce(0) { sum, density in
      let excess = exp(density.1 - density.0) - 1
      return sum + exp(density.0) * excess * excess
    } / total
  }
}
