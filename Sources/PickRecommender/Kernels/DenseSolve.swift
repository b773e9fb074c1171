/// Solves a symmetric positive definite system in place, in plain Swift.
///
/// The systems of factor models are small (a hundred rows or so) and there is one for each user, so
/// what counts is that nothing is allocated and that every inner loop runs along a row.
enum DenseSolve {
  /// Replaces `vector` by A⁻¹ × vector and the upper triangle of A by U, A = UᵀU.
  ///
  /// - Parameters:
  ///   - matrix: A, row-major, its upper triangle; the lower one is neither read nor kept.
  ///   - order: rows and columns, a multiple of 8.
  ///   - vector: the right side and the solution.
  /// - Returns: whether A is positive definite; if not, neither result means anything.
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
