/// EASE that also learns from descriptions of the items, so that items without viewers have
/// weights.
///
/// Each genre, actor and word is a further row of the interaction matrix, with a cell for every
/// item that has it: G = XᵀX + α TTᵀ + λI, T the documents as TF-IDF vectors of length 1. TTᵀ is
/// then the cosine of two documents, so that two items with the same content count as if α viewers
/// with weight 1 had watched both. Without documents this is EASE.
///
/// - Note: Jeunen, Van Balen, Goethals, "Closed-Form Models for Collaborative Filtering with
///   Side-Information", RecSys 2020, section 3.1 (CEASE), here with weighted features.
public struct EASEFeatures: Recommender {
  /// The settings of EASE: λ, the weights a row keeps, and the items that take part.
  public var ease: EASE
  /// α: the number of viewers that equal content counts as, >= 0.
  public var featureWeight: Float
  /// The weights of the fields in a comparison of content.
  public var shares: ContentSimilarity.Shares

  /// A recipe with its settings.
  ///
  /// - Parameters:
  ///   - ease: the settings of EASE.
  ///   - featureWeight: the number of viewers that equal content counts as.
  ///   - shares: the weights of the fields.
  public init(
    ease: EASE = EASE(), featureWeight: Float = 10,
    shares: ContentSimilarity.Shares = .init(genres: 0.6, cast: 0.4, text: 0)
  ) {
    self.ease = ease
    self.featureWeight = featureWeight
    self.shares = shares
  }

  /// Learns the item matrix from viewers and content.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`, and documents.
  ///   - context: threads, progress and cancellation of the fit; no random numbers are used.
  /// - Returns: weights of shape `[itemCount, itemCount]`, pruned.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `notPositiveDefinite` where λ is not positive.
  /// - Complexity: O(Σ row length² + Σ df² + n³) time, df the number of documents with a term, n
  ///   the number of items with viewers or content.
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
  /// The settings of EASE and of the features.
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
