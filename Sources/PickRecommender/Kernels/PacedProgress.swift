import Dispatch

/// Progress while a library works that says nothing of its own: it is reckoned from the time.
enum PacedProgress {
  /// How often a report is made.
  private static let interval = DispatchTimeInterval.milliseconds(200)
  /// The share of the way that is gone when the work takes as long as was expected.
  private static let expectedShare = 0.9

  /// Does the work, and meanwhile reports progress within `range` of the context's whole.
  ///
  /// - Parameters:
  ///   - seconds: how long the work is expected to take; reports slow down near the end of the range
  ///     when it takes longer, and never leave it.
  ///   - range: the part of the whole.
  ///   - context: who is told.
  ///   - work: what takes the time.
  /// - Throws: what the work throws.
  static func during(
    expecting seconds: Double, in range: ClosedRange<Double>, of context: FitContext,
    _ work: () throws(FitError) -> Void
  ) throws(FitError) {
    let start = ContinuousClock.now
    let queue = DispatchQueue(label: "paced-progress")
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + interval, repeating: interval)
    timer.setEventHandler { [progress = context.progress] in
      let spent = (ContinuousClock.now - start) / .seconds(1)
      let width = range.upperBound - range.lowerBound
      progress(range.lowerBound + width * share(spent: spent, expected: seconds))
    }
    timer.activate()
    defer {
      timer.cancel()
      // What is reported later must not be overtaken by a report that is being made.
      queue.sync {}
    }
    try work()
  }

  /// The share of work that is taken to be done, in [0, 1): even up to the expected time, then ever
  /// slower.
  static func share(spent: Double, expected: Double) -> Double {
    guard expected > 0, spent > 0 else { return 0 }
    let times = spent / expected
    guard times > 1 else { return expectedShare * times }
    return 1 - (1 - expectedShare) / times
  }
}
