@testable import PickRecommender

/// Linear algebra written down as plainly as it can be, in double precision.
enum DenseSystem {
  /// Solves A x = b by elimination with the largest pivot.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let order = rows.count
    for column in 0..<order {
      let pivot = (column..<order).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      for row in 0..<order where row != column {
        let factor = rows[row][column] / rows[column][column]
        for k in column...order { rows[row][k] -= factor * rows[column][k] }
      }
    }
    return (0..<order).map { rows[$0][order] / rows[$0][$0] }
  }

  /// The factors one row should have: (Σ over all columns of weight y yᵀ + ridge) x = Σ wanted y.
  static func factors(
    of columns: [[Double]], weights: [Double], wanted: [Double], ridge: Double
  ) -> [Double] {
    let order = columns.first?.count ?? 0
    var matrix = [[Double]](repeating: Array(repeating: 0, count: order), count: order)
    var right = [Double](repeating: 0, count: order)
    for (column, y) in columns.enumerated() {
      for i in 0..<order {
        right[i] += wanted[column] * y[i]
        for j in 0..<order { matrix[i][j] += weights[column] * y[i] * y[j] }
      }
    }
    for i in 0..<order { matrix[i][i] += ridge }
    return solve(matrix, right)
  }
}

extension SymmetricInverse {
  /// Copies the upper triangle over the lower one, for references that want the whole matrix.
  static func mirrorUpper(_ matrix: inout [Float], order: Int) {
    for row in 0..<order {
      for column in 0..<row { matrix[row * order + column] = matrix[column * order + row] }
    }
  }
}
