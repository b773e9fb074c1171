import Testing

@testable import PickRecommender

@Suite struct StudyTests {
  private func study(_ pruner: Pruner = .none, seed: UInt64 = 1) throws -> Study {
    let space = try SearchSpace([.init("x", .real(0...1, isLogarithmic: false))])
    return Study(
      StudyPlan(
        space: space, direction: .maximize, seed: seed, sampler: .tpe(TPE(startupTrials: 3)),
        pruner: pruner))
  }

  private func value(_ trial: Trial) -> Double {
    guard case .real(let x) = trial.parameters[0] else { return .nan }
    return -(x - 0.7) * (x - 0.7)
  }

  @Test("the best trial is the complete one with the best value, the earliest of equals")
  func best() throws {
    var study = try study()
    #expect(study.best == nil)
    for value in [1.0, 3, 3, 2] {
      let trial = study.ask()
      try study.tell(trial.number, .complete(value))
    }
    try study.tell(study.ask().number, .failed("no data"))
    _ = study.ask()
    #expect(study.best?.number == 1)
  }

  @Test("a value that is no number is a failure with a reason")
  func notANumber() throws {
    var study = try study()
    try study.tell(study.ask().number, .complete(.nan))
    #expect(study.trials[0].state == .failed)
    #expect(study.trials[0].failure == "the objective was nan")
  }

  @Test("a trial ends once")
  func twice() throws {
    var study = try study()
    try study.tell(study.ask().number, .complete(1))
    #expect(throws: StudyError.notRunning(number: 0)) { try study.tell(0, .complete(2)) }
    #expect(throws: StudyError.notRunning(number: 5)) { try study.tell(5, .complete(2)) }
  }

  @Test("steps on the way ascend")
  func steps() throws {
    var study = try study()
    let trial = study.ask()
    _ = try study.report(1, step: 2, of: trial.number)
    #expect(throws: StudyError.stepOutOfOrder(step: 2)) {
      try study.report(1, step: 2, of: trial.number)
    }
  }

  @Test("a stored trial of another space is refused")
  func foreign() throws {
    let stored = Trial(number: 0, parameters: [.real(2)])
    #expect(throws: StudyError.foreignTrial(number: 0)) {
      try Study(try study().plan, trials: [stored])
    }
    #expect(throws: StudyError.foreignTrial(number: 1)) {
      try Study(try study().plan, trials: [Trial(number: 1, parameters: [.real(0.5)])])
    }
  }

  @Test("a trial cut short is begun again with the same values, and the study goes on the same")
  func takenUp() throws {
    var whole = try study()
    whole.run(until: 12, keep: { _ in }, objective: { trial, _ in .complete(self.value(trial)) })
    var stored: [Trial] = []
    var cut = try study()
    cut.run(until: 12) { trial in
      stored = Array(stored.prefix(trial.number)) + [trial]
    } objective: { trial, _ in
      // The run is stopped in trial 7.
      trial.number == 7 ? nil : .complete(self.value(trial))
    }
    #expect(stored.count == 8)
    #expect(stored[7].state == .running)
    var resumed = try Study(cut.plan, trials: stored)
    resumed.run(until: 12, keep: { _ in }) { trial, _ in .complete(self.value(trial)) }
    #expect(resumed.trials.map(\.parameters) == whole.trials.map(\.parameters))
    #expect(resumed.trials.map(\.value) == whole.trials.map(\.value))
    #expect(resumed.trials[7].attempts == 1)
  }

  @Test("a trial that takes its process down twice has failed, and the study goes on without it")
  func fatal() throws {
    var study = try study()
    _ = study.ask()
    #expect(study.takeUp()?.attempts == 2)
    #expect(study.takeUp() == nil)
    #expect(study.trials[0].failure == "it was cut short 2 times")
    #expect(study.ask().number == 1)
  }

  @Test("a run keeps the trial it gave up on")
  func fatalIsKept() throws {
    var study = try study()
    _ = study.ask()
    _ = study.takeUp()
    var stored: [Trial] = []
    study.run(until: 2) {
      stored.append($0)
    } objective: { trial, _ in
      .complete(self.value(trial))
    }
    #expect(stored.map(\.number) == [0, 1, 1])
    #expect(stored.map(\.state) == [.failed, .running, .complete])
  }

  @Test("a run stops when its time is over")
  func timeout() throws {
    var study = try study()
    var asked = 0
    study.run(
      until: 10,
      isOver: {
        asked += 1
        return asked > 4
      }, keep: { _ in }
    ) { trial, _ in .complete(self.value(trial)) }
    #expect(study.trials.count == 4)
  }

  @Test("a study survives being written as JSON is")
  func coded() throws {
    var study = try study(.median(startupTrials: 2, warmupSteps: 1))
    study.run(until: 6, keep: { _ in }) { trial, report in
      report(self.value(trial), 1) ? .pruned : .complete(self.value(trial))
    }
    #expect(try Study(Recoded.value(study.plan), trials: Recoded.value(study.trials)) == study)
  }

  @Test("a space needs dimensions, names of their own and domains with values")
  func spaces() throws {
    #expect(throws: SearchSpaceError.empty) { try SearchSpace([]) }
    #expect(throws: SearchSpaceError.repeated(name: "a")) {
      try SearchSpace([.init("a", .flag), .init("a", .flag)])
    }
    for domain: ParameterDomain in [
      .real(0...1, isLogarithmic: true), .integer(0...9, isLogarithmic: true), .choice([]),
      .real(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude, isLogarithmic: false),
    ] {
      #expect(throws: SearchSpaceError.unsearchable(name: "a", domain: domain)) {
        try SearchSpace([.init("a", domain)])
      }
    }
  }

  @Test("the parameter that decides is the important one")
  func importance() throws {
    let space = try SearchSpace([
      .init("idle", .real(0...1, isLogarithmic: false)), .init("kind", .choice(["a", "b"])),
      .init("vital", .real(1e-3...1, isLogarithmic: true)),
    ])
    var study = Study(StudyPlan(space: space, direction: .minimize, seed: 4, sampler: .random))
    for (_, share) in study.importance { #expect(share == 1.0 / 3) }
    study.run(until: 100, keep: { _ in }) { trial, _ in
      guard case .real(let vital) = trial.parameters[2] else { return .failed("no number") }
      return .complete(vital)
    }
    let found = study.importance
    let shares = found.map(\.share)
    #expect(found.map(\.name) == ["idle", "kind", "vital"])
    #expect(shares[2] > 0.8)
    #expect(abs(shares[0] + shares[1] + shares[2] - 1) < 1e-9)
  }
}

