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
