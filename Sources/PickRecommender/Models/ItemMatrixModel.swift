/// A model that is nothing but sparse weights between items: score j is Σ e(xᵢ) Wᵢⱼ over a history x,
/// e its emphasis.
public struct ItemMatrixModel: ExplainingRecommender {
  /// W; row i is what watching item i adds to each score.
  public let weights: ItemMatrix
  /// What the history's weights count.
  public let emphasis: Emphasis

  /// A model from its weights.
  public init(weights: ItemMatrix, emphasis: Emphasis = .full) {
    self.weights = weights
    self.emphasis = emphasis
  }

  /// Number of items a score is given for.
  public var itemCount: Int { weights.itemCount }

  /// Overwrites `scores` with the sum of the history's rows, each times its weight.
  ///
  /// Items of the history outside the matrix say nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    scores.update(repeating: 0)
    weights.accumulate(request.history.emphasized(by: emphasis), into: &scores)
  }

  /// What each item of the history adds to the score of `item`; those that add nothing left out.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    request.history.entries.compactMap { entry in
      guard entry.item.position < itemCount else { return nil }
      let contribution = Double(emphasis(entry.weight)) * Double(weights.value(entry.item, item))
      return contribution == 0 ? nil : ScoredItem(item: entry.item, score: contribution)
    }
  }
}
