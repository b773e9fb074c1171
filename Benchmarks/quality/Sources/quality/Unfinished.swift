import PickRecommender

/// Is an episode that was begun and not finished to be offered again, and first?
///
/// Asked of a week in which everything may come back, for splits by episode leave watched ones out.
enum Unfinished {
  private static let week: Int64 = 7 * 86_400

  static func report(_ log: InteractionLog) throws {
    print("\n## Logs, next watch at episode level, watched episodes included: unfinished first\n")
    print("| finished from | NDCG@10 | against never offered again | the week before |")
    print("|---|---|---|---|")
    let end = (log.events.map(\.atSeconds).max() ?? 0) + 1
    let (after, before) = (end - week, end - 2 * week)
    let never = try values(log, from: after, finishedRatio: 0)
    for ratio: Float in [0, 0.5, 0.7, 0.8, 0.9, 0.95] {
      let reached = try values(log, from: after, finishedRatio: ratio)
      let earlier = try values(log, from: before, finishedRatio: ratio)
      let lead = Bootstrap().interval(ofMeanOf: zip(reached, never).map { $0 - $1 })
      print(
        "| \(ratio == 0 ? "never offered again" : "\(ratio)") | \(Comparison.text(mean(reached))) "
          + "| \(lead.map(Comparison.text) ?? "-") | \(Comparison.text(mean(earlier))) |")
    }
    try resumed(log, from: after)
  }

  /// By viewer, the NDCG@10 of what was watched in the week, whether or not it was begun before.
  private static func values(
    _ log: InteractionLog, from start: Int64, finishedRatio: Float
  ) throws -> [Double] {
    let train = try log.dataset(before: start)
    let model = try EpisodeContinuation(finishedRatio: finishedRatio).fit(
      train, context: FitContext())
    return (0..<log.users.count).compactMap { user in
      let watched = log.events(of: user).map { log.events[$0] }.filter {
        $0.atSeconds >= start && $0.atSeconds < start + week
      }
      guard !watched.isEmpty else { return nil }
      let request = ScoringRequest(
        history: train.history(of: UserIndex(user)), atSeconds: start, user: UserIndex(user))
      let ranked = model.recommend(10, for: request, among: .all(includesSeen: true))
      return NDCG(at: 10).measure(ranked.map(\.item), relevant: Set(watched.map(\.item)))
    }
  }

  /// What those whose last episode is unfinished watch first.
  private static func resumed(_ log: InteractionLog, from start: Int64) throws {
    let train = try log.dataset(before: start)
    var (viewers, same, next) = (0, 0, 0)
    for user in 0..<log.users.count {
      let history = train.history(of: UserIndex(user)).entries
      guard let last = history.max(by: { $0.lastSeconds < $1.lastSeconds }), last.weight < 0.9,
        let ordinal = train.places[last.item.position].ordinal,
        let first = log.events(of: user).map({ log.events[$0] }).filter({ $0.atSeconds >= start })
          .min(by: { $0.atSeconds < $1.atSeconds })
      else { continue }
      viewers += 1
      let place = train.places[first.item.position]
      if first.item == last.item { same += 1 }
      if place.title == train.places[last.item.position].title, place.ordinal == ordinal + 1 {
        next += 1
      }
    }
    print(
      "\nOf \(viewers) viewers whose last episode was left before .9, \(same) first watch it "
        + "again, \(next) the one after it.")
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}

extension Comparison {
  /// "mean (low to high)".
  static func text(_ interval: Interval) -> String {
    "\(text(interval.mean)) (\(text(interval.low ?? 0)) to \(text(interval.high ?? 0)))"
  }
}
