/// Least squares with a pull towards 0, for a handful of unknowns.
///
/// Sums up (AᵀA + λI) x = Aᵀb row by row.
struct RidgeRegression {
  private let width: Int
  private var matrix: [Double]
  private var right: [Double]

  /// Without rows the solution is 0; `ridge` > 0.
  init(width: Int, ridge: Double) {
    self.width = width
    matrix = Array(repeating: 0, count: width * width)
    right = Array(repeating: 0, count: width)
    for place in 0..<width { matrix[place * width + place] = ridge }
  }

  /// Adds a row of A and its entry of b.
  mutating func add(_ row: [Double], target: Double) {
    for left in 0..<width {
      right[left] += row[left] * target
      for other in 0..<width { matrix[left * width + other] += row[left] * row[other] }
    }
  }

  /// x, by elimination; the matrix is positive definite, so no pivoting is needed.
  func solution() -> [Double] {
    var (matrix, solution) = (matrix, right)
    for pivot in 0..<width {
      for row in pivot + 1..<max(width, pivot + 1) {
        let factor = matrix[row * width + pivot] / matrix[pivot * width + pivot]
        for column in pivot..<width {
          matrix[row * width + column] -= factor * matrix[pivot * width + column]
        }
        solution[row] -= factor * solution[pivot]
      }
    }
    for row in stride(from: width - 1, through: 0, by: -1) {
      for column in row + 1..<max(width, row + 1) {
        solution[row] -= matrix[row * width + column] * solution[column]
      }
      solution[row] /= matrix[row * width + row]
    }
    return solution
  }
}
