extension Evaluator {
  /// Measures how a recipe ranks.
  ///
  /// - Parameters:
  ///   - recipe: what is fitted anew to the past of each split.
  ///   - model: the algorithm's id, or whatever else names it.
  ///   - params: its settings, for the report.
  ///   - splits: of one data set.
  ///   - context: seeds and watches the fits; its threads also score.
  /// - Returns: a report with the figures of all users and of segments.
  /// - Throws: `EvaluationError.leak` before anything is learned from a split that leaks; `.fit`
  ///   with `FitError.cancelled` once somebody asked to stop.
  public func evaluate(
    _ recipe: any Recommender, as model: String, params: [String: ParameterValue] = [:],
    on splits: [Split], context: FitContext = FitContext()
  ) throws(EvaluationError) -> Evaluation {
    guard let first = splits.first,
      splits.allSatisfy({ $0.train.users == first.train.users })
    else { throw .inconsistentSplits }
    var outcomes: [RankingOutcome] = []
    let seconds = try eachSplit(splits, context: context) {
      (split, context) throws(FitError) in
      try recipe.fit(split.train, context: context.learning(from: split))
    } ask: { (model: any FittedRecommender, split, context) throws(FitError) in
      outcomes.append(try RankingRun(split, evaluator: self).measure(model, context: context))
    }
    let summary = RankingSummary(splits: splits, outcomes: outcomes, evaluator: self)
    let measures = summary.measures()
    return Evaluation(
      report: EvaluationReport(
        model: model, params: params.mapValues(ReportedParameter.init),
        task: first.plan.task.rawValue, split: first.plan.method.name,
        splits: splits.map(\.label), seed: context.seed, users: summary.measuredCount,
        skipped: first.train.users.count - summary.measuredCount,
        metrics: intervals(of: measures, threads: context.threads)
          .merging(summary.listFigures()) { $1 },
        segments: summary.segments(threads: context.threads), comparisons: [],
        fitSeconds: seconds.fit, scoreSeconds: seconds.score, peakRSSBytes: meter.peakRSSBytes(),
        ties: first.ties),
      measures: measures)
  }

  /// The measures that could be taken, with their intervals.
  func intervals(of measures: [Measure], threads: Int) -> [String: Interval] {
    let found = bootstrap.intervals(of: measures, threads: threads)
    return Dictionary(
      uniqueKeysWithValues: zip(measures, found).compactMap { measure, interval in
        interval.map { (measure.name, $0) }
      })
  }
}
