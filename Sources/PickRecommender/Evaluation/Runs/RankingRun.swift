import Synchronization

/// One model's rankings of one split, measured.
struct RankingRun {
  /// How many users the diversity of lists is measured for at most: it costs more than scoring.
  static let diversityUsers = 1000

  private let split: Split
  private let evaluator: Evaluator
  private let isCold: [Bool]
  private let novelty: Novelty
  private let diversity: Diversity
  private let depth: Int

  /// Prepares what is the same for all users.
  init(_ split: Split, evaluator: Evaluator) {
    self.split = split
    self.evaluator = evaluator
    depth = max(evaluator.depth, evaluator.metrics.map(\.depth).max() ?? 0)
    novelty = Novelty(split.train)
    diversity = Diversity(split.train)
    var viewers = [Int](repeating: 0, count: split.train.items.count)
    for item in split.train.interactions.columns { viewers[Int(item)] += 1 }
    isCold = viewers.map { $0 < evaluator.thresholds.warm }
  }

  /// What is measured of each user: the metrics, then novelty and diversity, then the metrics
  /// again for cold titles alone.
  private var width: Int { 2 * evaluator.metrics.count + 2 }

  /// Ranks for everybody who is measured.
  ///
  /// - Throws: `FitError.cancelled`.
  func measure(
    _ model: any FittedRecommender, context: FitContext
  ) throws(FitError) -> RankingOutcome {
    let users = split.heldOut.indices.filter { !split.heldOut[$0].isEmpty }
    let step = max(1, (users.count + Self.diversityUsers - 1) / Self.diversityUsers)
    var values = [Double](repeating: .nan, count: users.count * width)
    var lists = [Int32](repeating: -1, count: users.count * evaluator.depth)
    let done = Atomic<Int>(0)
    SharedBuffer.lend(&values) { values in
      SharedBuffer.lend(&lists) { lists in
        Parallel.forEach(users.count, chunk: 16, threads: context.threads) { worker, range in
          guard !context.isCancelled() else { return }
          let count = done.add(range.count, ordering: .relaxed).newValue
          // One worker tells, so that what is told only rises.
          if worker == 0 { context.progress(Double(count) / Double(users.count)) }
          for place in range {
            let user = UserIndex(users[place])
            let ranked = model.recommend(
              depth, for: split.request(for: user), among: split.candidates
            ).map(\.item)
            for (rank, item) in ranked.prefix(evaluator.depth).enumerated() {
              lists[place * evaluator.depth + rank] = item.rawValue
            }
            let figures = measure(
              ranked, relevant: split.heldOut[user.position], isSampled: place % step == 0)
            for (index, figure) in figures.enumerated() {
              values[place * width + index] = figure ?? .nan
            }
          }
        }
      }
    }
    try context.checkCancellation()
    return RankingOutcome(
      users: users, width: width, values: values, listMeasures: listMeasures(lists))
  }

  private func measure(
    _ ranked: [ItemIndex], relevant: Set<ItemIndex>, isSampled: Bool
  ) -> [Double?] {
    let cold = relevant.filter { isCold[$0.position] }
    let list = Array(ranked.prefix(evaluator.depth))
    return evaluator.metrics.map { $0.measure(ranked, relevant: relevant) }
      + [novelty.measure(list), isSampled ? diversity.measure(list) : nil]
      + evaluator.metrics.map { $0.measure(ranked, relevant: cold) }
  }

  private func listMeasures(_ lists: [Int32]) -> ListMeasures {
    var counts = [Int](repeating: 0, count: split.train.items.count)
    for item in lists where item >= 0 { counts[Int(item)] += 1 }
    return ListMeasures(
      counts: counts.indices.filter { split.candidates.contains(ItemIndex($0)) }.map {
        counts[$0]
      })
  }
}

/// What a model's rankings of one split are worth.
struct RankingOutcome {
  /// Who was measured, ascending.
  let users: [Int]
  /// How many figures there are of each.
  let width: Int
  /// The figures by measured user; NaN where there is none.
  let values: [Double]
  /// What all lists look like.
  let listMeasures: ListMeasures

  /// One figure of the users of whom `isCounted`, over all `userCount`.
  func cells(
    _ figure: Int, userCount: Int, where isCounted: (Int) -> Bool = { _ in true }
  ) -> Measure.Cells {
    var cells = Measure.Cells(
      sums: Array(repeating: 0, count: userCount), counts: Array(repeating: 0, count: userCount))
    for (place, user) in users.enumerated() where isCounted(user) {
      let value = values[place * width + figure]
      guard !value.isNaN else { continue }
      cells.sums[user] = value
      cells.counts[user] = 1
    }
    return cells
  }
}
