import Glibc

/// Item-based nearest neighbours: the items with the most similar viewers for each item.
///
/// A score is Σ xᵢ sᵢⱼ over a history x, where sᵢⱼ is the inner product of the weighted columns of
/// i and j. Row i keeps the largest products.
///
///     let model = try ItemKNN<CosineWeighting>().fit(dataset, context: FitContext())
///
/// - Note: the mathematics and the defaults are implicit 0.7.3's; Sarwar et al., "Item-Based
///   Collaborative Filtering Recommendation Algorithms", WWW 2001.
public struct ItemKNN<Weighting: ItemWeighting>: Recommender {
  /// The number of items a row keeps, > 0.
  ///
  /// The item itself takes one of the places, as in implicit, but does not add to its own score.
  public var neighbours: Int
  /// The weighting of cells before columns are compared.
  public var weighting: Weighting

  /// A recipe with its settings.
  public init(neighbours: Int = 20, weighting: Weighting = Weighting()) {
    self.neighbours = neighbours
    self.weighting = weighting
  }

  /// Compares all items with each other.
  ///
  /// - Returns: similarities >= 0 of shape `[itemCount, itemCount]`, the same for any number of
  ///   threads; the lower index wins where they are equal.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `data` beyond 2³¹ − 1 cells.
  /// - Complexity: O(Σ row length²) time, which does not depend on users × items.
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

/// A weighting of cells before the columns of two items are compared.
public protocol ItemWeighting: Codable, Equatable, Parameterized {
  /// The weight of each stored cell, in the order of the matrix.
  func weights(of matrix: InteractionMatrix) -> [Double]
}

extension ItemWeighting {
  /// The matrix with the new weights, which may be of either sign.
  func weighted(_ matrix: InteractionMatrix) -> InteractionMatrix {
    InteractionMatrix(
      checkedItemCount: matrix.itemCount, rowOffsets: matrix.rowOffsets, columns: matrix.columns,
      weights: weights(of: matrix).map(Float.init))
  }
}

/// xᵤᵢ ÷ ‖xᵢ‖: inner products are cosines.
public struct CosineWeighting: ItemWeighting {
  /// The weighting, which has no settings.
  public init() {}

  /// The weighting, which has no settings.
  public static var parameters: [Parameter<CosineWeighting>] { [] }

  /// Divides each cell by the length of its column.
  public func weights(of matrix: InteractionMatrix) -> [Double] {
    matrix.withUnitColumns(matrix.weights.map(Double.init))
  }
}

/// √xᵤᵢ · idfᵤ, then as cosines; users with many items count less.
///
/// idfᵤ = ln(items) − ln(1 + items of u), as in implicit; users are the terms of an item.
public struct TFIDFWeighting: ItemWeighting {
  /// The weighting, which has no settings.
  public init() {}

  /// The weighting, which has no settings.
  public static var parameters: [Parameter<TFIDFWeighting>] { [] }

  /// Weighs cells by user, then divides each by the length of its column.
  public func weights(of matrix: InteractionMatrix) -> [Double] {
    let frequencies = matrix.inverseUserFrequencies()
    return matrix.withUnitColumns(
      matrix.mapCells { user, cell in
        Double(matrix.weights[cell]).squareRoot() * frequencies[user]
      })
  }
}

/// xᵤᵢ (k₁ + 1) ÷ (k₁ (1 − b + b · lᵢ) + xᵤᵢ) · idfᵤ, lᵢ the sum of an item's column ÷ the mean of
/// all columns; repeated watching saturates, and popular items count less.
///
/// Inner products are not scaled to cosines, so popular items have many neighbours.
/// - Note: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009;
///   as in implicit, with its defaults.
public struct BM25Weighting: ItemWeighting {
  /// k₁: the saturation of repeated watching, > 0; smaller values saturate sooner.
  public var saturation: Double
  /// b: the penalty of an item's popularity, in [0, 1].
  public var lengthNormalization: Double

  /// A weighting with its settings.
  public init(saturation: Double, lengthNormalization: Double) {
    self.saturation = saturation
    self.lengthNormalization = lengthNormalization
  }

  /// The default weighting.
  public init() { self.init(saturation: 1.2, lengthNormalization: 0.75) }

  /// The settings of BM25.
  public static var parameters: [Parameter<BM25Weighting>] {
    [
      .real(
        "k1", \.saturation, 1e-6...1e6, search: 0.1...200, isLogarithmic: true,
        "saturation of repeated watching; smaller values saturate sooner"),
      .real(
        "b", \.lengthNormalization, 0...1, search: 0...1,
        "penalty of an item's popularity"),
    ]
  }

  /// Weighs cells by item and user.
  public func weights(of matrix: InteractionMatrix) -> [Double] {
    let frequencies = matrix.inverseUserFrequencies()
    var sums = [Double](repeating: 0, count: matrix.itemCount)
    for cell in 0..<matrix.nonzeroCount {
      sums[Int(matrix.columns[cell])] += Double(matrix.weights[cell])
    }
    let average = sums.reduce(0, +) / Double(max(1, sums.count))
    let norms = sums.map {
      saturation * (1 - lengthNormalization + lengthNormalization * $0 / average)
    }
    return matrix.mapCells { user, cell in
      let weight = Double(matrix.weights[cell])
      let saturated = weight * (saturation + 1) / (norms[Int(matrix.columns[cell])] + weight)
      return saturated * frequencies[user]
    }
  }
}

extension InteractionMatrix {
  /// idfᵤ by user.
  fileprivate func inverseUserFrequencies() -> [Double] {
    (0..<userCount).map {
      log(Double(itemCount)) - log1p(Double(cells(of: UserIndex($0)).count))
    }
  }

  /// The result of `body` for each stored cell and its user.
  fileprivate func mapCells(_ body: (_ user: Int, _ cell: Int) -> Double) -> [Double] {
    var mapped: [Double] = []
    mapped.reserveCapacity(nonzeroCount)
    for user in 0..<userCount {
      for cell in cells(of: UserIndex(user)) { mapped.append(body(user, cell)) }
    }
    return mapped
  }

  /// A number for each stored cell, divided by the length of its column where that is not 0.
  fileprivate func withUnitColumns(_ numbers: [Double]) -> [Double] {
    var squares = [Double](repeating: 0, count: itemCount)
    for cell in numbers.indices { squares[Int(columns[cell])] += numbers[cell] * numbers[cell] }
    let scales = squares.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    return numbers.indices.map { numbers[$0] * scales[Int(columns[$0])] }
  }
}
