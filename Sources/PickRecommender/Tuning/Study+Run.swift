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
