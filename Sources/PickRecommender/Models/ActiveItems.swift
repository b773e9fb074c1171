/// The items a collaborative model can say anything about, numbered without gaps.
///
/// A catalogue has many items nobody watched yet; leaving them out of a dense matrix saves their
/// square in memory and their cube in time, and changes no weight.
struct ActiveItems {
  /// The interactions with active items only, rows of features after those of users.
  let matrix: InteractionMatrix
  /// The catalogue's index of each active item, ascending; `nil` when all items are active.
  private let items: [Int32]?
  private let itemCount: Int

  /// Keeps items with at least one interaction or feature, at most `limit`: those with the most
  /// viewers, ties to the lower index.
  init(_ matrix: InteractionMatrix, features: InteractionMatrix? = nil, limit: Int) {
    var viewers = [Int](repeating: 0, count: matrix.itemCount)
    for column in matrix.columns { viewers[Int(column)] += 2 }
    // An item that has nothing but features comes after every one that somebody watched.
    for column in features?.columns ?? [] { viewers[Int(column)] |= 1 }
    var most = TopK(limit)
    for item in 0..<matrix.itemCount where viewers[item] > 0 {
      most.insert(ItemIndex(item), score: Double(viewers[item] / 2))
    }
    let items = most.sorted().map(\.item.rawValue).sorted()
    let all = features.map { matrix.appending($0) } ?? matrix
    itemCount = matrix.itemCount
    if items.count == matrix.itemCount {
      self.items = nil
      self.matrix = all
    } else {
      self.items = items
      self.matrix = Self.restrict(all, to: items)
    }
  }

  /// The rows of a matrix of active items, put back where they belong in the catalogue.
  func expanded(_ weights: ItemMatrix) -> ItemMatrix {
    guard let items else { return weights }
    var offsets = [Int64](repeating: 0, count: itemCount + 1)
    weights.rowOffsets.withSpan { ends in
      var next = 0
      for item in 0..<itemCount {
        if next < items.count, items[next] == item { next += 1 }
        offsets[item + 1] = ends[next]
      }
    }
    return ItemMatrix(
      checkedRowOffsets: offsets, columns: weights.columns.elements.map { items[Int($0)] },
      values: weights.values.elements)
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

extension InteractionMatrix {
  /// The rows of this matrix and then those of another one of as many columns.
  func appending(_ other: InteractionMatrix) -> InteractionMatrix {
    precondition(itemCount == other.itemCount, "rows of equal length")
    return InteractionMatrix(
      checkedItemCount: itemCount,
      rowOffsets: rowOffsets + other.rowOffsets.dropFirst().map { nonzeroCount + $0 },
      columns: columns + other.columns, weights: weights + other.weights)
  }
}
