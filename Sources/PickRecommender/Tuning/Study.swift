import Glibc

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
  private mutating func end(_ number: Int, _ outcome: Trial.Outcome) { trials[number].end(outcome) }

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
  private mutating func withdraw(_ number: Int) { trials[number].withdraw() }

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

extension Study {
  /// Measures trials until `count` of them have ended.
  ///
  /// A trial that was running when the study was stored comes first.
  ///
  /// - Parameters:
  ///   - count: how many trials the study is to have in all, whatever they ended with.
  ///   - isOver: asked before each trial; a study that is over stops early.
  ///   - keep: called with a trial whenever it changed, so that it can be stored.
  ///   - objective: measures a trial. It may call `report` with a value and a step on the way, and
  ///     should return `.pruned` when that says `true`. `nil` when it was interrupted: the trial
  ///     stays as running, to be taken up another time, and the run ends.
  /// - Throws: whatever `keep` throws.
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
        // A step out of order is a slip of the objective's that costs no trial its life.
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
