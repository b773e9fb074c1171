/// Which items may predict which: for each target a list of others, in compressed form.
struct SLIMCandidates: Sendable {
  /// Where each target's list begins: `itemCount + 1` entries.
  let offsets: [Int]
  /// The items of each list, ascending.
  let items: [Int32]

  /// Takes the columns of cells by target.
  init(_ lists: [[ItemMatrix.Cell]]) {
    var offsets = [0]
    for list in lists { offsets.append(offsets[offsets.count - 1] + list.count) }
    self.offsets = offsets
    items = lists.flatMap { $0.map(\.item.rawValue) }
  }

  /// Number of items.
  var itemCount: Int { offsets.count - 1 }

  /// The places of a target's list.
  func range(of target: Int) -> Range<Int> { offsets[target]..<offsets[target + 1] }

  /// Weights by target and candidate as a matrix whose rows are the candidates; zeros are left out.
  func itemMatrix(_ weights: [Float]) -> ItemMatrix {
    var rows = [[ItemMatrix.Cell]](repeating: [], count: itemCount)
    for target in 0..<itemCount {
      for place in range(of: target) where weights[place] != 0 {
        rows[Int(items[place])].append(
          ItemMatrix.Cell(item: ItemIndex(target), value: weights[place]))
      }
    }
    return ItemMatrix(rows: rows)
  }
}
