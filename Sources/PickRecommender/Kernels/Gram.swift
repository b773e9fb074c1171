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
  /// - Throws: `FitError.cancelled`.
  /// - Complexity: O(Σ row length²) over the users, O(nonzeroCount) memory besides the result.
  static func fillUpper(
    _ matrix: InteractionMatrix, ridge: Float, into gram: inout [Float], context: FitContext,
    share: ClosedRange<Double> = 0...1
  ) throws(FitError) {
    let count = matrix.itemCount
    precondition(gram.count == count * count)
    let postings = Postings(matrix)
    try SharedBuffer.lend(&gram) { gram throws(FitError) in
      try Parallel.forEach(count, chunk: 16, context: context, share: share) { _, items in
        for item in items {
          let row = gram.pointer(to: item * count..<(item + 1) * count)
          (row + item).update(repeating: 0, count: count - item)
          row[item] = ridge
          postings.addRows(of: item, in: matrix, to: row)
        }
      }
    }
  }

  /// Where the cells of each item lie in the users' rows.
  private struct Postings: Sendable {
    private let offsets: [Int]
    private let users: [Int32]
    private let cells: [UInt32]

    init(_ matrix: InteractionMatrix) {
      precondition(matrix.nonzeroCount <= Int(UInt32.max), "cells are named by UInt32")
      var offsets = [Int](repeating: 0, count: matrix.itemCount + 1)
      for column in matrix.columns { offsets[Int(column) + 1] += 1 }
      for item in 0..<matrix.itemCount { offsets[item + 1] += offsets[item] }
      var next = offsets
      var users = [Int32](repeating: 0, count: matrix.nonzeroCount)
      var cells = [UInt32](repeating: 0, count: matrix.nonzeroCount)
      for user in 0..<matrix.userCount {
        for cell in matrix.cells(of: UserIndex(user)) {
          let item = Int(matrix.columns[cell])
          users[next[item]] = Int32(user)
          cells[next[item]] = UInt32(cell)
          next[item] += 1
        }
      }
      (self.offsets, self.users, self.cells) = (offsets, users, cells)
    }

    /// Adds what each user of `item` has from there on, times the user's weight of `item`.
    func addRows(of item: Int, in matrix: InteractionMatrix, to row: UnsafeMutablePointer<Float>) {
      matrix.columns.withUnsafeBufferPointer { columns in
        matrix.weights.withUnsafeBufferPointer { weights in
          // Cells and columns are in bounds: both were taken from a checked matrix.
          guard let columns = columns.baseAddress, let weights = weights.baseAddress else { return }
          for posting in offsets[item]..<offsets[item + 1] {
            let start = Int(cells[posting])
            let end = matrix.rowOffsets[Int(users[posting]) + 1]
            Gram.addRow(
              columns + start, weights + start, count: end - start, times: weights[start], to: row)
          }
        }
      }
    }
  }

  private static func addRow(
    _ columns: UnsafePointer<Int32>, _ weights: UnsafePointer<Float>, count: Int,
    times weight: Float, to row: UnsafeMutablePointer<Float>
  ) {
    for cell in 0..<count { row[Int(columns[cell])] += weight * weights[cell] }
  }
}
