/// Finds items that resemble each other in genre, cast and words: what there is to say of an item
/// nobody has watched yet.
///
/// Similarity is the cosine of TF-IDF vectors, in [0, 1]. Row i keeps the `neighbours` items most
/// like item i, equal similarity to the lower index.
public struct ContentSimilarity: Recommender {
  /// How much each field counts in a comparison; each >= 0, not all 0.
  public struct Shares: Codable, Equatable, Sendable {
    /// Genres.
    public var genres: Float
    /// Cast.
    public var cast: Float
    /// Name and synopsis.
    public var text: Float

    /// Shares of the fields.
    public init(genres: Float = 0.4, cast: Float = 0.2, text: Float = 0.4) {
      self.genres = genres
      self.cast = cast
      self.text = text
    }
  }

  /// How many items a row keeps, > 0.
  public var neighbours: Int
  /// How much each field counts.
  public var shares: Shares

  /// A recipe.
  public init(neighbours: Int = 50, shares: Shares = Shares()) {
    self.neighbours = neighbours
    self.shares = shares
  }

  /// Compares all documents with each other through an inverted index.
  ///
  /// - Throws: `FitError.emptyDataset` without documents; `cancelled`.
  /// - Complexity: O(Σ df² over all terms), df the documents a term is in.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ItemMatrixModel {
    guard !dataset.documents.isEmpty else { throw .emptyDataset }
    let vectors = TermVectors.matrix(of: dataset.documents, shares: shares)
    let weights = try CosineNeighbours.strongest(
      neighbours, ofRows: vectors, context: context)
    context.progress(1)
    return ItemMatrixModel(weights: weights)
  }
}

extension ContentSimilarity: Parameterized {
  /// The settings of the comparison.
  public static var parameters: [Parameter<ContentSimilarity>] {
    [
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 10...200, isLogarithmic: true,
        "how many items a row keeps"),
      .real("genres-share", \.shares.genres, 0...1, search: 0...1, "how much genres count"),
      .real("cast-share", \.shares.cast, 0...1, search: 0...1, "how much the cast counts"),
      .real("text-share", \.shares.text, 0...1, search: 0...1, "how much name and synopsis count"),
    ]
  }

  /// The default recipe.
  public init() { self.init(neighbours: 50) }
}
