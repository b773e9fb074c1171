/// Makes figures of what was measured over all splits.
struct RankingSummary {
  let splits: [Split]
  let outcomes: [RankingOutcome]
  let evaluator: Evaluator

  private var userCount: Int { splits[0].train.users.count }

  /// Users measured in at least one split.
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

  /// Figures of all lists together: the mean over splits, without an interval.
  func listFigures() -> [String: Interval] {
    func mean(_ path: KeyPath<ListMeasures, Double>) -> Interval {
      let sum = outcomes.reduce(0) { $0 + $1.listMeasures[keyPath: path] }
      return Interval(mean: sum / Double(outcomes.count), low: nil, high: nil)
    }
    return [
      "coverage@\(evaluator.depth)": mean(\.coverage), "gini@\(evaluator.depth)": mean(\.gini),
    ]
  }

  /// The metrics of users told apart by what is known of them, and of cold titles.
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
  /// Who is in a segment, for people.
  func rule(of segment: ViewerSegment) -> String {
    switch segment {
    case .new: "fewer than \(light) items in the past"
    case .light: "\(light) to \(heavy - 1) items in the past"
    case .heavy: "\(heavy) or more items in the past"
    }
  }
}
