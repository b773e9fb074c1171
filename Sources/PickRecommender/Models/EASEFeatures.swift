/// EASE that also learns from what is said of the items, so that a title nobody watched has weights.
///
/// Each genre, page, name of the cast and word counts as one more row of the interaction matrix, in
/// which every item that has it stands: G = XᵀX + α TTᵀ + λI, T the documents as TF-IDF vectors of
/// length 1. TTᵀ is then the cosine of two documents, so two items with the same contents count as
/// if α viewers with weight 1 had watched both. Without documents this is EASE.
///
/// - Note: Jeunen, Van Balen, Goethals, "Closed-Form Models for Collaborative Filtering with
///   Side-Information", RecSys 2020, section 3.1 (CEASE), here with weighted features.
public struct EASEFeatures: Recommender {
  /// λ, how many weights stay, and how many items take part.
  public var ease: EASE
  /// α: how many viewers the same contents stand for, >= 0.
  public var featureWeight: Float
  /// How much each field counts in comparing contents.
  public var shares: ContentSimilarity.Shares

  /// A recipe.
  ///
  /// - Parameters:
  ///   - ease: what both kinds of rows go through.
  ///   - featureWeight: how many viewers the same contents stand for.
  ///   - shares: how much each field counts.
  public init(
    ease: EASE = EASE(), featureWeight: Float = 10,
    shares: ContentSimilarity.Shares = .init(genres: 0.6, cast: 0.4, text: 0)
  ) {
    self.ease = ease
    self.featureWeight = featureWeight
    self.shares = shares
  }

  /// Learns the item matrix from viewers and contents.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`, and documents.
  ///   - context: watches and stops the fit; no randomness is used.
  /// - Returns: weights of shape `[itemCount, itemCount]`, pruned.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `notPositiveDefinite` when λ is not positive.
  /// - Complexity: O(Σ row length² + Σ df² + n³) time, df the documents a term is in, n the items
  ///   with viewers or contents.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ItemMatrixModel {
    try ease.fit(
      ActiveItems(
        dataset.interactions.emphasized(by: ease.emphasis), features: features(of: dataset),
        limit: ease.maximumItems),
      context: context)
  }

  /// A row for each term; shape `[termCount, itemCount]`.
  private func features(of dataset: Dataset) -> InteractionMatrix? {
    guard !dataset.documents.isEmpty, featureWeight > 0 else { return nil }
    return TermVectors.matrix(of: dataset.documents, shares: shares).transposed()
      .scaled(by: featureWeight.squareRoot())
  }
}

extension EASEFeatures: Parameterized {
  /// EASE's settings and what the features count.
  public static var parameters: [Parameter<EASEFeatures>] {
    [
      .real(
        "regularization", \.ease.regularization, 1e-6...1e9, search: 10...5000,
        isLogarithmic: true, "how much evidence a weight needs, in squared interaction weights"),
      .integer(
        "neighbours", \.ease.neighbours, 0...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay, 0 for all of them"),
      .integer(
        "maximum-items", \.ease.maximumItems, 1...100_000, search: 12_000...12_000,
        "beyond this many items only the most watched take part"),
      .real(
        "emphasis", \.ease.emphasis.power, 0...4, search: 1...1,
        "the power weights are raised to; 0 counts what was watched alike"),
      .real(
        "feature-weight", \.featureWeight, 0...1e6, search: 0.1...100, isLogarithmic: true,
        "how many viewers the same contents stand for"),
      .real("genres-share", \.shares.genres, 0...1, search: 0...1, "how much genres count"),
      .real("cast-share", \.shares.cast, 0...1, search: 0...1, "how much the cast counts"),
      .real("text-share", \.shares.text, 0...1, search: 0...1, "how much name and synopsis count"),
    ]
  }

  /// The default recipe.
  public init() { self.init(ease: EASE()) }
}
