/// Weights between titles in compressed sparse row form; shape `[titleCount, titleCount]`.
///
/// Row i holds what watching title i adds to the scores of others, columns ascending. The numbers
/// may lie in a mapped file that was damaged after it was checked, so a column outside the matrix
/// is skipped rather than trusted.
public struct ItemMatrix: Sendable {
  /// Number of rows and of columns.
  public let titleCount: Int
  /// Where each row begins: `titleCount + 1` entries.
  public let rowOffsets: TensorStorage<Int64>
  /// The column of each stored cell.
  public let columns: TensorStorage<Int32>
  /// The weight of each stored cell.
  public let values: TensorStorage<Float>

  /// One stored cell of a row.
  public struct Cell: Equatable, Sendable {
    /// The column.
    public let title: TitleIndex
    /// The weight.
    public let value: Float
  }

  /// Checks that offsets stay within the cells.
  ///
  /// - Parameters:
  ///   - titleCount: number of rows and of columns.
  ///   - rowOffsets: where each row begins.
  ///   - columns: the column of each stored cell.
  ///   - values: the weight of each stored cell.
  /// - Throws: `DatasetError.inconsistentLengths`.
  public init(
    titleCount: Int, rowOffsets: TensorStorage<Int64>, columns: TensorStorage<Int32>,
    values: TensorStorage<Float>
  ) throws(DatasetError) {
    guard titleCount >= 0, titleCount < Int(Int32.max), rowOffsets.count == titleCount + 1,
      columns.count == values.count
    else { throw .inconsistentLengths }
    let isOrdered = rowOffsets.withSpan { offsets in
      guard offsets[0] == 0, offsets[titleCount] == Int64(values.count) else { return false }
      for row in 0..<titleCount where offsets[row] > offsets[row + 1] { return false }
      return true
    }
    guard isOrdered else { throw .inconsistentLengths }
    self.titleCount = titleCount
    self.rowOffsets = rowOffsets
    self.columns = columns
    self.values = values
  }

  /// Keeps rows of cells, each row's columns strictly ascending and within the matrix.
  init(rows: [[Cell]]) {
    titleCount = rows.count
    var offsets: [Int64] = [0]
    for row in rows { offsets.append(offsets[offsets.count - 1] + Int64(row.count)) }
    rowOffsets = TensorStorage(offsets)
    columns = TensorStorage(rows.flatMap { $0.map(\.title.rawValue) })
    values = TensorStorage(rows.flatMap { $0.map(\.value) })
  }

  /// A matrix without any cell.
  public static func empty(titleCount: Int) -> ItemMatrix {
    ItemMatrix(rows: Array(repeating: [], count: titleCount))
  }

  /// Number of stored cells.
  public var nonzeroCount: Int { values.count }

  /// The stored cells of a row, by ascending column.
  public func row(_ title: TitleIndex) -> [Cell] {
    let range = range(of: title)
    return columns.withSpan { columns in
      values.withSpan { values in
        range.compactMap { cell in
          UInt32(bitPattern: columns[cell]) < UInt32(titleCount)
            ? Cell(title: TitleIndex(columns[cell]), value: values[cell]) : nil
        }
      }
    }
  }

  /// The weight of one cell; 0 when it is not stored.
  ///
  /// - Complexity: O(log of the row's length).
  public func value(_ row: TitleIndex, _ column: TitleIndex) -> Float {
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

  /// Adds `weight` × row to `scores` (length `titleCount`), in double precision.
  public func accumulate(
    _ row: TitleIndex, times weight: Double, into scores: inout MutableSpan<Double>
  ) {
    addRow(row, times: weight, into: &scores)
  }

  /// Adds `weight` × row to `scores` (length `titleCount`), in single precision.
  public func accumulate(
    _ row: TitleIndex, times weight: Float, into scores: inout MutableSpan<Float>
  ) {
    addRow(row, times: weight, into: &scores)
  }

  private func addRow<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ row: TitleIndex, times weight: Scalar, into scores: inout MutableSpan<Scalar>
  ) {
    let range = range(of: row)
    columns.withSpan { columns in
      values.withSpan { values in
        for cell in range {
          let column = Int(columns[cell])
          guard column >= 0, column < titleCount else { continue }
          scores[column] += weight * Scalar(values[cell])
        }
      }
    }
  }

  private func range(of title: TitleIndex) -> Range<Int> {
    rowOffsets.withSpan { offsets in
      let (start, end) = (Int(offsets[title.position]), Int(offsets[title.position + 1]))
      return start >= 0 && start <= end && end <= values.count ? start..<end : 0..<0
    }
  }
}
