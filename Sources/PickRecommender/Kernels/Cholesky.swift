/// Cholesky factorisation and inverse in plain Swift: the reference, and what serves on a machine
/// without OpenBLAS.
///
/// Row-major, upper triangle: A = UᵀU, then V = U⁻¹, then A⁻¹ = VVᵀ, each in place. Every inner
/// loop runs along a row.
enum Cholesky {
  /// Replaces the upper triangle of A by that of A⁻¹.
  static func invertUpper(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    precondition(matrix.count == order * order)
    try factorise(&matrix, order: order, context: context)
    try invertFactor(&matrix, order: order, context: context)
    try multiplyByTranspose(&matrix, order: order, context: context)
  }

  /// A = UᵀU; rows are finished in panels so that a panel stays in the cache while it is used.
  static func factorise(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    let panel = 32
    for start in stride(from: 0, to: order, by: panel) {
      try context.checkCancellation()
      let end = min(start + panel, order)
      for row in start..<end {
        subtractRows(start..<row, from: row, of: &matrix, order: order)
        let pivot = matrix[row * order + row]
        guard pivot > 0, pivot.isFinite else { throw .notPositiveDefinite(row: row) }
        let scale = 1 / pivot.squareRoot()
        Rows.scale(&matrix, at: row * order + row, count: order - row, by: scale)
      }
      for row in end..<order { subtractRows(start..<end, from: row, of: &matrix, order: order) }
    }
  }

  /// Subtracts U[k, row] × U[k, row…] for every k of a panel.
  private static func subtractRows(
    _ panel: Range<Int>, from row: Int, of matrix: inout [Float], order: Int
  ) {
    for k in panel {
      Rows.add(
        &matrix, from: k * order + row, to: row * order + row, count: order - row,
        times: -matrix[k * order + row])
    }
  }

  /// V = U⁻¹, last row first: V[i] = (e_i − Σ U[i, k] V[k]) / U[i, i] over k > i.
  static func invertFactor(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    var factors = [Float](repeating: 0, count: order)
    for row in stride(from: order - 1, through: 0, by: -1) {
      if row.isMultiple(of: 64) { try context.checkCancellation() }
      let start = row * order
      for k in row..<order { factors[k] = matrix[start + k] }
      for k in row + 1..<max(order, row + 1) { matrix[start + k] = 0 }
      matrix[start + row] = 1
      for k in row + 1..<max(order, row + 1) where factors[k] != 0 {
        Rows.add(
          &matrix, from: k * order + k, to: start + k, count: order - k, times: -factors[k])
      }
      Rows.scale(&matrix, at: start + row, count: order - row, by: 1 / factors[row])
    }
  }

  /// P = VVᵀ: an entry needs its row's later entries only, so it can take the place of V's.
  static func multiplyByTranspose(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    for row in 0..<order {
      if row.isMultiple(of: 64) { try context.checkCancellation() }
      for column in row..<order {
        matrix[row * order + column] = Rows.dot(
          matrix, row * order + column, column * order + column, count: order - column)
      }
    }
  }
}
