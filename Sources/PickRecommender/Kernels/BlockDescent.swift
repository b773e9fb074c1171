/// Improves one row by blocks of factors, each solved exactly with the others fixed.
///
/// This is block coordinate descent; a block as wide as the row solves the row exactly. A step
/// needs a matrix of the block's order and not of the row's, so that many factors are affordable.
/// - Note: Rendle, Krichene, Zhang, Koren, "iALS++: Speeding up Matrix Factorization with Subspace
///   Optimization", 2021, algorithm 2.
struct BlockDescent {
  /// G, the part of the equations all rows share: symmetric, row-major, `width` × `width`.
  let gram: UnsafePointer<Float>
  /// Length of a row, a multiple of 8.
  let width: Int
  /// Length of a block, a multiple of 8; the last one may be shorter.
  let block: Int
  /// The penalty of a row.
  let ridge: Ridge
  /// The path of the kernels.
  let path: KernelPath

  /// Improves `x` in place; sets it to NaN where the matrix of a block is not positive definite.
  ///
  /// - Parameters:
  ///   - x: the start and the result, `width` numbers.
  ///   - cells: the row's observed cells.
  ///   - scratch: memory for a number of each cell and for (block + 1) × block numbers.
  func solve(
    _ x: UnsafeMutablePointer<Float>, _ cells: ConfidenceCells,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let scores = scratch
    let step = scratch + cells.count
    let matrix = step + block
    scores.update(repeating: 0, count: cells.count)
    cells.addScores(of: x, to: scores, path: path)
    let ridge = ridge(cells: cells.count)
    for start in stride(from: 0, to: width, by: block) {
      let order = min(block, width - start)
      let part = cells.block(start..<start + order)
      for row in 0..<order {
        let own = gram + (start + row) * width
        var sum = SIMD8<Float>()
        for k in stride(from: 0, to: width, by: 8) { sum += own.lane(k) * x.lane(k) }
        step[row] = -sum.halvedSum - ridge * x[start + row]
      }
      part.addResidual(ofScores: scores, to: step, path: path)
      form(part, from: start, order: order, ridge: ridge, into: matrix)
      if !DenseSolve.solve(matrix, order: order, step) {
        x.update(repeating: .nan, count: width)
        return
      }
      for row in 0..<order { x[start + row] += step[row] }
      if start + order < width { part.addScores(of: step, to: scores, path: path) }
    }
  }

  /// Replaces `vector` by A⁻¹ × vector, A the whole matrix of the row.
  func applyInverse(
    to vector: UnsafeMutablePointer<Float>, _ cells: ConfidenceCells,
    scratch: UnsafeMutablePointer<Float>
  ) {
    form(cells, from: 0, order: width, ridge: ridge(cells: cells.count), into: scratch)
    if !DenseSolve.solve(scratch, order: width, vector) {
      vector.update(repeating: .nan, count: width)
    }
  }

  /// G's block on the diagonal + ridge + Σ (|c| − base) y yᵀ.
  private func form(
    _ cells: ConfidenceCells, from start: Int, order: Int, ridge: Float,
    into matrix: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<order {
      (matrix + row * order).update(from: gram + (start + row) * width + start, count: order)
      matrix[row * order + row] += ridge
    }
    cells.addGram(to: matrix, path: path)
  }
}

/// Solves a symmetric positive definite system in place, in plain Swift.
///
/// The systems of factor models are small (about a hundred rows) and there is one for each user, so
/// nothing is allocated and every inner loop runs along a row.
enum DenseSolve {
  /// Replaces `vector` by A⁻¹ × vector and the upper triangle of A by U, A = UᵀU.
  ///
  /// - Parameters:
  ///   - matrix: A, row-major, its upper triangle; the lower one may be overwritten.
  ///   - order: rows and columns, a multiple of 8.
  ///   - vector: the right side and the solution.
  /// - Returns: whether A is positive definite; otherwise both results are undefined.
  static func solve(
    _ matrix: UnsafeMutablePointer<Float>, order: Int, _ vector: UnsafeMutablePointer<Float>
  ) -> Bool {
    for row in 0..<order {
      let own = matrix + row * order
      let lanes = row & ~7
      for k in 0..<row {
        let above = matrix + k * order
        let factor = above[row]
        for column in stride(from: lanes, to: order, by: 8) {
          own.store(column, own.lane(column) - factor * above.lane(column))
        }
      }
      guard own[row] > 0, own[row].isFinite else { return false }
      let scale = 1 / own[row].squareRoot()
      for column in stride(from: lanes, to: order, by: 8) {
        own.store(column, own.lane(column) * scale)
      }
    }
    substitute(matrix, order: order, vector)
    return true
  }

  /// Uᵀ z = b from the first row on, then U x = z from the last.
  private static func substitute(
    _ factor: UnsafePointer<Float>, order: Int, _ vector: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<order {
      let known = vector[row] / factor[row * order + row]
      vector[row] = known
      for column in row + 1..<max(order, row + 1) {
        vector[column] -= known * factor[row * order + column]
      }
    }
    for row in (0..<order).reversed() {
      var rest = vector[row]
      for column in row + 1..<max(order, row + 1) {
        rest -= vector[column] * factor[row * order + column]
      }
      vector[row] = rest / factor[row * order + row]
    }
  }
}
