import PickRecommender

/// What is to be best.
struct TunedMetric {
  /// As a report names it: "ndcg@10".
  let name: String
  /// k, where the metric looks at the first k.
  let depth: Int
  /// How rankings are measured; `nil` for errors of predicted ratings.
  let ranking: (any RankingMetric)?

  /// Which way is better.
  var direction: StudyPlan.Direction { ranking == nil ? .minimize : .maximize }

  /// The metric a person named, or the task's usual one.
  ///
  /// - Parameters:
  ///   - text: "rmse", "ndcg" or "ndcg@20".
  ///   - task: what is asked.
  ///   - depth: k where the text has none.
  /// - Throws: `Failure` for a metric the task is not measured by.
  init(_ text: String?, for task: LearningTask, depth: Int) throws(Failure) {
    let parts = (text ?? (task == .rating ? "rmse" : "ndcg")).split(
      separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let depth = parts.count > 1 ? Int(parts[1]) ?? 0 : depth
    guard (1...10_000).contains(depth) else {
      throw Failure(.usage, "k of --metric goes from 1 to 10000.")
    }
    self.depth = depth
    if task == .rating {
      guard ["rmse", "mae"].contains(parts[0]), parts.count == 1 else {
        throw Failure(.usage, "Ratings are tuned by rmse or mae, not by “\(text ?? "")”.")
      }
      name = String(parts[0])
      ranking = nil
      return
    }
    let known = Evaluator.allMetrics(at: depth)
    guard let metric = known.first(where: { $0.name == "\(parts[0])@\(depth)" }) else {
      let names = known.map { String($0.name.prefix { $0 != "@" }) }.joined(separator: ", ")
      throw Failure(.usage, "Rankings are tuned by one of \(names), not by “\(text ?? "")”.")
    }
    name = metric.name
    ranking = metric
  }
}
