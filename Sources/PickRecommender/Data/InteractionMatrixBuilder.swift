/// Collects cells row by row and hands out the compressed matrix.
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

  /// An empty matrix with this many columns.
  public init(itemCount: Int) {
    precondition(itemCount >= 0 && itemCount <= Int(Int32.max), "columns are named by Int32")
    self.itemCount = itemCount
  }

  /// Number of rows ended so far.
  public var rowCount: Int { rowOffsets.count - 1 }

  /// Adds a cell to the row being built.
  ///
  /// Cells may come in any order; the weights of repeated cells are summed. A weight that is not
  /// finite and positive is no interaction and is left out.
  public mutating func add(item: ItemIndex, weight: Float) {
    precondition(item.rawValue >= 0 && item.rawValue < itemCount, "a column of this matrix")
    guard weight.isFinite, weight > 0 else { return }
    columns.append(item.rawValue)
    weights.append(weight)
  }

  /// Ends the row being built, empty or not.
  public mutating func endRow() {
    let start = rowOffsets[rowOffsets.count - 1]
    if !isStrictlyAscending(from: start) { sortAndMerge(from: start) }
    rowOffsets.append(columns.count)
  }

  /// The matrix of all ended rows; cells of a row that was not ended are left out.
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
