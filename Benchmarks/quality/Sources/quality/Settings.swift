import PickRecommender

/// What single settings are worth on logs: chosen on the week before the last, tested on the last.
enum Settings {
  private static let quick = Evaluator(
    metrics: [NDCG(at: 10)], bootstrap: Bootstrap(resamples: 10))

  static func run(_ log: WatchLog) throws {
    let titles = log.titles()
    let known = try SplitPlan(.weekly(windows: 1)).rankingSplits(of: titles)[0]
    let all = try SplitPlan(.weekly(windows: 1), catalogue: .all).rankingSplits(of: titles)[0]
    try features("Logs, new titles somebody watched: ease-features", known)
    try features("Logs, new titles of the whole catalogue: ease-features", all)
    try exploration(all)
    try Unfinished.report(log.episodes())
    try WithFactors.report("Logs, new titles", known, .newTitles)
  }

  /// α over .5 to 20, and 0, which is EASE.
  private static func features(_ title: String, _ split: Split) throws {
    var table = Comparison(title, split)
    let ease = try table.tunedEASE([10, 30, 100, 300])
    let inner = try split.inner()
    var best = (weight: Float(0), value: -1.0)
    var line = ""
    for weight: Float in [0, 0.5, 1, 2, 5, 10, 20] {
      let tried = EASEFeatures(ease: ease, featureWeight: weight)
      let report = try quick.evaluate(tried, as: "", on: [inner]).report
      let reached = report.mean("ndcg@10") ?? 0
      line += " \(Comparison.text(Double(weight), places: 1)): \(Comparison.text(reached))"
      if weight > 0, reached > best.value { best = (weight, reached) }
    }
    try table.add("ease", ease)
    let name = "ease-features, α \(best.weight)"
    try table.add(name, EASEFeatures(ease: ease, featureWeight: best.weight))
    table.compare(name, with: "ease")
    print("\nλ \(ease.regularization); inner NDCG@10 by α:\(line)")
  }

  /// The share of titles nobody watched: who finds them, and what it costs.
  private static func exploration(_ split: Split) throws {
    print("\n## Logs, new titles of the whole catalogue: the exploration share\n")
    print(
      "| share | NDCG@10 | of titles nobody watched: hit rate@10 | viewers who watched one "
        + "| places they take | the week before: NDCG@10 | hit rate@10 | places |")
    print("|---|---|---|---|---|---|---|---|")
    let inner = try split.inner()
    for share: Float in [0, 0.1, 0.2, 0.3, 0.5, 1, 2] {
      var blend = Blend.newTitles
      blend.shares.exploration = share
      let (before, after) = (try Found(blend, inner), try Found(blend, split))
      print(
        "| \(Comparison.text(Double(share), places: 1)) | \(after.ndcg) | \(after.hitRate) "
          + "| \(after.viewers) | \(after.places) | \(before.ndcg) | \(before.hitRate) "
          + "| \(before.places) |")
    }
  }

  /// What a blend's lists find of titles nobody watched before.
  private struct Found {
    let ndcg: String
    let hitRate: String
    let viewers: Int
    let places: String

    init(_ blend: Blend, _ split: Split) throws {
      // Cold is what has fewer than one viewer.
      let evaluator = Evaluator(
        metrics: [NDCG(at: 10), HitRate(at: 10)], thresholds: SegmentThresholds(warm: 1))
      let report = try evaluator.evaluate(blend, as: "blend", on: [split]).report
      let cold = report.segments["cold-titles"]
      ndcg = Comparison.text(report.mean("ndcg@10") ?? 0)
      hitRate = (cold?.metrics["hit-rate@10"]).map(Comparison.text) ?? "-"
      viewers = cold?.users ?? 0
      let model = try blend.fit(split.train, context: FitContext())
      var isWatched = [Bool](repeating: false, count: split.train.items.count)
      for item in split.train.interactions.columns { isWatched[Int(item)] = true }
      var (cells, unwatched) = (0, 0)
      for user in split.heldOut.indices where !split.heldOut[user].isEmpty {
        let list = model.recommend(
          10, for: split.request(for: UserIndex(user)), among: split.candidates)
        cells += list.count
        unwatched += list.count { !isWatched[$0.item.position] }
      }
      places = "\(Comparison.text(100 * Double(unwatched) / Double(max(1, cells)), places: 1)) %"
    }
  }
}
