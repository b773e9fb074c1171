import Glibc

/// Ranks the items of the user's own history by recency and weight.
///
/// The score of an item of the history is weight × 2^(−age / half-life); all others have 0. Where
/// titles may be continued it is better than every model that ignores order.
public struct OwnRecency: Recommender {
  /// The half-life of a watch in days, > 0.
  public var halfLifeDays: Double

  /// A recipe with its half-life.
  public init(halfLifeDays: Double = 7) { self.halfLifeDays = halfLifeDays }

  /// Learns the number of items alone.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    try context.checkCancellation()
    context.progress(1)
    return Model(itemCount: dataset.items.count, halfLifeSeconds: halfLifeDays * 86_400)
  }

  /// The fitted rule.
  public struct Model: ExplainingRecommender {
    /// The number of items that are scored.
    public let itemCount: Int
    let halfLifeSeconds: Double

    /// Overwrites `scores` with the score of every item.
    public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
      precondition(scores.count == itemCount, "a score for each item")
      for item in 0..<itemCount { scores[item] = 0 }
      let now = request.nowSeconds
      for entry in request.history.entries where entry.item.position < itemCount {
        scores[entry.item.position] = Float(faded(entry, now))
      }
    }

    /// The item itself, where it is in the history.
    public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
      let now = request.nowSeconds
      return request.history.entries.filter { $0.item == item && $0.weight != 0 }.map {
        ScoredItem(item: item, score: faded($0, now))
      }
    }

    private func faded(_ entry: UserHistory.Entry, _ now: Int64) -> Double {
      let age = max(0, Double(now) - Double(entry.lastSeconds))
      return Double(entry.weight) * exp2(-age / halfLifeSeconds)
    }
  }
}

extension ScoringRequest {
  /// The instant to recommend for, or the last time of the history where that is later, as for a
  /// request without an instant.
  var nowSeconds: Int64 {
    history.entries.reduce(atSeconds) { max($0, $1.lastSeconds) }
  }
}

extension OwnRecency: Parameterized {
  /// The settings of own recency.
  public static var parameters: [Parameter<OwnRecency>] {
    [
      .real(
        "half-life-days", \.halfLifeDays, 0.01...10_000, search: 1...60, isLogarithmic: true,
        "half-life of a watch, in days")
    ]
  }

  /// The default recipe.
  public init() { self.init(halfLifeDays: 7) }
}
