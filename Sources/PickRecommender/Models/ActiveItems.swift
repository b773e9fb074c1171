/// The items a collaborative model can say anything about, numbered without gaps.
///
/// A catalogue has many items nobody watched yet; leaving them out of a dense matrix saves their
/// square in memory and their cube in time, and changes no weight.
struct ActiveItems {
  /// The interactions with active items only.
  let matrix: InteractionMatrix
  /// The catalogue's index of each active item, ascending.
  private let items: [Int32]
  private let itemCount: Int

  /// Keeps items with at least one interaction, at most `limit`: those with the most viewers, ties
  /// to the lower index.
  init(_ matrix: InteractionMatrix, limit: Int) {
    var viewers = [Int](repeating: 0, count: matrix.itemCount)
    for column in matrix.columns { viewers[Int(column)] += 1 }
    var most = TopK(limit)
    for item in 0..<matrix.itemCount where viewers[item] > 0 {
      most.insert(ItemIndex(item), score: Double(viewers[item]))
    }
    items = most.sorted().map(\.item.rawValue).sorted()
    itemCount = matrix.itemCount
    self.matrix = Self.restrict(matrix, to: items)
  }

  /// The rows of a matrix of active items, put back where they belong in the catalogue.
  func expanded(_ rows: [[ItemMatrix.Cell]]) -> ItemMatrix {
    var all = [[ItemMatrix.Cell]](repeating: [], count: itemCount)
    for (row, cells) in rows.enumerated() {
      all[Int(items[row])] = cells.map {
        ItemMatrix.Cell(item: ItemIndex(items[$0.item.position]), value: $0.value)
      }
    }
    return ItemMatrix(rows: all)
  }

  private static func restrict(
    _ matrix: InteractionMatrix, to items: [Int32]
  ) -> InteractionMatrix {
    var position = [Int32](repeating: -1, count: matrix.itemCount)
    for (index, item) in items.enumerated() { position[Int(item)] = Int32(index) }
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    for user in 0..<matrix.userCount {
      for cell in matrix.cells(of: UserIndex(user)) {
        let item = position[Int(matrix.columns[cell])]
        if item >= 0 { builder.add(item: ItemIndex(item), weight: matrix.weights[cell]) }
      }
      builder.endRow()
    }
    return builder.build()
  }
}
