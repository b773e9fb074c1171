import Glibc

extension Dataset {
  /// Rows divided by their squared length ÷ the mean one, to the power `damping`.
  ///
  /// Who watched everything says little about what belongs together, and would say most of all.
  func damped(by damping: Float) throws(FitError) -> Dataset {
    guard damping > 0 else { return self }
    let lengths = (0..<interactions.userCount).map { user in
      interactions.cells(of: UserIndex(user)).reduce(Float(0)) {
        $0 + interactions.weights[$1] * interactions.weights[$1]
      }
    }
    let mean = lengths.reduce(0, +) / Float(max(1, lengths.count { $0 > 0 }))
    var weights = interactions.weights
    for user in 0..<interactions.userCount where lengths[user] > 0 {
      let scale = pow(lengths[user] / mean, -damping)
      for cell in interactions.cells(of: UserIndex(user)) { weights[cell] *= scale }
    }
    do {
      return try Dataset(
        interactions: InteractionMatrix(
          itemCount: interactions.itemCount, rowOffsets: interactions.rowOffsets,
          columns: interactions.columns, weights: weights),
        times: times, items: items, users: users, documents: documents, places: places)
    } catch { throw .data(error) }
  }
}

extension InteractionMatrix {
  /// By item: whether anybody watched it.
  var isWatched: [Bool] {
    var isWatched = [Bool](repeating: false, count: itemCount)
    for column in columns { isWatched[Int(column)] = true }
    return isWatched
  }
}

extension ItemMatrix {
  /// Every column times its factor; ranks within a column stay as they are.
  func scaledColumns(by factors: [Float]) -> ItemMatrix {
    ItemMatrix(
      rows: (0..<itemCount).map { row in
        self.row(ItemIndex(row)).map {
          Cell(item: $0.item, value: $0.value * factors[$0.item.position])
        }
      })
  }
}

extension RecencyWeightedModel {
  /// A model that says nothing of anything.
  public static func silent(itemCount: Int) -> RecencyWeightedModel {
    RecencyWeightedModel(
      weights: .empty(itemCount: itemCount), recency: HistoryRecency(halfLife: 1, floor: 1))
  }
}
