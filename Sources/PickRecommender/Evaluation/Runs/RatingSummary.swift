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
