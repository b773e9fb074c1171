/// The measurement of a model's rankings on one split.
struct RankingRun {
  /// The greatest number of users whose lists are measured for diversity, which costs more than
  /// scoring.
  private static let diversityUsers = 1000

  private let split: Split
  private let evaluator: Evaluator
  private let isCold: [Bool]
  private let novelty: Novelty
  private let diversity: Diversity
  private let depth: Int

  /// Prepares the values that all users share.
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

  /// The number of figures of a user: the metrics, novelty and diversity, and the metrics for cold
  /// titles alone.
  private var width: Int { 2 * evaluator.metrics.count + 2 }

  /// Ranks and measures every user with held-out items.
  ///
  /// - Throws: `FitError.cancelled`.
  func measure(
    _ model: any FittedRecommender, context: FitContext
  ) throws(FitError) -> RankingOutcome {
    let users = split.heldOut.indices.filter { !split.heldOut[$0].isEmpty }
    let step = max(1, (users.count + Self.diversityUsers - 1) / Self.diversityUsers)
    var values = [Double](repeating: .nan, count: users.count * width)
    var lists = [Int32](repeating: -1, count: users.count * evaluator.depth)
    try SharedBuffer.lend(&values) { values throws(FitError) in
      try SharedBuffer.lend(&lists) { lists throws(FitError) in
        try BatchRanking(count: depth).forEach(users.count, by: model, context: context) { place in
          .init(request: split.request(for: UserIndex(users[place])), candidates: split.candidates)
        } _: { place, list in
          let ranked = list.map(\.item)
          for (rank, item) in ranked.prefix(evaluator.depth).enumerated() {
            lists[place * evaluator.depth + rank] = item.rawValue
          }
          let figures = measure(
            ranked, relevant: split.heldOut[users[place]], isSampled: place % step == 0)
          for (index, figure) in figures.enumerated() {
            values[place * width + index] = figure ?? .nan
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

/// The figures of a model's rankings on one split.
struct RankingOutcome {
  /// The measured users, ascending.
  let users: [Int]
  /// The number of figures of a user.
  let width: Int
  /// The figures by measured user; NaN where there is none.
  let values: [Double]
  /// The measures of all lists together.
  let listMeasures: ListMeasures

  /// One figure of the users for whom `isCounted` is true, in arrays of `userCount` elements.
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

/// Combines the outcomes of all splits.
struct RankingSummary {
  let splits: [Split]
  let outcomes: [RankingOutcome]
  let evaluator: Evaluator

  private var userCount: Int { splits[0].train.users.count }

  /// The number of users measured in at least one split.
  var measuredCount: Int { Set(outcomes.flatMap(\.users)).count }

  /// The metrics, novelty and diversity of all users.
  func measures() -> [Measure] {
    let names =
      evaluator.metrics.map(\.name)
      + ["novelty@\(evaluator.depth)", "diversity@\(evaluator.depth)"]
    return names.enumerated().map { index, name in
      Measure(name: name, splits: outcomes.map { $0.cells(index, userCount: userCount) })
    }
  }

  /// The figures of all lists together: means over the splits, without an interval.
  func listFigures() -> [String: Interval] {
    func mean(_ path: KeyPath<ListMeasures, Double>) -> Interval {
      let sum = outcomes.reduce(0) { $0 + $1.listMeasures[keyPath: path] }
      return Interval(mean: sum / Double(outcomes.count), low: nil, high: nil)
    }
    return [
      "coverage@\(evaluator.depth)": mean(\.coverage), "gini@\(evaluator.depth)": mean(\.gini),
    ]
  }

  /// The metrics by segment of users, and of cold titles.
  func segments(threads: Int) -> [String: EvaluationReport.Segment] {
    var found: [String: EvaluationReport.Segment] = [:]
    for segment in ViewerSegment.allCases {
      let measures = evaluator.metrics.enumerated().map { index, metric in
        Measure(
          name: metric.name,
          splits: zip(splits, outcomes).map { split, outcome in
            outcome.cells(index, userCount: userCount) { user in
              let count = split.train.interactions.cells(of: UserIndex(user)).count
              return evaluator.thresholds.segment(itemCount: count) == segment
            }
          })
      }
      found[segment.rawValue] = self.segment(
        measures, rule: evaluator.thresholds.rule(of: segment), threads: threads)
    }
    let cold = evaluator.metrics.enumerated().map { index, metric in
      Measure(
        name: metric.name,
        splits: outcomes.map {
          $0.cells(evaluator.metrics.count + 2 + index, userCount: userCount)
        })
    }
    found["cold-titles"] = segment(
      cold, rule: "titles with fewer than \(evaluator.thresholds.warm) users in the past",
      threads: threads)
    return found
  }

  private func segment(
    _ measures: [Measure], rule: String, threads: Int
  ) -> EvaluationReport.Segment? {
    guard let first = measures.first else { return nil }
    let users = (0..<userCount).count { user in first.splits.contains { $0.counts[user] > 0 } }
    guard users > 0 else { return nil }
    return EvaluationReport.Segment(
      rule: rule, users: users, metrics: evaluator.intervals(of: measures, threads: threads))
  }
}

extension SegmentThresholds {
  /// The definition of a segment in words.
  fileprivate func rule(of segment: ViewerSegment) -> String {
    switch segment {
    case .new: "fewer than \(light) items in the past"
    case .light: "\(light) to \(heavy - 1) items in the past"
    case .heavy: "\(heavy) or more items in the past"
    }
  }
}

/// The segments of users by the length of their history.
public enum ViewerSegment: String, Codable, CaseIterable, Sendable {
  /// Users with fewer items than `SegmentThresholds.light`.
  case new
  /// Users with at least `SegmentThresholds.light` items.
  case light
  /// Users with at least `SegmentThresholds.heavy` items.
  case heavy
}

/// The limits of the segments.
public struct SegmentThresholds: Codable, Equatable, Sendable {
  /// The least number of items in the training data of a light user.
  public var light: Int
  /// The least number of items in the training data of a heavy user.
  public var heavy: Int
  /// The least number of users in the training data of a title that is not cold.
  public var warm: Int

  /// Thresholds in items of a user and in users of a title.
  public init(light: Int = 5, heavy: Int = 50, warm: Int = 5) {
    self.light = light
    self.heavy = heavy
    self.warm = warm
  }

  /// The segment of a user with this number of items in the training data.
  public func segment(itemCount: Int) -> ViewerSegment {
    itemCount < light ? .new : itemCount < heavy ? .light : .heavy
  }
}
