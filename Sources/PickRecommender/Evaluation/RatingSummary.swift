/// Collects what rating models got wrong, fold by fold.
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

  /// Users measured in at least one fold.
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
    // Unless somebody said where liking begins: in the middle of the scale.
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

/// Precision and recall the way the original measured them: among the items a user rated anyway.
///
/// Per user only the held-out items are ranked, by predicted rating. Of the first k those predicted
/// at the threshold or above count as recommended, those rated there or above as relevant. Because
/// most of what people rate they like, the base rate alone scores high and models hardly differ:
/// report it for comparison with old figures, never choose by it.
/// - Note: Surprise's FAQ, "How to compute precision@k and recall@k".
public struct StudentProtocol: Codable, Equatable, Sendable {
  /// k, > 0.
  public var depth: Int
  /// From this rating on an item is liked.
  public var threshold: Double

  /// The protocol at k.
  public init(at depth: Int, threshold: Double) {
    self.depth = depth
    self.threshold = threshold
  }

  /// Measures one user.
  ///
  /// - Parameter cases: estimate and rating of each held-out item; ties keep their order.
  /// - Returns: relevant of the recommended and of all relevant items; 0 where there are none.
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
