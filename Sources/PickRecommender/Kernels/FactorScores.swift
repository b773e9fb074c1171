/// The products of one vector with every row of factors.
enum FactorScores {
  /// Overwrites `scores` with row · vector; `vector` is padded as the rows are.
  ///
  /// Row by row, multiply and add apart: the loop waits for memory, not for arithmetic.
  static func fill(_ scores: inout MutableSpan<Float>, items: FactorMatrix, vector: [Float]) {
    precondition(scores.count == items.rowCount && vector.count == items.stride)
    let width = items.stride
    items.values.withUnsafeBufferPointer { rows in
      vector.withUnsafeBufferPointer { vector in
        guard let rows = rows.baseAddress, let vector = vector.baseAddress else { return }
        for row in 0..<items.rowCount {
          var sum = SIMD8<Float>()
          let own = rows + row * width
          for k in stride(from: 0, to: width, by: 8) { sum += own.lane(k) * vector.lane(k) }
          scores[row] = sum.halvedSum
        }
      }
    }
  }
}
