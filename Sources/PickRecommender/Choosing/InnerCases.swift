/// What blends reach on inner splits, case by case: a case is a user of one split.
struct InnerCases {
  /// How many users of each split are asked at most, evenly over all of them.
  static let usersPerSplit = 1000

  private let splits: [Split]
  private let asked: [[UserIndex]]
  /// By split.
  private let known: [FittedWeights]
  private let context: FitContext

  /// Prepares the cases of splits of one data set.
  init(_ splits: [Split], context: FitContext) {
    self.splits = splits
    self.context = context
    known = splits.map { _ in FittedWeights() }
    asked = splits.map { split in
      let measured = split.heldOut.indices.filter { !split.heldOut[$0].isEmpty }
      let step = max(1, (measured.count + Self.usersPerSplit - 1) / Self.usersPerSplit)
      return stride(from: 0, to: measured.count, by: step).map { UserIndex(measured[$0]) }
    }
  }

  /// Number of cases.
  var count: Int { asked.reduce(0) { $0 + $1.count } }

  /// NDCG@10 of each case; `progress` is told how much of the work is done.
  ///
  /// - Throws: what fitting throws; `FitError.cancelled`.
  func measure(
    _ blend: Blend, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(FitError) -> [Double] {
    var all: [Double] = []
    for (index, split) in splits.enumerated() {
      let users = asked[index]
      let part = Double(splits.count)
      let own = FitContext(
        seed: context.seed, threads: context.threads,
        progress: { progress((Double(index) + 0.9 * $0) / part) },
        isCancelled: context.isCancelled)
      let model = try blend.fit(split.train, context: own, knowing: known[index])
      var values = [Double](repeating: 0, count: users.count)
      SharedBuffer.lend(&values) { values in
        Parallel.forEach(users.count, chunk: 16, threads: context.threads) { _, range in
          for place in range where !context.isCancelled() {
            let user = users[place]
            let ranked = model.recommend(
              10, for: split.request(for: user), among: split.candidates)
            values[place] =
              NDCG(at: 10).measure(ranked.map(\.item), relevant: split.heldOut[user.position]) ?? 0
          }
        }
      }
      try context.checkCancellation()
      all += values
    }
    return all
  }
}

/// A difference between two recipes on the same cases.
struct PairedLead: Equatable {
  /// The mean difference.
  let mean: Double
  /// The standard error of the mean; 0 of fewer than two cases.
  let error: Double

  /// Compares case by case; both have a value for each.
  init(_ first: [Double], over second: [Double]) {
    let differences = zip(first, second).map { $0 - $1 }
    let count = Double(max(1, differences.count))
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    error = count > 1 ? (squares / (count * (count - 1))).squareRoot() : 0
  }

  /// Whether the lead is more than its standard error: what inner splits can tell apart.
  var isClear: Bool { mean > error && mean > 0 }
}
