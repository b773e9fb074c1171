/// Collects the errors of rating models, fold by fold.
struct RatingSummary {
  private let depth: Int
  private let userCount: Int
  private(set) var measures: [Measure]

  init(depth: Int, userCount: Int) {
    self.depth = depth
    self.userCount = userCount
    measures = [
      Measure(name: "rmse", isRoot: true, isError: true), Measure(name: "mae", isError: true),
      Measure(name: "student-precision@\(depth)"), Measure(name: "student-recall@\(depth)"),
    ]
  }

  /// The number of users measured in at least one fold.
  var measuredCount: Int {
    (0..<userCount).count { user in
      measures[0].splits.contains { $0.counts[user] > 0 }
    }
  }

  /// Adds a fold.
  mutating func add(_ split: RatingSplit, estimates: [Double]) {
    let none = Measure.Cells(
      sums: Array(repeating: 0, count: userCount), counts: Array(repeating: 0, count: userCount))
    var cells = Array(repeating: none, count: measures.count)
    // Without a minimum for liked items, the middle of the scale is used.
    let scale = split.train.scale
    let student = StudentProtocol(
      at: depth,
      threshold: split.plan.positiveMinimum ?? (scale.lowerBound + scale.upperBound) / 2)
    var start = 0
    while start < estimates.count {
      let user = split.heldOut[start].user
      var end = start
      while end < estimates.count, split.heldOut[end].user == user { end += 1 }
      let pairs = (start..<end).map { (estimates[$0], split.heldOut[$0].rating) }
      add(pairs, of: user.position, student: student, to: &cells)
      start = end
    }
    for index in measures.indices { measures[index].splits.append(cells[index]) }
  }

  private func add(
    _ pairs: [(estimate: Double, rating: Double)], of user: Int, student: StudentProtocol,
    to cells: inout [Measure.Cells]
  ) {
    for pair in pairs {
      let error = pair.estimate - pair.rating
      cells[0].sums[user] += error * error
      cells[1].sums[user] += abs(error)
    }
    let student = student.measure(pairs)
    cells[2].sums[user] = student.precision
    cells[3].sums[user] = student.recall
    for index in 0...1 { cells[index].counts[user] = Double(pairs.count) }
    for index in 2...3 { cells[index].counts[user] = 1 }
  }
}

/// Precision and recall among the held-out items of a user alone, as the original program measured
/// them.
///
/// For each user only the held-out items are ranked, by predicted rating. Those of the first k with
/// a prediction of at least the threshold are recommended; those rated at least the threshold are
/// relevant. Users like most of the items they rate, so all models score high and differ little.
/// The figures serve for comparison with old results and not for the choice of a model.
/// - Note: Surprise's FAQ, "How to compute precision@k and recall@k".
public struct StudentProtocol: Codable, Equatable, Sendable {
  /// k, > 0.
  public var depth: Int
  /// The lowest rating of a liked item.
  public var threshold: Double

  /// The protocol at k with a threshold.
  public init(at depth: Int, threshold: Double) {
    self.depth = depth
    self.threshold = threshold
  }

  /// The precision and recall of one user.
  ///
  /// - Parameter cases: the estimate and the rating of each held-out item; equal estimates keep
  ///   their order.
  /// - Returns: the share of the recommended items that are relevant, and the share of the relevant
  ///   items that are recommended; 0 where the divisor is 0.
  public func measure(
    _ cases: [(estimate: Double, rating: Double)]
  ) -> (precision: Double, recall: Double) {
    let ranked = cases.enumerated().sorted {
      ($1.element.estimate, $0.offset) < ($0.element.estimate, $1.offset)
    }.prefix(depth).map(\.element)
    let recommended = ranked.filter { $0.estimate >= threshold }
    let hits = Double(recommended.count { $0.rating >= threshold })
    let relevant = cases.count { $0.rating >= threshold }
    return (
      recommended.isEmpty ? 0 : hits / Double(recommended.count),
      relevant == 0 ? 0 : hits / Double(relevant)
    )
  }
}
