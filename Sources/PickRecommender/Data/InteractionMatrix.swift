/// Implicit feedback in compressed sparse row form; shape `[userCount, itemCount]`.
///
/// A cell that is not stored means unknown, not disliked.
public struct InteractionMatrix: Equatable, Sendable {
  /// Number of columns.
  public let itemCount: Int
  /// The offset of each row's first cell: `userCount + 1` entries, non-decreasing, the first 0.
  public let rowOffsets: [Int]
  /// The column of each stored cell, strictly ascending within a row.
  public let columns: [Int32]
  /// The confidence of each stored cell, finite and > 0.
  public let weights: [Float]

  /// A matrix in compressed form, which is checked.
  ///
  /// - Parameters:
  ///   - itemCount: number of columns, at most 2³¹ − 1.
  ///   - rowOffsets: the offset of each row's first cell; `userCount + 1` entries.
  ///   - columns: the column of each stored cell.
  ///   - weights: the confidence of each stored cell.
  /// - Throws: `DatasetError` for the first broken rule, with its row.
  public init(itemCount: Int, rowOffsets: [Int], columns: [Int32], weights: [Float])
    throws(DatasetError)
  {
    guard itemCount >= 0, itemCount <= Int(Int32.max) else {
      throw .unsupportedSize(itemCount)
    }
    guard rowOffsets.first == 0, rowOffsets.last == columns.count,
      columns.count == weights.count
    else { throw .inconsistentLengths }
    for row in 0..<rowOffsets.count - 1 {
      guard rowOffsets[row] <= rowOffsets[row + 1], rowOffsets[row + 1] <= columns.count else {
        throw .inconsistentLengths
      }
      var previous: Int32 = -1
      for cell in rowOffsets[row]..<rowOffsets[row + 1] {
        guard columns[cell] > previous else { throw .unsortedColumns(row: row) }
        guard columns[cell] < itemCount else { throw .columnOutOfRange(row: row) }
        guard weights[cell].isFinite, weights[cell] > 0 else { throw .invalidWeight(row: row) }
        previous = columns[cell]
      }
    }
    self.init(
      checkedItemCount: itemCount, rowOffsets: rowOffsets, columns: columns, weights: weights)
  }

  /// A matrix that the caller guarantees to be valid; nothing is checked.
  init(checkedItemCount itemCount: Int, rowOffsets: [Int], columns: [Int32], weights: [Float]) {
    self.itemCount = itemCount
    self.rowOffsets = rowOffsets
    self.columns = columns
    self.weights = weights
  }

  /// Number of rows.
  public var userCount: Int { rowOffsets.count - 1 }
  /// Number of stored cells.
  public var nonzeroCount: Int { columns.count }

  /// The positions of a row's stored cells.
  public func cells(of user: UserIndex) -> Range<Int> {
    rowOffsets[user.position]..<rowOffsets[user.position + 1]
  }

  /// The transpose, shape `[itemCount, userCount]`.
  ///
  /// - Complexity: O(nonzeroCount + itemCount).
  public func transposed() -> InteractionMatrix {
    var offsets = [Int](repeating: 0, count: itemCount + 1)
    for column in columns { offsets[Int(column) + 1] += 1 }
    for item in 0..<itemCount { offsets[item + 1] += offsets[item] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: nonzeroCount)
    var values = [Float](repeating: 0, count: nonzeroCount)
    for row in 0..<userCount {
      for cell in rowOffsets[row]..<rowOffsets[row + 1] {
        let column = Int(columns[cell])
        rows[next[column]] = Int32(row)
        values[next[column]] = weights[cell]
        next[column] += 1
      }
    }
    return InteractionMatrix(
      checkedItemCount: userCount, rowOffsets: offsets, columns: rows, weights: values)
  }
}

/// Builds an `InteractionMatrix` row by row.
///
///     var builder = InteractionMatrixBuilder(itemCount: 3)
///     builder.add(item: ItemIndex(2), weight: 1)
///     builder.add(item: ItemIndex(0), weight: 0.5)
///     builder.endRow()
///     let matrix = builder.build()
public struct InteractionMatrixBuilder: Sendable {
  private let itemCount: Int
  private var rowOffsets = [0]
  private var columns: [Int32] = []
  private var weights: [Float] = []

  /// A builder of a matrix with `itemCount` columns, at most 2³¹ − 1.
  public init(itemCount: Int) {
    precondition(itemCount >= 0 && itemCount <= Int(Int32.max), "columns are named by Int32")
    self.itemCount = itemCount
  }

  /// The number of rows that were ended.
  public var rowCount: Int { rowOffsets.count - 1 }

  /// Adds a cell to the current row.
  ///
  /// Cells may come in any order; the weights of repeated cells are summed. A cell with a weight
  /// that is not finite and positive is left out.
  public mutating func add(item: ItemIndex, weight: Float) {
    precondition(item.rawValue >= 0 && item.rawValue < itemCount, "a column of this matrix")
    guard weight.isFinite, weight > 0 else { return }
    columns.append(item.rawValue)
    weights.append(weight)
  }

  /// Ends the current row, empty or not.
  public mutating func endRow() {
    let start = rowOffsets[rowOffsets.count - 1]
    if !isStrictlyAscending(from: start) { sortAndMerge(from: start) }
    rowOffsets.append(columns.count)
  }

  /// The matrix of all ended rows; cells added after the last `endRow` are left out.
  public func build() -> InteractionMatrix {
    let end = rowOffsets[rowOffsets.count - 1]
    return InteractionMatrix(
      checkedItemCount: itemCount, rowOffsets: rowOffsets, columns: Array(columns[..<end]),
      weights: Array(weights[..<end]))
  }

  private func isStrictlyAscending(from start: Int) -> Bool {
    guard columns.count - start > 1 else { return true }
    for cell in start + 1..<columns.count where columns[cell - 1] >= columns[cell] { return false }
    return true
  }

  private mutating func sortAndMerge(from start: Int) {
    let order = (start..<columns.count).sorted { (columns[$0], $0) < (columns[$1], $1) }
    let cells = order.map { (columns[$0], weights[$0]) }
    columns.removeSubrange(start...)
    weights.removeSubrange(start...)
    for (column, weight) in cells {
      if columns.count > start, columns[columns.count - 1] == column {
        weights[weights.count - 1] += weight
      } else {
        columns.append(column)
        weights.append(weight)
      }
    }
  }
}

extension InteractionMatrix {
  /// The rows of this matrix followed by those of another one with as many columns.
  func appending(_ other: InteractionMatrix) -> InteractionMatrix {
    precondition(itemCount == other.itemCount, "rows of equal length")
    return InteractionMatrix(
      checkedItemCount: itemCount,
      rowOffsets: rowOffsets + other.rowOffsets.dropFirst().map { nonzeroCount + $0 },
      columns: columns + other.columns, weights: weights + other.weights)
  }

  /// The matrix with all weights multiplied by a factor > 0.
  func scaled(by factor: Float) -> InteractionMatrix {
    InteractionMatrix(
      checkedItemCount: itemCount, rowOffsets: rowOffsets, columns: columns,
      weights: weights.map { $0 * factor })
  }

  /// Whether each item has a stored cell.
  var isWatched: [Bool] {
    var isWatched = [Bool](repeating: false, count: itemCount)
    for column in columns { isWatched[Int(column)] = true }
    return isWatched
  }
}
