/// From the inverse P of a Gram matrix to the weights B of an item matrix.
enum InverseWeights {
  /// Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ off the diagonal, of each row only the strongest.
  ///
  /// Works from the upper triangle alone, a block of rows at a time: the lower one is never
  /// written, and where the system hands out memory by the page it is never there.
  ///
  /// - Parameters:
  ///   - inverse: the upper triangle of P, row-major, n × n.
  ///   - order: n.
  ///   - neighbours: how many weights of a row stay; all of them when it is 0.
  ///   - context: whose threads work; asked once in a while whether to stop.
  ///   - share: which share of the fit's work this is.
  /// - Returns: B, shape `[n, n]`.
  /// - Throws: `FitError.diverged` when a diagonal entry is 0 or no number; `cancelled`.
  static func strongest(
    ofUpper inverse: inout [Float], order: Int, neighbours: Int, context: FitContext,
    share: ClosedRange<Double> = 0...1
  ) throws(FitError) -> ItemMatrix {
    precondition(inverse.count == order * order && neighbours >= 0)
    let scales = (0..<order).map { -1 / inverse[$0 * order + $0] }
    guard scales.allSatisfy(\.isFinite) else { throw .diverged(iteration: 0) }
    let width = max(1, neighbours == 0 ? order - 1 : min(neighbours, order - 1))
    var counts = [Int](repeating: 0, count: order)
    var columns = [Int32](repeating: 0, count: order * width)
    var values = [Float](repeating: 0, count: order * width)
    try SharedBuffer.lend(&inverse) { inverse throws(FitError) in
      try SharedBuffer.lend(&counts) { counts throws(FitError) in
        try SharedBuffer.lend(&columns) { columns throws(FitError) in
          try SharedBuffer.lend(&values) { values throws(FitError) in
            try Parallel.forEach(order, chunk: block, context: context, share: share) { _, rows in
              var strongest = Strongest(width)
              let whole = wholeRows(rows, ofUpper: inverse, order: order, scales: scales)
              whole.withUnsafeBufferPointer { whole in
                for (place, row) in rows.enumerated() {
                  let cells = row * width..<(row + 1) * width
                  counts[row] = strongest.pick(
                    from: UnsafeBufferPointer(rebasing: whole[place * order..<(place + 1) * order]),
                    but: row, columns: columns.pointer(to: cells),
                    weights: values.pointer(to: cells))
                }
              }
            }
          }
        }
      }
    }
    return ItemMatrix(counts: counts, width: width, columns: columns, values: values)
  }

  /// How many rows are put together at once: 256 bytes of each row above are read in one go.
  private static let block = 64

  /// Rows of B with both halves, dense, one after the other.
  private static func wholeRows(
    _ rows: Range<Int>, ofUpper inverse: SharedBuffer<Float>, order: Int, scales: [Float]
  ) -> [Float] {
    var whole = [Float](repeating: 0, count: rows.count * order)
    whole.withUnsafeMutableBufferPointer { whole in
      // In bounds: `whole` has a row of `order` for each of `rows`, and rows are checked by `pointer`.
      for column in 0..<rows.upperBound {
        let above = inverse.pointer(to: column * order..<(column + 1) * order)
        let scale = scales[column]
        for row in max(rows.lowerBound, column)..<rows.upperBound {
          whole[(row - rows.lowerBound) * order + column] = above[row] * scale
        }
      }
      for row in rows {
        let own = inverse.pointer(to: row * order..<(row + 1) * order)
        let start = (row - rows.lowerBound) * order
        for column in row + 1..<max(order, row + 1) {
          whole[start + column] = own[column] * scales[column]
        }
      }
    }
    return whole
  }
}
