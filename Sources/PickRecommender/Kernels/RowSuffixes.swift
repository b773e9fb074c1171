import CRecommenderKernels

/// The cells of a sparse matrix X in the order of the product XᵀX: for each column its users, and
/// for each user the rest of the row.
struct RowSuffixes {
  /// A stored cell; column and weight are adjacent because they are always read together.
  struct Cell: BitwiseCopyable {
    let column: Int32
    let weight: Float
  }

  /// The offset of each column's suffixes: `columnCount + 1` entries.
  private let offsets: [Int]
  /// The first and the past-the-end cell of the user's row from the column on, by column and then
  /// user.
  private let suffixes: [SIMD2<Int32>]
  /// The cells, row by row, columns ascending.
  private let cells: [Cell]

  /// The suffixes of a matrix.
  ///
  /// - Throws: `FitError.data` for more than 2³¹ − 1 cells.
  init(_ matrix: InteractionMatrix) throws(FitError) {
    let count = matrix.nonzeroCount
    guard count <= Int(Int32.max) else { throw .data(.unsupportedSize(count)) }
    let (columns, weights) = (matrix.columns.span, matrix.weights.span)
    var offsets = [Int](repeating: 0, count: matrix.itemCount + 1)
    for cell in 0..<count { offsets[Int(columns[cell]) + 1] += 1 }
    for column in 0..<matrix.itemCount { offsets[column + 1] += offsets[column] }
    var next = offsets
    var suffixes = [SIMD2<Int32>](repeating: .zero, count: count)
    var places = suffixes.mutableSpan
    for row in 0..<matrix.userCount {
      let end = Int32(matrix.rowOffsets[row + 1])
      for cell in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
        let column = Int(columns[cell])
        places[next[column]] = SIMD2(Int32(cell), end)
        next[column] += 1
      }
    }
    self.offsets = offsets
    self.suffixes = suffixes
    cells = [Cell](unsafeUninitializedCapacity: count) { buffer, initialized in
      for cell in 0..<count {
        buffer.initializeElement(at: cell, to: Cell(column: columns[cell], weight: weights[cell]))
      }
      initialized = count
    }
  }

  /// Calls `body` with the memory of the arrays.
  func withPointers<Result, Failure: Error>(
    _ body: (Pointers) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try offsets.withUnsafeBufferPointer { offsets throws(Failure) in
      try suffixes.withUnsafeBufferPointer { suffixes throws(Failure) in
        try cells.withUnsafeBufferPointer { cells throws(Failure) in
          try body(Pointers(offsets: offsets, suffixes: suffixes, cells: cells))
        }
      }
    }
  }

  /// The arrays' memory.
  ///
  /// `@unchecked Sendable`: it is not written to while it is lent.
  struct Pointers: @unchecked Sendable {
    fileprivate let offsets: UnsafeBufferPointer<Int>
    fileprivate let suffixes: UnsafeBufferPointer<SIMD2<Int32>>
    fileprivate let cells: UnsafeBufferPointer<Cell>
  }
}

extension RowSuffixes.Pointers {
  /// The number of suffixes by which memory is prefetched.
  ///
  /// Suffixes are far apart in memory, and waiting for them took longer than all additions.
  private static let suffixesAhead = 6
  /// The bytes of a suffix that are prefetched; the processor prefetches the rest of a longer one.
  private static let bytesAhead = 2048

  /// Adds the products of a column with itself and all later ones to `sums`, one for each column.
  ///
  /// - Returns: the number of additions.
  func addProducts(of column: Int, to sums: UnsafeMutablePointer<Float>) -> Int {
    var additions = 0
    for index in offsets[column]..<offsets[column + 1] {
      prefetch(index + Self.suffixesAhead, before: offsets[column + 1])
      // Columns are those of the matrix, so every place is inside `sums`.
      let (start, end) = bounds(index)
      let weight = cells[start].weight
      for cell in start..<end { sums[Int(cells[cell].column)] += weight * cells[cell].weight }
      additions += end - start
    }
    return additions
  }

  /// Calls `body` with every column that a product of `column` was added to, possibly more than
  /// once.
  func forEachProduct(of column: Int, _ body: (Int) -> Void) {
    for index in offsets[column]..<offsets[column + 1] {
      let (start, end) = bounds(index)
      for cell in start..<end { body(Int(cells[cell].column)) }
    }
  }

  private func bounds(_ index: Int) -> (start: Int, end: Int) {
    (Int(suffixes[index].x), Int(suffixes[index].y))
  }

  private func prefetch(_ index: Int, before end: Int) {
    guard index < end, let base = cells.baseAddress else { return }
    let bounds = bounds(index)
    let address = UnsafeRawPointer(base + bounds.start)
    let bytes = (bounds.end - bounds.start) * MemoryLayout<RowSuffixes.Cell>.stride
    for offset in stride(from: 0, to: min(bytes, Self.bytesAhead), by: 64) {
      recommender_prefetch(address + offset)
    }
  }
}
