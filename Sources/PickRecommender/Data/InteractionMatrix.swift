/// Implicit feedback in compressed sparse row form; shape `[userCount, itemCount]`.
///
/// A cell that is not stored is unknown, not dislike.
public struct InteractionMatrix: Equatable, Sendable {
  /// Number of columns.
  public let itemCount: Int
  /// Where each row begins: `userCount + 1` entries, non-decreasing, the first 0.
  public let rowOffsets: [Int]
  /// The column of each stored cell, strictly ascending within a row.
  public let columns: [Int32]
  /// The confidence of each stored cell, finite and > 0.
  public let weights: [Float]

  /// Checks and keeps a matrix that is already in compressed form.
  ///
  /// - Parameters:
  ///   - itemCount: number of columns, at most 2³¹ − 1.
  ///   - rowOffsets: where each row begins; `userCount + 1` entries.
  ///   - columns: the column of each stored cell.
  ///   - weights: the confidence of each stored cell.
  /// - Throws: the first rule that is broken, with the row it is broken in.
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

  /// Keeps a matrix whose rules the caller already holds.
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

  /// The stored cells of a row.
  public func cells(of user: UserIndex) -> Range<Int> {
    rowOffsets[user.position]..<rowOffsets[user.position + 1]
  }

  /// The columns become rows; shape `[itemCount, userCount]`.
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
