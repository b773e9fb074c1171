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
    let count = dataset.documents.count
    guard count > 0 else { throw .emptyDataset }
    let vectors = TermVectors.matrix(of: dataset.documents, shares: shares)
    let postings = vectors.transposed()
    var rows: [[ItemMatrix.Cell]] = []
    rows.reserveCapacity(count)
    var similarities = [Float](repeating: 0, count: count)
    for item in 0..<count {
      if item.isMultiple(of: 256) {
        try context.checkCancellation()
        context.progress(Double(item) / Double(count))
      }
      compare(item, vectors, postings, into: &similarities)
      rows.append(nearest(to: item, similarities))
    }
    context.progress(1)
    return ItemMatrixModel(weights: ItemMatrix(rows: rows))
  }

  /// Overwrites `similarities` with the cosine of one document and each other.
  private func compare(
    _ item: Int, _ vectors: InteractionMatrix, _ postings: InteractionMatrix,
    into similarities: inout [Float]
  ) {
    var sums = similarities.mutableSpan
    for other in 0..<sums.count { sums[other] = 0 }
    let (others, weights) = (postings.columns.span, postings.weights.span)
    for cell in vectors.cells(of: UserIndex(item)) {
      let weight = vectors.weights[cell]
      for posting in postings.cells(of: UserIndex(Int(vectors.columns[cell]))) {
        sums[Int(others[posting])] += weight * weights[posting]
      }
    }
  }

  private func nearest(to item: Int, _ similarities: [Float]) -> [ItemMatrix.Cell] {
    var best = TopK(neighbours)
    for other in similarities.indices where other != item && similarities[other] > 0 {
      let similarity = Double(similarities[other])
      if best.admits(similarity) { best.insert(ItemIndex(other), score: similarity) }
    }
    return best.sorted().map(\.item).sorted().map {
      ItemMatrix.Cell(item: $0, value: min(1, similarities[$0.position]))
    }
  }
}
