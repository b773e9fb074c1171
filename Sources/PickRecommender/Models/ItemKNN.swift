import Glibc

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

/// What cells count when the columns of two items are compared.
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
  /// There is nothing to set.
  public init() {}

  /// There is nothing to set.
  public static var parameters: [Parameter<CosineWeighting>] { [] }

  /// Divides each cell by the length of its column.
  public func weights(of matrix: InteractionMatrix) -> [Double] {
    matrix.withUnitColumns(matrix.weights.map(Double.init))
  }
}

/// √xᵤᵢ · idfᵤ, then as cosines: what somebody who watches everything watched says little.
///
/// idfᵤ = ln(items) − ln(1 + items of u), as implicit has it: users are the terms of an item.
public struct TFIDFWeighting: ItemWeighting {
  /// There is nothing to set.
  public init() {}

  /// There is nothing to set.
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

/// xᵤᵢ (k₁ + 1) ÷ (k₁ (1 − b + b · lᵢ) + xᵤᵢ) · idfᵤ, lᵢ the sum of an item's column over the mean
/// of all: repeated watching counts less and less, and so does what many watched.
///
/// Inner products are not scaled to cosines, so popular items are near to everything.
/// - Note: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009;
///   as implicit applies it, with its defaults.
public struct BM25Weighting: ItemWeighting {
  /// k₁: how soon more of the same counts no more, > 0.
  public var saturation: Double
  /// b: how much an item's popularity is held against it, in [0, 1].
  public var lengthNormalization: Double

  /// A weighting.
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
        "how soon more of the same counts no more"),
      .real(
        "b", \.lengthNormalization, 0...1, search: 0...1,
        "how much an item's popularity is held against it"),
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

  /// What `body` makes of each stored cell, given its user.
  fileprivate func mapCells(_ body: (_ user: Int, _ cell: Int) -> Double) -> [Double] {
    var mapped: [Double] = []
    mapped.reserveCapacity(nonzeroCount)
    for user in 0..<userCount {
      for cell in cells(of: UserIndex(user)) { mapped.append(body(user, cell)) }
    }
    return mapped
  }

  /// Numbers for each stored cell, divided by the length of their column where it is not 0.
  fileprivate func withUnitColumns(_ numbers: [Double]) -> [Double] {
    var squares = [Double](repeating: 0, count: itemCount)
    for cell in numbers.indices { squares[Int(columns[cell])] += numbers[cell] * numbers[cell] }
    let scales = squares.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    return numbers.indices.map { numbers[$0] * scales[Int(columns[$0])] }
  }
}
