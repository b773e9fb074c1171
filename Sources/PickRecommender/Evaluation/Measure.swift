/// The values of one figure by user, from which means, intervals and comparisons are computed.
struct Measure: Equatable, Sendable {
  /// The values of one split, by user.
  struct Cells: Equatable, Sendable {
    /// The sum of each user's values.
    var sums: [Double]
    /// The number of each user's values; 0 for a user who was not measured.
    var counts: [Double]
  }

  /// The name in reports: "ndcg@10".
  let name: String
  /// The values by split, all of the same users.
  var splits: [Cells] = []
  /// Whether the figure is the square root of the mean.
  var isRoot = false
  /// Whether lower is better.
  var isError = false

  /// The figure with each user counted `multiplicity` times: the mean over splits of each split's
  /// mean over users; `nil` without measured users.
  func statistic(_ multiplicity: [Double]) -> Double? {
    var (sum, count) = (0.0, 0.0)
    for cells in splits {
      let total = Self.dot(cells.counts, multiplicity)
      guard total > 0 else { continue }
      let mean = Self.dot(cells.sums, multiplicity) / total
      sum += isRoot ? mean.squareRoot() : mean
      count += 1
    }
    return count > 0 ? sum / count : nil
  }

  /// The figure of one user over the values of all splits; `nil` for a user who was not measured.
  func figure(ofUser user: Int) -> Double? {
    let count = splits.reduce(0) { $0 + $1.counts[user] }
    guard count > 0 else { return nil }
    let mean = splits.reduce(0) { $0 + $1.sums[user] } / count
    return isRoot ? mean.squareRoot() : mean
  }

  /// The measure of some users, in this order.
  func keeping(_ users: [Int]) -> Measure {
    var kept = self
    kept.splits = splits.map { cells in
      Cells(sums: users.map { cells.sums[$0] }, counts: users.map { cells.counts[$0] })
    }
    return kept
  }

  /// Four independent sums, because each addition of a single one would wait for the one before.
  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    let (left, right) = (left.span, right.span)
    var sums = SIMD4<Double>.zero
    let whole = left.count / 4 * 4
    for index in stride(from: 0, to: whole, by: 4) {
      let one = SIMD4(left[index], left[index + 1], left[index + 2], left[index + 3])
      let other = SIMD4(right[index], right[index + 1], right[index + 2], right[index + 3])
      sums += one * other
    }
    var sum = sums.sum()
    for index in whole..<left.count { sum += left[index] * right[index] }
    return sum
  }
}

/// The difference of two models measured on the same users.
///
/// Its interval is much narrower than the intervals of the two models suggest, because the figures
/// of a user are correlated.
public struct PairedComparison: Codable, Equatable, Sendable {
  /// The name of the model that is compared.
  public let model: String
  /// The name of the model it is compared with.
  public let baseline: String
  /// The name of the figure: "ndcg@10".
  public let metric: String
  /// The figure of `model` minus that of `baseline`, with an interval from jointly resampled users.
  public let difference: Interval
  /// The difference ÷ the figure of the baseline; `nil` where that is 0.
  public let relative: Double?
  /// The share of measured users with a better figure from `model`.
  public let better: Double
  /// The share of measured users with a worse figure from `model`.
  public let worse: Double

  /// Compares two evaluations of the same splits; `nil` where one of them lacks the figure or they
  /// measured different users.
  ///
  /// - Parameters:
  ///   - evaluation: the evaluation of the compared model.
  ///   - baseline: the evaluation of the other model.
  ///   - metric: the name of the figure.
  ///   - bootstrap: the bootstrap of the interval.
  ///   - threads: the number of threads.
  public init?(
    _ evaluation: Evaluation, against baseline: Evaluation, by metric: String,
    bootstrap: Bootstrap = Bootstrap(), threads: Int = 1
  ) {
    guard let first = evaluation.measure(metric), let second = baseline.measure(metric),
      first.splits.map(\.counts) == second.splits.map(\.counts),
      let difference = bootstrap.interval(of: first, minus: second, threads: threads)
    else { return nil }
    model = evaluation.report.model
    self.baseline = baseline.report.model
    self.metric = metric
    self.difference = difference
    let reference = baseline.report.metrics[metric]?.mean ?? 0
    relative = reference == 0 ? nil : difference.mean / reference
    var (better, worse, users) = (0.0, 0.0, 0.0)
    for user in first.splits.first?.counts.indices ?? 0..<0 {
      guard let one = first.figure(ofUser: user), let other = second.figure(ofUser: user) else {
        continue
      }
      users += 1
      if one == other { continue }
      if (one > other) != first.isError { better += 1 } else { worse += 1 }
    }
    self.better = users > 0 ? better / users : 0
    self.worse = users > 0 ? worse / users : 0
  }
}
