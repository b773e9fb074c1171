/// Fits a recipe to the training data of each split and measures it on the held-out data.
///
///     let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
///       .rankingSplits(of: log)
///     let ease = try Evaluator().evaluate(EASE(), as: "ease", on: splits, context: context)
///     let popularity = try Evaluator().evaluate(Popularity(), as: "popularity", on: splits)
///     let lead = PairedComparison(ease, against: popularity, by: "ndcg@10")
///
/// `verify()` of the split runs before every fit, so that a model never sees held-out data. Users
/// are scored in parallel; the figures do not depend on the number of threads.
public struct Evaluator: Sendable {
  /// The functions that measure time and memory, which this library cannot measure itself.
  public struct Meter: Sendable {
    /// Returns seconds since a fixed instant.
    public var seconds: @Sendable () -> Double
    /// Returns the peak resident memory of the process in bytes; `nil` where it is unknown.
    public var peakRSSBytes: @Sendable () -> Int64?

    /// A meter; by default with the monotonic clock and without memory.
    public init(
      seconds: @escaping @Sendable () -> Double = Self.monotonic(),
      peakRSSBytes: @escaping @Sendable () -> Int64? = { nil }
    ) {
      self.seconds = seconds
      self.peakRSSBytes = peakRSSBytes
    }

    /// The standard library's monotonic clock.
    public static func monotonic() -> @Sendable () -> Double {
      let clock = ContinuousClock()
      let start = clock.now
      return { (clock.now - start) / .seconds(1) }
    }
  }

  /// The metrics of rankings.
  public var metrics: [any RankingMetric]
  /// k: the length of the ranked lists, > 0.
  public var depth: Int
  /// The limits of the user segments.
  public var thresholds: SegmentThresholds
  /// The bootstrap of the confidence intervals.
  public var bootstrap: Bootstrap
  /// The measurement of time and memory.
  public var meter: Meter

  /// An evaluator of the first `depth` items, with all metrics unless some are given.
  public init(
    at depth: Int = 10, metrics: [any RankingMetric]? = nil,
    thresholds: SegmentThresholds = SegmentThresholds(), bootstrap: Bootstrap = Bootstrap(),
    meter: Meter = Meter()
  ) {
    self.depth = depth
    self.metrics = metrics ?? Self.allMetrics(at: depth)
    self.thresholds = thresholds
    self.bootstrap = bootstrap
    self.meter = meter
  }

  /// Every ranking metric of this library at `depth`.
  public static func allMetrics(at depth: Int) -> [any RankingMetric] {
    [
      NDCG(at: depth), Precision(at: depth), Recall(at: depth), AveragePrecision(at: depth),
      ReciprocalRank(at: depth), HitRate(at: depth),
    ]
  }
}

extension Evaluator {
  /// Measures the rankings of a recipe.
  ///
  /// - Parameters:
  ///   - recipe: the recipe, which is fitted to the training data of each split.
  ///   - model: the name of the model in the report, usually `Algorithm.ID`.
  ///   - params: the settings of the recipe, for the report.
  ///   - splits: the splits, all of one data set.
  ///   - context: the context of the fits; its threads also score.
  /// - Returns: the evaluation, with the figures of all users and of segments.
  /// - Throws: `EvaluationError.leak` before the fit to a split that leaks; `.fit` with the error
  ///   of a fit, `FitError.cancelled` among them; `.inconsistentSplits`.
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

  /// The intervals of the measures that have values, by name.
  func intervals(of measures: [Measure], threads: Int) -> [String: Interval] {
    let found = bootstrap.intervals(of: measures, threads: threads)
    return Dictionary(
      uniqueKeysWithValues: zip(measures, found).compactMap { measure, interval in
        interval.map { (measure.name, $0) }
      })
  }
}

extension Evaluator {
  /// Measures the rating predictions of a recipe: "rmse" and "mae", and "student-precision@k" and
  /// "student-recall@k" of `StudentProtocol`.
  ///
  /// Intervals come from resampled users.
  ///
  /// A user or item without a rating in the training data is predicted as an unknown one.
  ///
  /// - Parameters:
  ///   - recipe: the recipe, which is fitted to the training data of each split.
  ///   - model: the name of the model in the report, usually `Algorithm.ID`.
  ///   - params: the settings of the recipe, for the report.
  ///   - splits: the splits, all of one set of ratings.
  ///   - context: the context of the fits; its threads also predict.
  /// - Returns: the evaluation; its figures are means over the folds.
  /// - Throws: `EvaluationError.leak` before the fit to a split that leaks; `.fit` with the error
  ///   of a fit, `FitError.cancelled` among them; `.inconsistentSplits`.
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

/// A split that can check that no held-out data are in its training data.
private protocol VerifiableSplit {
  /// Looks for leaks.
  func verify() throws(LeakError)
}

extension Split: VerifiableSplit {}
extension RatingSplit: VerifiableSplit {}

extension Evaluator {
  /// Fits to the training data of each split and measures the model on the rest.
  ///
  /// - Parameters:
  ///   - splits: the splits, each of which is verified before the fit.
  ///   - context: the context; four fifths of the progress of each split are the fit.
  ///   - fit: fits a model to the training data of a split.
  ///   - ask: measures the model.
  /// - Returns: the seconds of all fits and of all measurements.
  /// - Throws: `EvaluationError.leak`, and errors of `fit` and `ask` as `.fit`.
  private func eachSplit<Cut: VerifiableSplit, Fitted>(
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