@Suite struct PrunerTests {
  /// A trial with these values at steps 1, 2, ….
  private func trial(_ number: Int, _ values: [Double], isComplete: Bool = true) -> Trial {
    var trial = Trial(number: number, parameters: [.real(0)])
    for (index, value) in values.enumerated() { trial.add(.init(step: index + 1, value: value)) }
    if isComplete { trial.end(.complete(values.last ?? 0)) }
    return trial
  }

  @Test(
    "the median pruner ends what is worse than the middle at its step",
    arguments: [
      // Medians of the complete trials: step 1: 3, step 2: 2.5 (between 2 and 3), step 3: 1.
      ([3.0], false), ([3.1], true), ([5, 2.5], false), ([5, 2.6], true),
      // The best so far counts, not the latest.
      ([1, 9], false), ([9, 9, 1], false), ([9, 9, 1.5], true),
      // At step 4 there is no trial to compare with.
      ([9, 9, 9, 9], false),
    ])
  func median(values: [Double], isPruned: Bool) {
    let complete = [
      trial(0, [1, 1]), trial(1, [2, 2, 1]), trial(2, [3, 3, 1]), trial(3, [4, 4]), trial(4, [5]),
    ]
    let running = trial(5, values, isComplete: false)
    for sign in [1.0, -1] {
      let trials = (complete + [running]).map { given in
        trial(
          given.number, given.reports.map { sign * $0.value }, isComplete: given.number < 5)
      }
      #expect(
        Pruner.median(startupTrials: 5, warmupSteps: 0)
          .prunes(trials[5], among: trials, direction: sign > 0 ? .minimize : .maximize)
          == isPruned)
    }
  }

  @Test("the median pruner spares the first trials and the first steps")
  func spared() {
    let complete = (0..<4).map { trial($0, [1, 1, 1]) }
    func prunes(_ pruner: Pruner, _ values: [Double]) -> Bool {
      let running = trial(4, values, isComplete: false)
      return pruner.prunes(running, among: complete + [running], direction: .minimize)
    }
    #expect(!prunes(.median(startupTrials: 5, warmupSteps: 0), [2]))
    #expect(prunes(.median(startupTrials: 4, warmupSteps: 0), [2]))
    #expect(!prunes(.median(startupTrials: 4, warmupSteps: 2), [2]))
    #expect(prunes(.median(startupTrials: 4, warmupSteps: 2), [2, 2]))
    #expect(!prunes(.none, [2]))
  }

  @Test(
    "successive halving keeps the best third at steps 1, 3 and 9",
    arguments: [
      // Values at step 1 of six others: 1 2 3 4 5 6. With the own one a third of seven is two.
      ([0.5], false), ([1.5], false), ([2.5], true),
      // Step 2 is no rung.
      ([0.5, 99], false),
      // Step 3 was reached by three others with 1, 2, 3: of four the best one goes on.
      ([0.5, 0.5, 0.9], false), ([0.5, 0.5, 1.1], true),
      // The first at step 9 is the best so far.
      ([1, 1, 1, 1, 1, 1, 1, 1, 99], false),
    ])
  func halving(values: [Double], isPruned: Bool) {
    let others = (0..<6).map { number in
      let value = Double(number + 1)
      return trial(number, number < 3 ? [value, value, value] : [value])
    }
    let running = trial(6, values, isComplete: false)
    #expect(
      Pruner.successiveHalving(firstStep: 1, reduction: 3)
        .prunes(running, among: others + [running], direction: .minimize) == isPruned)
  }
}
