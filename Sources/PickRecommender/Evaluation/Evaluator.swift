/// Fits a recipe to the past and measures its rankings by the future.
///
/// All items the past knows are candidates but those the user has seen.
public struct Evaluator: Sendable {
  private let split: Split
  private let metrics: [any RankingMetric]

  /// Measures by `metrics` over `split`.
  public init(split: Split, metrics: [any RankingMetric]) {
    self.split = split
    self.metrics = metrics
  }

  /// Fits and measures.
  public func evaluate(
    _ recipe: some Recommender, context: FitContext = FitContext()
  ) throws(FitError) -> EvaluationReport {
    evaluate(try recipe.fit(split.train, context: context), recipe: String(describing: recipe))
  }

  /// Measures a model that was fitted to `split.train`, by this name.
  public func evaluate(_ model: some FittedRecommender, recipe: String) -> EvaluationReport {
    let depth = metrics.map(\.depth).max() ?? 0
    let candidates = knownItems()
    var values = [[Double]](repeating: [], count: metrics.count)
    var skipped = 0
    for (user, relevant) in split.heldOut.enumerated() {
      guard !relevant.isEmpty else {
        skipped += 1
        continue
      }
      let history = split.train.history(of: UserIndex(user))
      let ranked = model.recommend(
        depth, for: ScoringRequest(history: history), among: candidates
      ).map(\.item)
      for (index, metric) in metrics.enumerated() {
        if let value = metric.measure(ranked, relevant: relevant) { values[index].append(value) }
      }
    }
    return EvaluationReport(
      recipe: recipe, usersCounted: split.heldOut.count - skipped, usersSkipped: skipped,
      results: zip(metrics, values).map { EvaluationReport.Result(name: $0.name, values: $1) })
  }

  private func knownItems() -> CandidateFilter {
    var known = [Bool](repeating: false, count: split.train.items.count)
    for item in split.train.interactions.columns { known[Int(item)] = true }
    return .only(known)
  }
}

/// What an evaluation found.
public struct EvaluationReport: Codable, Equatable, Sendable {
  /// One metric over all users it could be measured for.
  public struct Result: Codable, Equatable, Sendable {
    /// The metric's name.
    public let name: String
    /// The mean over users; `nil` when nobody could be measured.
    public let mean: Double?
    /// Half the width of the 95 % interval of the mean, by the normal approximation; `nil` for
    /// fewer than two users.
    public let margin: Double?

    /// Sums up the users' values.
    init(name: String, values: [Double]) {
      self.name = name
      let count = Double(values.count)
      let mean = values.isEmpty ? nil : values.reduce(0, +) / count
      self.mean = mean
      margin = mean.flatMap { mean in
        guard values.count > 1 else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return 1.96 * (squares / (count - 1) / count).squareRoot()
      }
    }
  }

  /// What was fitted.
  public let recipe: String
  /// Users with something held out.
  public let usersCounted: Int
  /// Users without: nobody can be right about them.
  public let usersSkipped: Int
  /// The metrics in the order they were asked for.
  public let results: [Result]

  /// The mean of a metric by its name; `nil` when it was not measured.
  public func mean(_ name: String) -> Double? { results.first { $0.name == name }?.mean }
}
