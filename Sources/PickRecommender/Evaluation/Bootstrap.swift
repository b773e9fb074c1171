/// How sure a mean over users is: users are drawn again and again, with replacement.
///
/// Users, not events, are drawn: what one user does hangs together. Percentile intervals; a user
/// brings along all splits at once.
/// - Note: Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
public struct Bootstrap: Codable, Equatable, Sendable {
  /// How often users are drawn anew, > 0.
  public var resamples: Int
  /// The share of the distribution inside an interval, in (0, 1).
  public var confidence: Double
  /// Where chance comes from.
  public var seed: UInt64

  /// By default a thousand resamples and 95 %.
  public init(resamples: Int = 1000, confidence: Double = 0.95, seed: UInt64 = 0) {
    self.resamples = resamples
    self.confidence = confidence
    self.seed = seed
  }

  /// The interval of a mean of independent values; `nil` without any.
  public func interval(ofMeanOf values: [Double], threads: Int = 1) -> Interval? {
    let cells = Measure.Cells(sums: values, counts: values.map { _ in 1 })
    return intervals(of: [Measure(name: "", splits: [cells])], threads: threads)[0]
  }

  /// The interval of a mean of values that hang together in groups, which are drawn whole; `nil`
  /// without any value.
  public func interval(ofMeanOfGroups groups: [[Double]], threads: Int = 1) -> Interval? {
    let cells = Measure.Cells(
      sums: groups.map { $0.reduce(0, +) }, counts: groups.map { Double($0.count) })
    return intervals(of: [Measure(name: "", splits: [cells])], threads: threads)[0]
  }

  /// The interval of each measure; `nil` where nobody was measured.
  func intervals(of measures: [Measure], threads: Int) -> [Interval?] {
    let drawn = distributions(of: measures, threads: threads)
    return zip(measures, drawn).map { measure, values in
      whole(measure).map { interval(around: $0, values) }
    }
  }

  /// The interval of the difference of two measures of the same users, drawn together.
  func interval(of first: Measure, minus second: Measure, threads: Int) -> Interval? {
    guard let one = whole(first), let other = whole(second) else { return nil }
    let drawn = distributions(of: [first, second], threads: threads)
    return interval(around: one - other, zip(drawn[0], drawn[1]).map { $0 - $1 })
  }

  private func whole(_ measure: Measure) -> Double? {
    measure.statistic(Array(repeating: 1, count: measure.splits.first?.counts.count ?? 0))
  }

  private func interval(around mean: Double, _ values: [Double]) -> Interval {
    let sorted = values.filter(\.isFinite).sorted()
    guard sorted.count > 1 else { return Interval(mean: mean, low: nil, high: nil) }
    let tail = (1 - confidence) / 2
    return Interval(
      mean: mean, low: Self.quantile(tail, of: sorted), high: Self.quantile(1 - tail, of: sorted))
  }

  /// Between the two nearest values, as numpy does by default.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
  }

  /// Each measure in each resample; NaN where nobody was drawn who was measured.
  ///
  /// Resample r draws from stream r of the seed, so that threads change nothing.
  private func distributions(of measures: [Measure], threads: Int) -> [[Double]] {
    let population = measures.first?.splits.first?.counts.count ?? 0
    let active = (0..<population).filter { user in
      measures.contains { $0.splits.contains { $0.counts[user] > 0 } }
    }
    guard !active.isEmpty else { return measures.map { _ in [] } }
    let measures = measures.map { $0.keeping(active) }
    let resamples = self.resamples
    var values = [Double](repeating: .nan, count: measures.count * resamples)
    SharedBuffer.lend(&values) { values in
      Parallel.forEach(resamples, chunk: 8, threads: threads) { _, range in
        for resample in range {
          let drawn = draw(active.count, resample)
          for (index, measure) in measures.enumerated() {
            values[index * resamples + resample] = measure.statistic(drawn) ?? .nan
          }
        }
      }
    }
    return measures.indices.map { Array(values[$0 * resamples..<($0 + 1) * resamples]) }
  }

  private func draw(_ count: Int, _ resample: Int) -> [Double] {
    var random = PCG32(seed: seed, stream: UInt64(resample))
    var multiplicity = [Double](repeating: 0, count: count)
    for _ in 0..<count { multiplicity[random.below(count)] += 1 }
    return multiplicity
  }
}

/// A mean and where it probably lies.
public struct Interval: Codable, Equatable, Sendable {
  /// The figure itself.
  public let mean: Double
  /// The lower end; `nil` for a figure of all users together, which has no interval.
  public let low: Double?
  /// The upper end; `nil` for a figure of all users together, which has no interval.
  public let high: Double?

  /// A figure with or without an interval.
  public init(mean: Double, low: Double?, high: Double?) {
    self.mean = mean
    self.low = low
    self.high = high
  }

  /// Whether the interval lies on one side of zero.
  public var excludesZero: Bool {
    guard let low, let high else { return false }
    return low > 0 || high < 0
  }
}
