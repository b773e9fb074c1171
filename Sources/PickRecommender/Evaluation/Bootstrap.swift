/// Confidence intervals of means over users, by resampling users with replacement.
///
/// Users and not events are drawn, because the events of a user are correlated; the values of a
/// user in all splits are drawn together. The intervals are percentile intervals.
/// - Note: Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
public struct Bootstrap: Codable, Equatable, Sendable {
  /// The number of resamples, > 0.
  public var resamples: Int
  /// The confidence level, in (0, 1).
  public var confidence: Double
  /// The seed of the resamples.
  public var seed: UInt64

  /// A bootstrap; by default with 1,000 resamples and 95 %.
  public init(resamples: Int = 1000, confidence: Double = 0.95, seed: UInt64 = 0) {
    self.resamples = resamples
    self.confidence = confidence
    self.seed = seed
  }

  /// The interval of the mean of independent values; `nil` without values.
  public func interval(ofMeanOf values: [Double], threads: Int = 1) -> Interval? {
    let cells = Measure.Cells(sums: values, counts: values.map { _ in 1 })
    return intervals(of: [Measure(name: "", splits: [cells])], threads: threads)[0]
  }

  /// The interval of the mean of values that are correlated within groups, which are drawn as a
  /// whole; `nil` without values.
  public func interval(ofMeanOfGroups groups: [[Double]], threads: Int = 1) -> Interval? {
    let cells = Measure.Cells(
      sums: groups.map { $0.reduce(0, +) }, counts: groups.map { Double($0.count) })
    return intervals(of: [Measure(name: "", splits: [cells])], threads: threads)[0]
  }

  /// The interval of each measure; `nil` for one without measured users.
  func intervals(of measures: [Measure], threads: Int) -> [Interval?] {
    let drawn = distributions(of: measures, threads: threads)
    return zip(measures, drawn).map { measure, values in
      whole(measure).map { interval(around: $0, values) }
    }
  }

  /// The interval of the difference of two measures of the same users, which are resampled jointly.
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

  /// The quantile by linear interpolation, as numpy computes it by default.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
  }

  /// Each measure in each resample; NaN where no measured user was drawn.
  ///
  /// Resample r uses stream r of the seed, so that the result does not depend on threads.
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

/// A mean with its confidence interval.
public struct Interval: Codable, Equatable, Sendable {
  /// The mean.
  public let mean: Double
  /// The lower end; `nil` for a figure without an interval.
  public let low: Double?
  /// The upper end; `nil` for a figure without an interval.
  public let high: Double?

  /// A mean, with or without an interval.
  public init(mean: Double, low: Double?, high: Double?) {
    self.mean = mean
    self.low = low
    self.high = high
  }

  /// Whether the whole interval lies on one side of 0.
  public var excludesZero: Bool {
    guard let low, let high else { return false }
    return low > 0 || high < 0
  }
}
