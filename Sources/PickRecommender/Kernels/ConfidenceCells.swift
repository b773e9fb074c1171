import CRecommenderKernels

/// The observed cells of one row in its normal equations: products with Σ (|c| − base) y yᵀ without
/// forming the matrix.
///
/// A cell of weight w has the confidence c = alpha × w. A positive c is a preference for the
/// column, a negative one an aversion, and |c| is its strength. A value must not outlive the
/// closure in which its memory is valid.
struct ConfidenceCells {
  /// The same cells as the C kernels take them.
  private var cells: recommender_cells

  /// The cells of a row.
  ///
  /// - Parameters:
  ///   - factors: rows of `width` numbers at a distance of `stride`.
  ///   - stride: at least `width`.
  ///   - width: the number of numbers of a row that take part, a multiple of 8.
  ///   - columns: the row of `factors` each cell stands for, in bounds.
  ///   - weights: parallel to `columns`.
  ///   - count: the number of cells.
  ///   - confidence: the confidence of a weight.
  init(
    factors: UnsafePointer<Float>, stride: Int, width: Int, columns: UnsafePointer<Int32>,
    weights: UnsafePointer<Float>, count: Int, confidence: Confidence
  ) {
    precondition(width.isMultiple(of: 8) && width <= stride && count >= 0, "whole lanes")
    cells = recommender_cells(
      factors: factors, stride: Int64(stride), width: Int64(width), columns: columns,
      weights: weights, count: Int64(count), alpha: confidence.alpha, base: confidence.base)
  }

  /// The number of cells.
  var count: Int { Int(cells.count) }
  /// Whether there are no cells.
  var isEmpty: Bool { cells.count == 0 }

  /// The cells with some of the factors; the range consists of whole lanes within the width.
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

  /// Adds Σ (|c| − base) y yᵀ to a row-major `width` × `width` matrix, on and above its diagonal;
  /// the rest may be overwritten.
  func addGram(to matrix: UnsafeMutablePointer<Float>, path: KernelPath) {
    switch path {
    case .wide: withUnsafePointer(to: cells) { recommender_cells_gram($0, matrix) }
    case .portable: PortableCells.addGram(of: cells, to: matrix)
    }
  }
}

/// The confidence of a weight, and the part that all cells share.
struct Confidence: Equatable, Sendable {
  /// c = alpha × weight.
  let alpha: Float
  /// The part of c that is already in the sum over all cells: 1 where an observed cell replaces an
  /// unobserved one of weight 1, 0 where it is added to it.
  let base: Float
}
