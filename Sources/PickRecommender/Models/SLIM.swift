/// Learns sparse, non-negative weights of the few items that predict the viewers of each item.
///
/// Column j of W minimises ½‖x_j − X w‖² + ½ l2 ‖w‖² + l1 ‖w‖₁ over w >= 0 with w_j = 0; a score is
/// Σ xᵢ Wᵢⱼ over a history x. Only the `neighbours` items nearest to j by cosine may have a weight.
/// This hardly changes W, because most weights are 0, and limits the cost.
///
///     let model = try SLIM().fit(dataset, context: FitContext())
///
/// - Note: Ning, Karypis, "SLIM: Sparse Linear Methods for Top-N Recommender Systems", ICDM 2011,
///   eq. 3 by coordinate descent (Friedman et al., 2010); the choice of features is section IV.D.
public struct SLIM: Recommender {
  /// The L1 penalty of weights, in squared interaction weights, >= 0.
  public var l1: Double
  /// The L2 penalty of weights, in squared interaction weights, >= 0.
  public var l2: Double
  /// The greatest number of items that predict one, > 0.
  public var neighbours: Int
  /// The greatest number of rounds of coordinate descent for an item, > 0.
  public var maximumRounds: Int

  /// A recipe with its settings.
  public init(l1: Double = 0.5, l2: Double = 100, neighbours: Int = 100, maximumRounds: Int = 50) {
    self.l1 = l1
    self.l2 = l2
    self.neighbours = neighbours
    self.maximumRounds = maximumRounds
  }

  /// Learns the weights of all items.
  ///
  /// - Returns: weights >= 0 of shape `[itemCount, itemCount]`; the same for any number of threads.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `data` beyond 2³¹ − 1 cells.
  /// - Complexity: O(Σ row length²) time, for each batch of items, whose size is 256 MB ÷ (4 ×
  ///   `neighbours`² bytes), and O(`neighbours`²) for each item and round.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ItemMatrixModel {
    let matrix = dataset.interactions
    guard matrix.nonzeroCount > 0 else { throw .emptyDataset }
    let silent = FitContext(
      seed: context.seed, threads: context.threads, isCancelled: context.isCancelled)
    let candidates = SLIMCandidates(
      try NearestColumns.search(
        CosineWeighting().weighted(matrix), count: neighbours + 1, context: silent))
    context.progress(0.2)
    let penalty = ElasticNet(l1: Float(l1), l2: Float(l2), maximumRounds: maximumRounds)
    let weights = try SparseRegression.weights(matrix, candidates, penalty, context: context)
    context.progress(1)
    return ItemMatrixModel(weights: candidates.itemMatrix(weights))
  }
}

extension SLIM: Parameterized {
  /// The settings of SLIM.
  public static var parameters: [Parameter<SLIM>] {
    [
      .real(
        "l1", \.l1, 0...1e6, search: 0.01...50, isLogarithmic: true,
        "L1 penalty of weights"),
      .real(
        "l2", \.l2, 0...1e6, search: 1...1000, isLogarithmic: true,
        "L2 penalty of weights"),
      .integer(
        "neighbours", \.neighbours, 1...10_000, search: 20...300, isLogarithmic: true,
        "the greatest number of items that predict one"),
      .integer(
        "maximum-rounds", \.maximumRounds, 1...10_000, search: 50...50,
        "the greatest number of rounds of coordinate descent for an item"),
    ]
  }

  /// The default recipe.
  public init() { self.init(l1: 0.5) }
}

/// The items that may predict each target, in compressed form.
struct SLIMCandidates: Sendable {
  /// The offset of each target's list: `itemCount + 1` entries.
  let offsets: [Int]
  /// The items of each list, ascending.
  let items: [Int32]

  /// The candidates from the cells of each target.
  init(_ lists: [[ItemMatrix.Cell]]) {
    var offsets = [0]
    for list in lists { offsets.append(offsets[offsets.count - 1] + list.count) }
    self.offsets = offsets
    items = lists.flatMap { $0.map(\.item.rawValue) }
  }

  /// Number of items.
  var itemCount: Int { offsets.count - 1 }

  /// The positions of a target's list.
  func range(of target: Int) -> Range<Int> { offsets[target]..<offsets[target + 1] }

  /// The weights by target and candidate as a matrix with candidates as rows; zeros are left out.
  func itemMatrix(_ weights: [Float]) -> ItemMatrix {
    var rows = [[ItemMatrix.Cell]](repeating: [], count: itemCount)
    for target in 0..<itemCount {
      for place in range(of: target) where weights[place] != 0 {
        rows[Int(items[place])].append(
          ItemMatrix.Cell(item: ItemIndex(target), value: weights[place]))
      }
    }
    return ItemMatrix(rows: rows)
  }
}
