/// Compares the rows of a sparse matrix with each other.
enum CosineNeighbours {
  /// Of each row the rows it has the largest dot product with, itself left out.
  ///
  /// Rows of length 1 give cosines. Each row adds up the postings of its columns in a dense row of
  /// scratch memory, in one order, so the result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - neighbours: how many stay, > 0; equal products go to the lower index.
  ///   - rows: shape `[n, terms]`, lengths 1 or 0.
  ///   - context: whose threads work; asked once in a while whether to stop.
  /// - Returns: products in (0, 1], shape `[n, n]`.
  /// - Throws: `FitError.cancelled`.
  static func strongest(
    _ neighbours: Int, ofRows rows: InteractionMatrix, context: FitContext
  ) throws(FitError) -> ItemMatrix {
    let count = rows.userCount
    let postings = rows.transposed()
    let width = max(1, min(neighbours, count - 1))
    var counts = [Int](repeating: 0, count: count)
    var columns = [Int32](repeating: 0, count: count * width)
    var values = [Float](repeating: 0, count: count * width)
    try SharedBuffer.lend(&counts) { counts throws(FitError) in
      try SharedBuffer.lend(&columns) { columns throws(FitError) in
        try SharedBuffer.lend(&values) { values throws(FitError) in
          try Parallel.forEach(count, chunk: 64, context: context, share: 0...1) { _, items in
            var strongest = Strongest(width)
            var sums = [Float](repeating: 0, count: count)
            for item in items {
              add(rows, item, postings, to: &sums)
              let cells = item * width..<(item + 1) * width
              counts[item] = sums.withUnsafeBufferPointer {
                strongest.pick(
                  from: $0, but: item, columns: columns.pointer(to: cells),
                  weights: values.pointer(to: cells))
              }
            }
          }
        }
      }
    }
    // Rounding may lift a cosine a little above 1.
    for cell in values.indices { values[cell] = min(1, values[cell]) }
    return ItemMatrix(counts: counts, width: width, columns: columns, values: values)
  }

  /// Overwrites `sums` with the products of one row and each other.
  private static func add(
    _ rows: InteractionMatrix, _ item: Int, _ postings: InteractionMatrix, to sums: inout [Float]
  ) {
    var sums = sums.mutableSpan
    for other in 0..<sums.count { sums[other] = 0 }
    let (others, weights) = (postings.columns.span, postings.weights.span)
    for cell in rows.cells(of: UserIndex(item)) {
      let weight = rows.weights[cell]
      for posting in postings.cells(of: UserIndex(Int(rows.columns[cell]))) {
        sums[Int(others[posting])] += weight * weights[posting]
      }
    }
  }
}
