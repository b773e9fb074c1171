/// Learns an item-item matrix of co-watching in closed form, which is then pruned.
///
/// With G = XᵀX + λI and P = G⁻¹, Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ off the diagonal and 0 on it; a score is Σ xᵢ
/// Bᵢⱼ over the history. Each row keeps its `neighbours` weights of largest absolute value, so that
/// a score costs at most that many additions for each watched item. docs/decisions/pruned-ease.md
/// says why rows are pruned and what it costs in quality.
///
///     let model = try EASE().fit(dataset, context: FitContext())
///
/// - Note: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019, eq. 8. The fit
///   needs one dense matrix in single precision and touches half of it: 200 MB for 10,000 items.
public struct EASE: Recommender {
  /// λ: how much evidence a weight needs, in squared interaction weights; > 0.
  public var regularization: Float
  /// The number of weights a row keeps; 0 for all.
  public var neighbours: Int
  /// The greatest number of items that take part, those with the most viewers, which bounds memory.
  public var maximumItems: Int
  /// The emphasis of weights, in the fit and in histories.
  public var emphasis: Emphasis

  /// A recipe; the defaults are the best found on MovieLens and suit small logs.
  public init(
    regularization: Float = 100, neighbours: Int = 200, maximumItems: Int = 12_000,
    emphasis: Emphasis = .full
  ) {
    self.regularization = regularization
    self.neighbours = neighbours
    self.maximumItems = maximumItems
    self.emphasis = emphasis
  }

  /// Learns the item matrix.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`.
  ///   - context: threads, progress and cancellation of the fit; no random numbers are used.
  /// - Returns: weights of shape `[itemCount, itemCount]`, pruned.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `notPositiveDefinite` where λ is not positive.
  /// - Complexity: O(Σ row length² + n³) time, O(n²) memory, n the number of items with viewers.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ItemMatrixModel {
    let matrix = dataset.interactions.emphasized(by: emphasis)
    return try fit(ActiveItems(matrix, limit: maximumItems), context: context)
  }

  /// Learns from rows of users, and of features where there are some.
  func fit(_ active: ActiveItems, context: FitContext) throws(FitError) -> ItemMatrixModel {
    let count = active.matrix.itemCount
    guard count > 0 else { throw .emptyDataset }
    var matrix = [Float].unset(order: count)
    try Gram.fillUpper(
      active.matrix, ridge: regularization, into: &matrix, context: context,
      share: 0...SymmetricInverse.progress.lowerBound)
    context.progress(SymmetricInverse.progress.lowerBound)
    try context.checkCancellation()
    try SymmetricInverse.invertUpper(&matrix, order: count, context: context)
    context.progress(SymmetricInverse.progress.upperBound)
    try context.checkCancellation()
    let weights = try InverseWeights.strongest(
      ofUpper: &matrix, order: count, neighbours: neighbours, context: context,
      share: SymmetricInverse.progress.upperBound...1)
    context.progress(1)
    return ItemMatrixModel(weights: active.expanded(weights), emphasis: emphasis)
  }
}

extension EASE: Parameterized {
  /// The settings of EASE.
  public static var parameters: [Parameter<EASE>] {
    [
      .real(
        "regularization", \.regularization, 1e-6...1e9, search: 10...5000, isLogarithmic: true,
        "how much evidence a weight needs, in squared interaction weights"),
      .integer(
        "neighbours", \.neighbours, 0...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay, 0 for all of them"),
      .integer(
        "maximum-items", \.maximumItems, 1...100_000, search: 12_000...12_000,
        "beyond this many watched items only the most watched take part"),
      .real(
        "emphasis", \.emphasis.power, 0...4, search: 1...1,
        "the power weights are raised to; 0 counts what was watched alike"),
    ]
  }

  /// The default recipe.
  public init() { self.init(regularization: 100) }
}

/// The items that a collaborative model can score, numbered without gaps.
///
/// Leaving items without viewers out of a dense matrix saves their square in memory and their cube
/// in time, and changes no weight.
struct ActiveItems {
  /// The interactions with active items only; rows of features follow those of users.
  let matrix: InteractionMatrix
  /// The catalogue's index of each active item, ascending; `nil` when all items are active.
  private let items: [Int32]?
  private let itemCount: Int

  /// Keeps items with at least one interaction or feature, at most `limit`: those with the most
  /// viewers, the lower index first where counts are equal.
  init(_ matrix: InteractionMatrix, features: InteractionMatrix? = nil, limit: Int) {
    var viewers = [Int](repeating: 0, count: matrix.itemCount)
    for column in matrix.columns { viewers[Int(column)] += 2 }
    // An item with features alone comes after every item with viewers.
    for column in features?.columns ?? [] { viewers[Int(column)] |= 1 }
    var most = TopK(limit)
    for item in 0..<matrix.itemCount where viewers[item] > 0 {
      most.insert(ItemIndex(item), score: Double(viewers[item] / 2))
    }
    let items = most.sorted().map(\.item.rawValue).sorted()
    let all = features.map { matrix.appending($0) } ?? matrix
    itemCount = matrix.itemCount
    if items.count == matrix.itemCount {
      self.items = nil
      self.matrix = all
    } else {
      self.items = items
      self.matrix = Self.restrict(all, to: items)
    }
  }

  /// A matrix of active items as a matrix of the whole catalogue.
  func expanded(_ weights: ItemMatrix) -> ItemMatrix {
    guard let items else { return weights }
    var offsets = [Int64](repeating: 0, count: itemCount + 1)
    weights.rowOffsets.withSpan { ends in
      var next = 0
      for item in 0..<itemCount {
        if next < items.count, items[next] == item { next += 1 }
        offsets[item + 1] = ends[next]
      }
    }
    return ItemMatrix(
      checkedRowOffsets: offsets, columns: weights.columns.elements.map { items[Int($0)] },
      values: weights.values.elements)
  }

  private static func restrict(
    _ matrix: InteractionMatrix, to items: [Int32]
  ) -> InteractionMatrix {
    var position = [Int32](repeating: -1, count: matrix.itemCount)
    for (index, item) in items.enumerated() { position[Int(item)] = Int32(index) }
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    for user in 0..<matrix.userCount {
      for cell in matrix.cells(of: UserIndex(user)) {
        let item = position[Int(matrix.columns[cell])]
        if item >= 0 { builder.add(item: ItemIndex(item), weight: matrix.weights[cell]) }
      }
      builder.endRow()
    }
    return builder.build()
  }
}
