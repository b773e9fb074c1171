/// The Gram matrix of sparse interactions, dense and row-major.
enum Gram {
  /// Fills the upper triangle of G = XᵀX + λI; the lower one is left as it is.
  ///
  /// Row by row, as Gustavson (1978) multiplies sparse matrices: every user of item i adds what
  /// follows i in their row to row i. Rows are shared out over the threads; each is summed in one
  /// order, so the result does not depend on how many there are.
  ///
  /// - Parameters:
  ///   - matrix: X, shape `[userCount, itemCount]`.
  ///   - ridge: λ.
  ///   - gram: room for n × n numbers, n = itemCount.
  ///   - context: whose threads work; asked once in a while whether to stop.
  ///   - share: which share of the fit's work this is.
  /// - Throws: `FitError.cancelled`; `data` when there are more than 2³¹ − 1 cells.
  /// - Complexity: O(Σ row length²) over the users, O(nonzeroCount) memory besides the result.
  static func fillUpper(
    _ matrix: InteractionMatrix, ridge: Float, into gram: inout [Float], context: FitContext,
    share: ClosedRange<Double> = 0...1
  ) throws(FitError) {
    let count = matrix.itemCount
    precondition(gram.count == count * count)
    let suffixes = try RowSuffixes(matrix)
    try SharedBuffer.lend(&gram) { gram throws(FitError) in
      try suffixes.withPointers { suffixes throws(FitError) in
        try Parallel.forEach(count, chunk: 16, context: context, share: share) { _, items in
          for item in items {
            let row = gram.pointer(to: item * count..<(item + 1) * count)
            (row + item).update(repeating: 0, count: count - item)
            row[item] = ridge
            _ = suffixes.addProducts(of: item, to: row)
          }
        }
      }
    }
  }
}
