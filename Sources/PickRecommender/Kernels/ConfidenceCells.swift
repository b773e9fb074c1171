import CRecommenderKernels

/// The observed cells of one row as its normal equations need them: products with
/// Σ (|c| − base) y yᵀ, never the matrix itself.
///
/// A cell of weight w has the confidence c = alpha × w. It says that the row wants the column
/// (c > 0) or does not (c < 0), the more so the larger |c|. The memory is lent: a value of this
/// type must not outlive the closure it was made in.
struct ConfidenceCells {
  /// The same cells as the C kernels take them.
  private var cells: recommender_cells

  /// The cells of a row.
  ///
  /// - Parameters:
  ///   - factors: rows of `width` numbers at a distance of `stride`.
  ///   - stride: at least `width`.
  ///   - width: how many numbers of a row take part, a multiple of 8.
  ///   - columns: the row of `factors` each cell stands for, in bounds.
  ///   - weights: parallel to `columns`.
  ///   - count: how many cells there are.
  ///   - confidence: how weights become confidences.
  init(
    factors: UnsafePointer<Float>, stride: Int, width: Int, columns: UnsafePointer<Int32>,
    weights: UnsafePointer<Float>, count: Int, confidence: Confidence
  ) {
    precondition(width.isMultiple(of: 8) && width <= stride && count >= 0, "whole lanes")
    cells = recommender_cells(
      factors: factors, stride: Int64(stride), width: Int64(width), columns: columns,
      weights: weights, count: Int64(count), alpha: confidence.alpha, base: confidence.base)
  }

  /// How many cells there are.
  var count: Int { Int(cells.count) }
  /// Whether there is nothing to go by.
  var isEmpty: Bool { cells.count == 0 }

  /// The same cells with only some of the factors; the range is whole lanes within the width.
  func block(_ range: Range<Int>) -> ConfidenceCells {
    precondition(range.lowerBound >= 0 && range.upperBound <= Int(cells.width))
    precondition(range.lowerBound.isMultiple(of: 8) && range.count.isMultiple(of: 8))
    var block = self
    block.cells.factors += range.lowerBound
    block.cells.width = Int64(range.count)
    return block
  }

  /// Adds Σ (|c| − base)(y · vector) y to `sum`.
  func addProduct(
    with vector: UnsafePointer<Float>, to sum: UnsafeMutablePointer<Float>, path: KernelPath
  ) {
    switch path {
    case .wide: withUnsafePointer(to: cells) { recommender_cells_product($0, vector, sum) }
    case .portable:
      PortableCells.addRows(of: cells, to: sum, dotWith: vector) { _, excess, dots in
        excess * dots
      }
    }
  }

  /// Adds Σ (max(c, 0) − (|c| − base)(y · vector)) y to `sum`.
  func addResidual(
    of vector: UnsafePointer<Float>, to sum: UnsafeMutablePointer<Float>, path: KernelPath
  ) {
    switch path {
    case .wide: withUnsafePointer(to: cells) { recommender_cells_residual($0, vector, sum) }
    case .portable:
      PortableCells.addRows(of: cells, to: sum, dotWith: vector) { wanted, excess, dots in
        wanted - excess * dots
      }
    }
  }

  /// Σ (|c| − base)(y · vector)².
  func energy(of vector: UnsafePointer<Float>, path: KernelPath) -> Float {
    switch path {
    case .wide: withUnsafePointer(to: cells) { recommender_cells_energy($0, vector) }
    case .portable: PortableCells.energy(of: cells, with: vector)
    }
  }

  /// Adds y · vector of each cell to its place in `scores`.
  func addScores(
    of vector: UnsafePointer<Float>, to scores: UnsafeMutablePointer<Float>, path: KernelPath
  ) {
    switch path {
    case .wide: withUnsafePointer(to: cells) { recommender_cells_add_scores($0, vector, scores) }
    case .portable: PortableCells.addScores(of: cells, with: vector, to: scores)
    }
  }

  /// Adds Σ (max(c, 0) − (|c| − base) score) y to `sum`, the scores already known.
  func addResidual(
    ofScores scores: UnsafePointer<Float>, to sum: UnsafeMutablePointer<Float>, path: KernelPath
  ) {
    switch path {
    case .wide:
      withUnsafePointer(to: cells) { recommender_cells_residual_of_scores($0, scores, sum) }
    case .portable: PortableCells.addResidual(of: cells, scores: scores, to: sum)
    }
  }

  /// Adds Σ (|c| − base) y yᵀ to a row-major `width` × `width` matrix, on and right of its diagonal;
  /// what is left of the diagonal may be overwritten.
  func addGram(to matrix: UnsafeMutablePointer<Float>, path: KernelPath) {
    switch path {
    case .wide: withUnsafePointer(to: cells) { recommender_cells_gram($0, matrix) }
    case .portable: PortableCells.addGram(of: cells, to: matrix)
    }
  }
}

/// How a weight becomes a confidence, and what every cell has without one.
struct Confidence: Equatable, Sendable {
  /// c = alpha × weight.
  let alpha: Float
  /// The part of c that the sum over all cells already holds: 1 where an observed cell replaces an
  /// unobserved one of weight 1, 0 where it comes on top.
  let base: Float
}
