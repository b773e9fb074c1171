/// A cut that can prove that nothing held out is learned from.
protocol VerifiableSplit {
  /// Looks for leaks.
  func verify() throws(LeakError)
}

extension Split: VerifiableSplit {}
extension RatingSplit: VerifiableSplit {}

extension Evaluator {
  /// Fits anew to the past of each split and asks about the rest.
  ///
  /// - Parameters:
  ///   - splits: each is verified before anything is learned from it.
  ///   - context: its progress is that of all splits, four fifths of each being the fit.
  ///   - fit: makes a model of a split's past.
  ///   - ask: measures the model.
  /// - Returns: how long all fits and all questions took, in the seconds of the meter.
  /// - Throws: `EvaluationError.leak`, and what fitting and asking throw as `.fit`.
  func eachSplit<Cut: VerifiableSplit, Fitted>(
    _ splits: [Cut], context: FitContext,
    fit: (Cut, FitContext) throws(FitError) -> Fitted,
    ask: (Fitted, Cut, FitContext) throws(FitError) -> Void
  ) throws(EvaluationError) -> (fit: Double, score: Double) {
    var seconds = (fit: 0.0, score: 0.0)
    for (index, split) in splits.enumerated() {
      do { try split.verify() } catch { throw .leak(error) }
      let part = context.part(index, of: splits.count)
      do {
        let start = meter.seconds()
        let model = try fit(split, part.part(0...0.8))
        let middle = meter.seconds()
        try ask(model, split, part.part(0.8...1))
        seconds.fit += middle - start
        seconds.score += meter.seconds() - middle
      } catch { throw .fit(error) }
      part.progress(1)
    }
    return seconds
  }
}
