import CRecommenderKernels

/// Adds rows of a sparse item matrix to dense scores.
///
/// The cells may lie in a file that was damaged after it was checked: a row whose offsets leave the
/// cells adds nothing, and a column outside the scores is skipped.
enum RowSums {
  /// The number of rows by which memory is prefetched, and the cells of each.
  ///
  /// Rows are far apart in memory, and waiting for them would take three times as long as adding
  /// them.
  private static let distance = 3
  private static let prefetchedCells = 256

  /// The cells of a row; none where its offsets are damaged.
  @inline(__always)
  static func cells(
    of item: ItemIndex, rowOffsets: borrowing Span<Int64>, cellCount: Int
  ) -> Range<Int> {
    let (start, end) = (Int(rowOffsets[item.position]), Int(rowOffsets[item.position + 1]))
    return start >= 0 && start <= end && end <= cellCount ? start..<end : 0..<0
  }

  /// Adds `weight` × some cells to the scores of their columns.
  ///
  /// - Parameters:
  ///   - cells: the positions in `columns` and `values` to add; traps out of bounds.
  ///   - columns: the column of each cell.
  ///   - values: the weight of each cell.
  ///   - weight: the factor of the cells.
  ///   - scores: a number for each column.
  static func add<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ cells: Range<Int>, of columns: borrowing Span<Int32>, _ values: borrowing Span<Float>,
    times weight: Scalar, to scores: inout MutableSpan<Scalar>
  ) {
    precondition(
      cells.lowerBound >= 0 && cells.upperBound <= columns.count
        && cells.upperBound <= values.count)
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeBufferPointer { values in
        scores.withUnsafeMutableBufferPointer { scores in
          guard let columns = columns.baseAddress, let values = values.baseAddress else { return }
          add(cells, of: columns, values, times: weight, to: scores)
        }
      }
    }
  }

  /// Adds the rows of a history, each times its weight, in the history's order.
  ///
  /// - Parameters:
  ///   - history: the history; items beyond the rows are skipped.
  ///   - rowOffsets: the offset of each row's first cell.
  ///   - columns: the column of each cell.
  ///   - values: the weight of each cell.
  ///   - scores: a number for each column.
  static func add(
    _ history: UserHistory, rowOffsets: borrowing Span<Int64>, _ columns: borrowing Span<Int32>,
    _ values: borrowing Span<Float>, to scores: inout MutableSpan<Float>
  ) {
    precondition(columns.count == values.count)
    let (entries, rowCount, cellCount) = (history.entries, rowOffsets.count - 1, values.count)
    @inline(__always) func cells(_ place: Int, _ rowOffsets: borrowing Span<Int64>) -> Range<Int> {
      guard place < entries.count, entries[place].item.position < rowCount else { return 0..<0 }
      return Self.cells(of: entries[place].item, rowOffsets: rowOffsets, cellCount: cellCount)
    }
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeBufferPointer { values in
        scores.withUnsafeMutableBufferPointer { scores in
          guard let columns = columns.baseAddress, let values = values.baseAddress else { return }
          for place in 0..<distance { prefetch(cells(place, rowOffsets), columns, values) }
          for place in entries.indices {
            prefetch(cells(place + distance, rowOffsets), columns, values)
            add(
              cells(place, rowOffsets), of: columns, values, times: entries[place].weight,
              to: scores)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func add<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ cells: Range<Int>, of columns: UnsafePointer<Int32>, _ values: UnsafePointer<Float>,
    times weight: Scalar, to scores: UnsafeMutableBufferPointer<Scalar>
  ) {
    guard let sums = scores.baseAddress else { return }
    // Cells are in bounds by the callers' checks; a negative column is a large unsigned number.
    let count = UInt32(clamping: scores.count)
    for cell in cells {
      let column = UInt32(bitPattern: columns[cell])
      guard column < count else { continue }
      sums[Int(column)] += weight * Scalar(values[cell])
    }
  }

  @inline(__always)
  private static func prefetch(
    _ cells: Range<Int>, _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Float>
  ) {
    let end = min(cells.upperBound, cells.lowerBound + prefetchedCells)
    var cell = cells.lowerBound
    while cell < end {
      recommender_prefetch(columns + cell)
      recommender_prefetch(values + cell)
      cell &+= 16
    }
  }
}
