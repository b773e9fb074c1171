import CRecommenderKernels

/// The Gram matrix of sparse interactions, dense and row-major.
enum Gram {
  /// Fills the upper triangle of G = XᵀX + λI; the lower one is left as it is.
  ///
  /// The algorithm is that of Gustavson (1978): every user of item i adds the cells of the user's
  /// row from i on to row i. Threads compute different rows, each in a fixed order, so that the
  /// result does not depend on their number.
  ///
  /// - Parameters:
  ///   - matrix: X, shape `[userCount, itemCount]`.
  ///   - ridge: λ.
  ///   - gram: room for n × n numbers, n = itemCount.
  ///   - context: threads, progress and cancellation.
  ///   - share: the range of this part in the progress of the fit.
  /// - Throws: `FitError.cancelled`; `data` for more than 2³¹ − 1 cells.
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

extension [Float] {
  /// Memory for a square matrix of which only one triangle is used.
  ///
  /// The memory is not initialised, so that pages of the other triangle are never touched. An entry
  /// must be written before it is read.
  static func unset(order: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: order * order) { _, count in count = order * order }
  }
}

/// The Gram matrix of dense factors.
enum FactorGram {
  /// The number of rows of a piece.
  ///
  /// Pieces are summed in order, so that the sum is the same to the bit on any number of threads.
  private static let piece = 1024

  /// YᵀY, row-major, both triangles, of order `matrix.stride`; the padding's rows are 0.
  static func gram(_ matrix: FactorMatrix, threads: Int, path: KernelPath) -> [Float] {
    let order = matrix.stride
    let cells = order * order
    let pieces = max(1, (matrix.rowCount + piece - 1) / piece)
    var sums = [Float](repeating: 0, count: pieces * cells)
    matrix.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      let rows = Shared(pointer: base)
      SharedBuffer.lend(&sums) { sums in
        Parallel.forEach(pieces, chunk: 1, threads: threads) { _, range in
          for index in range {
            let start = index * piece
            add(
              rows.pointer + start * order, count: min(piece, matrix.rowCount - start),
              width: order, to: sums.pointer(to: index * cells..<(index + 1) * cells), path: path)
          }
        }
      }
    }
    var total = Array(sums[0..<cells])
    for index in 1..<max(pieces, 1) {
      for cell in 0..<cells { total[cell] += sums[index * cells + cell] }
    }
    for row in 0..<order {
      for column in 0..<row { total[row * order + column] = total[column * order + row] }
    }
    return total
  }

  private static func add(
    _ rows: UnsafePointer<Float>, count: Int, width: Int,
    to matrix: UnsafeMutablePointer<Float>, path: KernelPath
  ) {
    switch path {
    case .wide: recommender_rows_gram(rows, Int64(count), Int64(width), matrix)
    case .portable: PortableCells.addGram(of: rows, count: count, width: width, to: matrix)
    }
  }

  /// `@unchecked Sendable`: the rows are only read while the threads run.
  private struct Shared: @unchecked Sendable {
    let pointer: UnsafePointer<Float>
  }
}
