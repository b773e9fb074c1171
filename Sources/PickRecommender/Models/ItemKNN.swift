/// Finds, for each item, the items whose viewers are the most alike.
///
/// A score is Σ xᵢ sᵢⱼ over a history x, where sᵢⱼ is the inner product of the weighted columns of
/// i and j. Row i keeps the largest of them.
///
///     let model = try ItemKNN<CosineWeighting>().fit(dataset, context: FitContext())
///
/// - Note: the mathematics and the defaults are implicit 0.7.3's; Sarwar et al., "Item-Based
///   Collaborative Filtering Recommendation Algorithms", WWW 2001.
public struct ItemKNN<Weighting: ItemWeighting>: Recommender {
  /// How many items a row keeps, > 0.
  ///
  /// The item itself takes one of the places, as in implicit, but adds nothing to its own score.
  public var neighbours: Int
  /// What cells count when columns are compared.
  public var weighting: Weighting

  /// A recipe.
  public init(neighbours: Int = 20, weighting: Weighting = Weighting()) {
    self.neighbours = neighbours
    self.weighting = weighting
  }

  /// Compares all items with each other.
  ///
  /// - Returns: similarities >= 0 of shape `[itemCount, itemCount]`; equal ones go to the lower
  ///   index, the same for any number of threads.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `data` beyond 2³¹ − 1 cells.
  /// - Complexity: O(Σ row length²) time: it grows with the cells and how they gather, not with
  ///   users × items.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ItemMatrixModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let rows = try NearestColumns.search(
      weighting.weighted(dataset.interactions), count: neighbours, context: context)
    context.progress(1)
    return ItemMatrixModel(weights: ItemMatrix(rows: rows))
  }
}

extension ItemKNN: Parameterized {
  /// The settings of the search, then those of the weighting.
  public static var parameters: [Parameter<ItemKNN>] {
    [
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 10...500, isLogarithmic: true,
        "how many items a row keeps, the item itself among them")
    ] + Weighting.parameters.map { $0.within(\ItemKNN.weighting) }
  }

  /// The default recipe.
  public init() { self.init(neighbours: 20) }
}
