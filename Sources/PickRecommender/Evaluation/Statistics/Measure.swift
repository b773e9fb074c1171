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
