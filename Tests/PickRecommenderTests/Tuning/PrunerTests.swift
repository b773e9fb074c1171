import Testing

@testable import PickRecommender

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
      // At step 4 there is nobody to compare with.
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
