/// A model that is nothing but sparse weights between titles: score j is Σ xᵢ Wᵢⱼ over a history x.
public struct ItemMatrixModel: ExplainingRecommender {
  /// W; row i is what watching title i adds to each score.
  public let weights: ItemMatrix

  /// A model from its weights.
  public init(weights: ItemMatrix) { self.weights = weights }

  /// Number of titles a score is given for.
  public var titleCount: Int { weights.titleCount }

  /// Overwrites `scores` with the sum of the history's rows, each times its weight.
  ///
  /// Titles of the history outside the matrix say nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == titleCount, "a score for each title")
    for title in 0..<titleCount { scores[title] = 0 }
    for entry in request.history.entries where entry.title.position < titleCount {
      weights.accumulate(entry.title, times: entry.weight, into: &scores)
    }
  }

  /// What each title of the history adds to the score of `title`; those that add nothing left out.
  public func contributions(to title: TitleIndex, for request: ScoringRequest) -> [ScoredTitle] {
    request.history.entries.compactMap { entry in
      guard entry.title.position < titleCount else { return nil }
      let contribution = Double(entry.weight) * Double(weights.value(entry.title, title))
      return contribution == 0 ? nil : ScoredTitle(title: entry.title, score: contribution)
    }
  }
}
