/// One figure of an evaluation, user by user: what means, intervals and comparisons are made of.
struct Measure: Equatable, Sendable {
  /// What one split says; by user.
  struct Cells: Equatable, Sendable {
    /// The sum of the values of a user.
    var sums: [Double]
    /// How many values they are; 0 for a user who was not measured.
    var counts: [Double]
  }

  /// What a report calls it: "ndcg@10".
  let name: String
  /// By split; all are about the same users.
  var splits: [Cells] = []
  /// Whether the figure is the root of the mean.
  var isRoot = false
  /// Whether less is better.
  var isError = false

  /// The figure when a user counts `multiplicity` times: the mean over splits of each split's mean
  /// over users; `nil` when nobody was measured.
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

  /// The figure of one user alone, all splits' values taken together; `nil` when never measured.
  func figure(ofUser user: Int) -> Double? {
    let count = splits.reduce(0) { $0 + $1.counts[user] }
    guard count > 0 else { return nil }
    let mean = splits.reduce(0) { $0 + $1.sums[user] } / count
    return isRoot ? mean.squareRoot() : mean
  }

  /// Only some users, in this order.
  func keeping(_ users: [Int]) -> Measure {
    var kept = self
    kept.splits = splits.map { cells in
      Cells(sums: users.map { cells.sums[$0] }, counts: users.map { cells.counts[$0] })
    }
    return kept
  }

  /// Four sums side by side: one alone would wait for each addition.
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

/// Two models measured on the same users: how far apart they are, user by user.
///
/// The interval is much narrower than two separate ones suggest, because users who are easy are
/// easy for both.
public struct PairedComparison: Codable, Equatable, Sendable {
  /// The model that is compared.
  public let model: String
  /// The model it is compared to.
  public let baseline: String
  /// By which figure: "ndcg@10".
  public let metric: String
  /// The figure of `model` minus that of `baseline`; the interval by users drawn together.
  public let difference: Interval
  /// The difference ÷ the baseline's figure; `nil` when that is 0.
  public let relative: Double?
  /// The share of measured users whom `model` serves better.
  public let better: Double
  /// The share of measured users whom `model` serves worse.
  public let worse: Double

  /// Compares two evaluations of the same splits; `nil` when one of them lacks the figure or they
  /// measured different users.
  ///
  /// - Parameters:
  ///   - evaluation: the model in question.
  ///   - baseline: what it is held against.
  ///   - metric: by which figure.
  ///   - bootstrap: draws the users.
  ///   - threads: how many threads may work.
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
