extension Evaluator {
  /// Measures how a recipe predicts ratings: "rmse" and "mae", by user drawn intervals, and the
  /// student protocol as "student-precision@k" and "student-recall@k".
  ///
  /// A user or item without a rating in the past is asked about as a stranger.
  ///
  /// - Parameters:
  ///   - recipe: what is fitted anew to the past of each split.
  ///   - model: the algorithm's id, or whatever else names it.
  ///   - params: its settings, for the report.
  ///   - splits: of one set of ratings.
  ///   - context: seeds and watches the fits; its threads also predict.
  /// - Returns: a report; figures are means over folds of each fold's figure.
  /// - Throws: `EvaluationError.leak` before anything is learned from a split that leaks; `.fit`
  ///   with `FitError.cancelled` once somebody asked to stop.
  public func evaluate(
    _ recipe: any RatingPredictor, as model: String, params: [String: ParameterValue] = [:],
    on splits: [RatingSplit], context: FitContext = FitContext()
  ) throws(EvaluationError) -> Evaluation {
    guard let first = splits.first,
      splits.allSatisfy({ $0.train.userCount == first.train.userCount })
    else { throw .inconsistentSplits }
    var summary = RatingSummary(depth: depth, userCount: first.train.userCount)
    let seconds = try eachSplit(splits, context: context) {
      (split, context) throws(FitError) in
      try recipe.fit(split.train, context: context)
    } ask: { (model: any FittedRatingPredictor, split, context) throws(FitError) in
      summary.add(split, estimates: Self.estimates(model, of: split, context: context))
      try context.checkCancellation()
    }
    return Evaluation(
      report: EvaluationReport(
        model: model, params: params.mapValues(ReportedParameter.init), task: "rating",
        split: first.plan.method.name, splits: splits.map(\.label), seed: context.seed,
        users: summary.measuredCount,
        skipped: first.train.userCount - summary.measuredCount,
        metrics: intervals(of: summary.measures, threads: context.threads), segments: [:],
        comparisons: [], fitSeconds: seconds.fit, scoreSeconds: seconds.score,
        peakRSSBytes: meter.peakRSSBytes(), ties: first.ties),
      measures: summary.measures)
  }

  private static func estimates(
    _ model: any FittedRatingPredictor, of split: RatingSplit, context: FitContext
  ) -> [Double] {
    var estimates = [Double](repeating: 0, count: split.heldOut.count)
    SharedBuffer.lend(&estimates) { estimates in
      Parallel.forEach(estimates.count, chunk: 1024, threads: context.threads) { _, range in
        guard !context.isCancelled() else { return }
        for place in range {
          let question = split.heldOut[place]
          estimates[place] = model.predict(
            user: split.train.cells(of: question.user).isEmpty ? nil : question.user,
            item: split.isKnown[question.item.position] ? question.item : nil)
        }
      }
    }
    return estimates
  }
}
