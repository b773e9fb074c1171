/// Learns which items are watched together, in closed form; the item matrix is then pruned.
///
/// With G = XᵀX + λI and P = G⁻¹, Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ off the diagonal and 0 on it; a score is
/// Σ xᵢ Bᵢⱼ over the history. Of each row only the strongest `neighbours` by absolute weight stay,
/// so that a score costs at most that many additions a watched item: why rows and not columns, and
/// what it costs in quality, is in docs/decisions/pruned-ease.md.
///
///     let model = try EASE().fit(dataset, context: FitContext())
///
/// - Note: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019, eq. 8. The fit
///   needs one dense matrix of single precision: 400 MB for 10,000 items.
public struct EASE: Recommender {
  /// λ: how much evidence a weight needs, in squared interaction weights; > 0.
  public var regularization: Float
  /// How many weights of a row stay, > 0.
  public var neighbours: Int
  /// Beyond this many watched items only those with the most viewers take part: bounds memory.
  public var maximumItems: Int

  /// A recipe; the defaults are the best found on MovieLens and hold for small logs.
  public init(regularization: Float = 100, neighbours: Int = 200, maximumItems: Int = 12_000) {
    self.regularization = regularization
    self.neighbours = neighbours
    self.maximumItems = maximumItems
  }

  /// Learns the item matrix.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`.
  ///   - context: watches and stops the fit; no randomness is used.
  /// - Returns: weights of shape `[itemCount, itemCount]`, pruned.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `notPositiveDefinite` when λ is not positive.
  /// - Complexity: O(Σ row length² + n³) time, O(n²) memory, n the items anybody watched.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ItemMatrixModel {
    let active = ActiveItems(dataset.interactions, limit: maximumItems)
    let count = active.matrix.itemCount
    guard count > 0 else { throw .emptyDataset }
    var matrix = [Float](repeating: 0, count: count * count)
    try Gram.fillUpper(active.matrix, ridge: regularization, into: &matrix, context: context)
    context.progress(0.4)
    try context.checkCancellation()
    try SymmetricInverse.invertUpper(&matrix, order: count, context: context)
    context.progress(0.8)
    try context.checkCancellation()
    SymmetricInverse.mirrorUpper(&matrix, order: count)
    let rows = try pruned(matrix, order: count)
    context.progress(1)
    return ItemMatrixModel(weights: active.expanded(rows))
  }

  /// The strongest weights of each row of B, by ascending column, from P.
  private func pruned(_ inverse: [Float], order: Int) throws(FitError) -> [[ItemMatrix.Cell]] {
    let scales = (0..<order).map { -1 / inverse[$0 * order + $0] }
    guard scales.allSatisfy(\.isFinite) else { throw .diverged(iteration: 0) }
    return (0..<order).map { row in
      let weights = inverse.span.extracting(row * order..<(row + 1) * order)
      var best = TopK(neighbours)
      for column in 0..<order where column != row {
        let strength = Double(abs(weights[column] * scales[column]))
        if strength > 0, best.admits(strength) {
          best.insert(ItemIndex(column), score: strength)
        }
      }
      return best.sorted().map(\.item).sorted().map {
        ItemMatrix.Cell(item: $0, value: weights[$0.position] * scales[$0.position])
      }
    }
  }
}

extension EASE: Parameterized {
  /// The settings of EASE.
  public static var parameters: [Parameter<EASE>] {
    [
      .real(
        "regularization", \.regularization, 0...1e9, search: 10...5000, isLogarithmic: true,
        "how much evidence a weight needs, in squared interaction weights"),
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay"),
      .integer(
        "maximum-items", \.maximumItems, 1...100_000, search: 12_000...12_000,
        "beyond this many watched items only the most watched take part"),
    ]
  }

  /// The default recipe.
  public init() { self.init(regularization: 100) }
}
