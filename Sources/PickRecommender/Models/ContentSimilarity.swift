/// Content similarity of items by genre, cast and words, which needs no viewers.
///
/// The similarity is the cosine of TF-IDF vectors, in [0, 1]. Row i keeps the `neighbours` items
/// most similar to item i; the lower index wins where similarities are equal.
public struct ContentSimilarity: Recommender {
  /// The weights of the fields in a comparison; each >= 0, not all 0.
  public struct Shares: Codable, Equatable, Sendable {
    /// The weight of genres.
    public var genres: Float
    /// The weight of the cast.
    public var cast: Float
    /// The weight of name and synopsis.
    public var text: Float

    /// The weights of the fields.
    public init(genres: Float = 0.4, cast: Float = 0.2, text: Float = 0.4) {
      self.genres = genres
      self.cast = cast
      self.text = text
    }
  }

  /// The number of items a row keeps, > 0.
  public var neighbours: Int
  /// The weights of the fields.
  public var shares: Shares

  /// A recipe with its settings.
  public init(neighbours: Int = 50, shares: Shares = Shares()) {
    self.neighbours = neighbours
    self.shares = shares
  }

  /// Compares all documents by means of an inverted index.
  ///
  /// - Throws: `FitError.emptyDataset` without documents; `cancelled`.
  /// - Complexity: O(Σ df² over all terms), df the number of documents with a term.
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
