@testable import PickRecommender

extension SymmetricInverse {
  /// Copies the upper triangle over the lower one, for references that want the whole matrix.
  static func mirrorUpper(_ matrix: inout [Float], order: Int) {
    for row in 0..<order {
      for column in 0..<row { matrix[row * order + column] = matrix[column * order + row] }
    }
  }
}
