/// A search for the parameters that make an objective best: a value that decides what to try next.
///
/// Nothing runs in here. `ask` proposes a trial, whoever asked measures it and `tell`s the outcome:
///
///     var study = try Study(StudyPlan(space: space, direction: .maximize, seed: 7))
///     let trial = study.ask()
///     try study.tell(trial.number, .complete(measure(trial.parameters)))
///
/// What is proposed depends on the plan and the trials alone, so a study that was stored and read
/// back goes on exactly as if it had never stopped.
public struct Study: Sendable {
  /// What is searched and how.
  public let plan: StudyPlan
  /// Every trial, by number.
  public private(set) var trials: [Trial] = []
  /// What the first trial is given instead of a proposal.
  private var start: [ParameterValue]?
  private var observations: Observations

  /// A study without trials.
  public init(_ plan: StudyPlan) {
    self.plan = plan
    observations = Observations(plan.space)
  }

  /// A study that was stored.
  ///
  /// - Throws: `StudyError.foreignTrial` for one that is not of the plan's space or out of order.
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

  /// The complete trial with the best value, the earliest of equals.
  public var best: Trial? {
    trials.lazy.filter { $0.state == .complete }.min { left, right in
      plan.loss(left.value) < plan.loss(right.value)
    }
  }

  /// Makes the first trial that of these values; a study that has trials goes on as it is.
  ///
  /// - Throws: `StudyError.foreignTrial` for values outside the space.
  public mutating func begin(at values: [ParameterValue]) throws(StudyError) {
    guard plan.space.contains(values) else { throw .foreignTrial(number: 0) }
    start = values
  }

  /// Begins a trial.
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

  /// Notes a value on the way and says whether the trial should be given up.
  ///
  /// - Throws: `StudyError.notRunning`; `stepOutOfOrder` unless steps ascend.
  public mutating func report(
    _ value: Double, step: Int, of number: Int
  ) throws(StudyError) -> Bool {
    try checkRunning(number)
    guard trials[number].reports.last.map({ $0.step < step }) ?? true else {
      throw .stepOutOfOrder(step: step)
    }
    // No later value makes up for one that is no number.
    guard value.isFinite else { return true }
    trials[number].add(Trial.Report(step: step, value: value))
    return plan.pruner.prunes(trials[number], among: trials, direction: plan.direction)
  }

  /// Ends a trial.
  ///
  /// - Throws: `StudyError.notRunning`.
  public mutating func tell(_ number: Int, _ outcome: Trial.Outcome) throws(StudyError) {
    try checkRunning(number)
    end(number, outcome)
  }

  /// Ends a trial that is known to be running.
  mutating func end(_ number: Int, _ outcome: Trial.Outcome) { trials[number].end(outcome) }

  /// Takes up a trial that was running when the study was last stored.
  ///
  /// It is begun again with the same parameters, but at most `attempts` times in all: a trial that
  /// takes its process down with it fails then, and the study goes on without.
  /// - Parameter attempts: how often a trial may be begun, > 0.
  /// - Returns: the trial to measure; `nil` when there is none.
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

  /// Takes back an attempt that was interrupted on purpose: it is not the trial's fault.
  mutating func withdraw(_ number: Int) { trials[number].withdraw() }

  private func checkRunning(_ number: Int) throws(StudyError) {
    guard trials.indices.contains(number), trials[number].state == .running else {
      throw .notRunning(number: number)
    }
  }
}

extension Study: Equatable {
  /// Whether plan and trials are the same; what comes next is then the same too.
  public static func == (left: Study, right: Study) -> Bool {
    left.plan == right.plan && left.trials == right.trials
  }
}

/// Why a study refuses something.
public enum StudyError: Error, Equatable, Sendable {
  /// A stored trial has values outside the space or a number out of order.
  case foreignTrial(number: Int)
  /// There is no such trial, or it has ended.
  case notRunning(number: Int)
  /// A value on the way came at a step that is not after the one before.
  case stepOutOfOrder(step: Int)
}
