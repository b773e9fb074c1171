/// Fits a recipe to the past of each split and measures it by the future.
///
///     let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
///       .rankingSplits(of: log)
///     let ease = try Evaluator().evaluate(EASE(), as: "ease", on: splits, context: context)
///     let popularity = try Evaluator().evaluate(Popularity(), as: "popularity", on: splits)
///     let lead = PairedComparison(ease, against: popularity, by: "ndcg@10")
///
/// The past is all a model sees: `Split.verify()` runs before every fit. Users are scored in
/// parallel; the figures do not depend on the number of threads.
public struct Evaluator: Sendable {
  /// How time and memory are measured; the module itself knows no process.
  public struct Meter: Sendable {
    /// Seconds since any fixed instant.
    public var seconds: @Sendable () -> Double
    /// The most memory the process ever had, in bytes; `nil` when nobody knows.
    public var peakRSSBytes: @Sendable () -> Int64?

    /// Ways to measure; by default the monotonic clock, and no memory.
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

  /// What rankings are measured by.
  public var metrics: [any RankingMetric]
  /// k of the lists and of what is said about lists, > 0.
  public var depth: Int
  /// Where segments begin.
  public var thresholds: SegmentThresholds
  /// How intervals are made.
  public var bootstrap: Bootstrap
  /// How time and memory are measured.
  public var meter: Meter

  /// An evaluator of the first `depth` items, by all metrics unless some are named.
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

  /// Every metric of one user's ranking.
  public static func allMetrics(at depth: Int) -> [any RankingMetric] {
    [
      NDCG(at: depth), Precision(at: depth), Recall(at: depth), AveragePrecision(at: depth),
      ReciprocalRank(at: depth), HitRate(at: depth),
    ]
  }
}

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

/// A cut that can prove that nothing held out is learned from.
private protocol VerifiableSplit {
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
