/// Weights between items in compressed sparse row form; shape `[itemCount, itemCount]`.
///
/// Row i holds what item i of a history adds to the score of each column, columns ascending. The
/// numbers may be in a mapped file that was damaged after it was checked, so a column outside the
/// matrix is skipped.
public struct ItemMatrix: Sendable {
  /// Number of rows and of columns.
  public let itemCount: Int
  /// The offset of each row's first cell: `itemCount + 1` entries.
  public let rowOffsets: TensorStorage<Int64>
  /// The column of each stored cell.
  public let columns: TensorStorage<Int32>
  /// The weight of each stored cell.
  public let values: TensorStorage<Float>

  /// One stored cell of a row.
  public struct Cell: Equatable, Sendable {
    /// The column.
    public let item: ItemIndex
    /// The weight.
    public let value: Float
  }

  /// A matrix whose offsets are checked to stay within the cells.
  ///
  /// - Parameters:
  ///   - itemCount: number of rows and of columns.
  ///   - rowOffsets: the offset of each row's first cell.
  ///   - columns: the column of each stored cell.
  ///   - values: the weight of each stored cell.
  /// - Throws: `DatasetError.inconsistentLengths`.
  public init(
    itemCount: Int, rowOffsets: TensorStorage<Int64>, columns: TensorStorage<Int32>,
    values: TensorStorage<Float>
  ) throws(DatasetError) {
    guard itemCount >= 0, itemCount < Int(Int32.max), rowOffsets.count == itemCount + 1,
      columns.count == values.count
    else { throw .inconsistentLengths }
    let isOrdered = rowOffsets.withSpan { offsets in
      guard offsets[0] == 0, offsets[itemCount] == Int64(values.count) else { return false }
      for row in 0..<itemCount where offsets[row] > offsets[row + 1] { return false }
      return true
    }
    guard isOrdered else { throw .inconsistentLengths }
    self.itemCount = itemCount
    self.rowOffsets = rowOffsets
    self.columns = columns
    self.values = values
  }

  /// A matrix that the caller guarantees to be valid; nothing is checked.
  ///
  /// Offsets run from 0 to the number of cells; columns ascend strictly and are in the matrix.
  init(checkedRowOffsets offsets: [Int64], columns: [Int32], values: [Float]) {
    itemCount = offsets.count - 1
    rowOffsets = TensorStorage(offsets)
    self.columns = TensorStorage(columns)
    self.values = TensorStorage(values)
  }

  /// A matrix from rows in places of equal length, as several threads write them.
  ///
  /// Row i has `counts[i]` cells from position i × `width` on; the gaps are closed in place.
  init(counts: [Int], width: Int, columns: consuming [Int32], values: consuming [Float]) {
    var offsets: [Int64] = [0]
    offsets.reserveCapacity(counts.count + 1)
    var end = 0
    for (row, count) in counts.enumerated() {
      precondition(count <= width, "a row fits its place")
      if end != row * width {
        for cell in 0..<count {
          columns[end + cell] = columns[row * width + cell]
          values[end + cell] = values[row * width + cell]
        }
      }
      end += count
      offsets.append(Int64(end))
    }
    columns.removeSubrange(end...)
    values.removeSubrange(end...)
    self.init(checkedRowOffsets: offsets, columns: columns, values: values)
  }

  /// A matrix from rows of cells, the columns of each row strictly ascending and within the matrix.
  init(rows: [[Cell]]) {
    var offsets: [Int64] = [0]
    for row in rows { offsets.append(offsets[offsets.count - 1] + Int64(row.count)) }
    self.init(
      checkedRowOffsets: offsets, columns: rows.flatMap { $0.map(\.item.rawValue) },
      values: rows.flatMap { $0.map(\.value) })
  }

  /// A matrix without stored cells.
  public static func empty(itemCount: Int) -> ItemMatrix {
    ItemMatrix(
      checkedRowOffsets: Array(repeating: 0, count: itemCount + 1), columns: [], values: [])
  }

  /// Number of stored cells.
  public var nonzeroCount: Int { values.count }

  /// The stored cells of a row, by ascending column.
  public func row(_ item: ItemIndex) -> [Cell] {
    let range = range(of: item)
    return columns.withSpan { columns in
      values.withSpan { values in
        range.compactMap { cell in
          UInt32(bitPattern: columns[cell]) < UInt32(itemCount)
            ? Cell(item: ItemIndex(columns[cell]), value: values[cell]) : nil
        }
      }
    }
  }

  /// The weight of a cell; 0 for one that is not stored.
  ///
  /// - Complexity: O(log of the row's length).
  public func value(_ row: ItemIndex, _ column: ItemIndex) -> Float {
    let range = range(of: row)
    return columns.withSpan { columns in
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if columns[middle] < column.rawValue { low = middle + 1 } else { high = middle }
      }
      return low < range.upperBound && columns[low] == column.rawValue ? values[low] : 0
    }
  }

  /// Adds `weight` × the row to `scores` (length `itemCount`), in double precision.
  public func accumulate(
    _ row: ItemIndex, times weight: Double, into scores: inout MutableSpan<Double>
  ) {
    addRow(row, times: weight, into: &scores)
  }

  /// Adds `weight` × the row to `scores` (length `itemCount`), in single precision.
  public func accumulate(
    _ row: ItemIndex, times weight: Float, into scores: inout MutableSpan<Float>
  ) {
    addRow(row, times: weight, into: &scores)
  }

  /// Adds the rows of a history's items, each times its weight, to `scores` (length `itemCount`).
  ///
  /// Items of the history outside the matrix are skipped.
  ///
  /// - Complexity: O(stored cells of the rows).
  public func accumulate(_ history: UserHistory, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    rowOffsets.withSpan { offsets in
      columns.withSpan { columns in
        values.withSpan { values in
          RowSums.add(history, rowOffsets: offsets, columns, values, to: &scores)
        }
      }
    }
  }

  private func addRow<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ row: ItemIndex, times weight: Scalar, into scores: inout MutableSpan<Scalar>
  ) {
    precondition(scores.count == itemCount, "a score for each item")
    let range = range(of: row)
    columns.withSpan { columns in
      values.withSpan { values in
        RowSums.add(range, of: columns, values, times: weight, to: &scores)
      }
    }
  }

  private func range(of item: ItemIndex) -> Range<Int> {
    rowOffsets.withSpan { RowSums.cells(of: item, rowOffsets: $0, cellCount: values.count) }
  }
}

extension ItemMatrix {
  /// The matrix with all weights multiplied by `factor`.
  public func scaled(by factor: Float) -> ItemMatrix {
    ItemMatrix(
      itemCount: itemCount, rowOffsets: rowOffsets, columns: columns,
      scaledValues: values.elements.map { $0 * factor })
  }

  private init(
    itemCount: Int, rowOffsets: TensorStorage<Int64>, columns: TensorStorage<Int32>,
    scaledValues: [Float]
  ) {
    self.itemCount = itemCount
    self.rowOffsets = rowOffsets
    self.columns = columns
    values = TensorStorage(scaledValues)
  }

  /// The matrix with every column multiplied by its factor.
  func scaledColumns(by factors: [Float]) -> ItemMatrix {
    ItemMatrix(
      rows: (0..<itemCount).map { row in
        self.row(ItemIndex(row)).map {
          Cell(item: $0.item, value: $0.value * factors[$0.item.position])
        }
      })
  }
}
