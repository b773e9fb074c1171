/// The Gram matrix of sparse interactions, dense and row-major.
enum Gram {
  /// Fills the upper triangle of G = XᵀX + λI; the lower one stays 0.
  ///
  /// Row by row, as Gustavson (1978) multiplies sparse matrices: every user of item i adds their
  /// row, from i on, to row i. Since items come in ascending order, a cursor per user already
  /// stands at i.
  ///
  /// - Parameters:
  ///   - matrix: X, shape `[userCount, itemCount]`.
  ///   - ridge: λ.
  ///   - gram: n × n zeros, n = itemCount.
  ///   - context: asked once in a while whether to stop.
  /// - Throws: `FitError.cancelled`.
  static func fillUpper(
    _ matrix: InteractionMatrix, ridge: Float, into gram: inout [Float], context: FitContext
  ) throws(FitError) {
    let count = matrix.itemCount
    precondition(gram.count == count * count)
    let byItem = matrix.transposed()
    var cursors = Array(matrix.rowOffsets.dropLast())
    for item in 0..<count {
      if item.isMultiple(of: 256) { try context.checkCancellation() }
      var span = gram.mutableSpan
      let row = item * count
      span[row + item] = ridge
      for cell in byItem.cells(of: UserIndex(item)) {
        let user = Int(byItem.columns[cell])
        let start = cursors[user]
        cursors[user] = start + 1
        addRow(
          matrix.columns.span, matrix.weights.span, start..<matrix.rowOffsets[user + 1],
          times: byItem.weights[cell], to: &span, at: row)
      }
    }
  }

  private static func addRow(
    _ columns: Span<Int32>, _ weights: Span<Float>, _ cells: Range<Int>, times weight: Float,
    to gram: inout MutableSpan<Float>, at row: Int
  ) {
    for cell in cells { gram[row + Int(columns[cell])] += weight * weights[cell] }
  }
}
