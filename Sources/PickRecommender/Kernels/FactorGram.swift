import CRecommenderKernels

/// The Gram matrix of dense factors.
enum FactorGram {
  /// Rows are summed in pieces of this many, and the pieces in order: the sum is the same to the
  /// bit on any number of threads.
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
