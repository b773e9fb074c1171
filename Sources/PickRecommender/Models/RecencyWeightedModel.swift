/// Sparse weights between items, asked with a history that fades: score j is Σ e(xᵢ) ρᵢ Wᵢⱼ, ρ the
/// shares of `HistoryRecency` and e the emphasis.
public struct RecencyWeightedModel: ExplainingRecommender {
  /// W; row i is what watching item i adds to each score.
  public let weights: ItemMatrix
  /// How the history fades.
  public let recency: HistoryRecency
  /// What the history's weights count.
  public let emphasis: Emphasis

  /// A model from its parts.
  public init(weights: ItemMatrix, recency: HistoryRecency, emphasis: Emphasis = .full) {
    self.weights = weights
    self.recency = recency
    self.emphasis = emphasis
  }

  /// Number of items a score is given for.
  public var itemCount: Int { weights.itemCount }

  /// Overwrites `scores` with the sum of the history's rows; items outside the matrix say nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = 0 }
    let history = request.history
    for (entry, share) in zip(history.entries, recency.shares(of: history))
    where entry.item.position < itemCount {
      weights.accumulate(entry.item, times: emphasis(entry.weight) * share, into: &scores)
    }
  }

  /// What each item of the history adds to the score of `item`; those that add nothing left out.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    zip(request.history.entries, recency.shares(of: request.history)).compactMap { entry, share in
      guard entry.item.position < itemCount else { return nil }
      let contribution =
        Double(emphasis(entry.weight) * share) * Double(weights.value(entry.item, item))
      return contribution == 0 ? nil : ScoredItem(item: entry.item, score: contribution)
    }
  }
}
