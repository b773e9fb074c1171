/// Numbers in compressed lists: what each user rated, or who rated each item.
///
/// A row is what a list is of, a column what stands in it; which of them are users is the
/// caller's choice.
struct RatingLists: Sendable {
  /// Where each list begins: `rowCount + 1` entries.
  let offsets: [Int]
  /// Who or what each number is of.
  let others: [Int32]
  /// The numbers, parallel to `others`.
  let numbers: [Double]

  /// Number of columns.
  let columnCount: Int
  /// Number of lists.
  var rowCount: Int { offsets.count - 1 }

  /// The places of a list.
  func range(of row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

  /// A list for each user, in the order of arrival.
  init(byUser ratings: RatingSet) {
    self.init(
      offsets: ratings.rowOffsets, others: ratings.items, numbers: ratings.ratings,
      columnCount: ratings.itemCount)
  }

  private init(offsets: [Int], others: [Int32], numbers: [Double], columnCount: Int) {
    self.columnCount = columnCount
    self.offsets = offsets
    self.others = others
    self.numbers = numbers
  }

  /// The same with rows and columns exchanged; within a list, by ascending row.
  func transposed() -> RatingLists {
    var offsets = [Int](repeating: 0, count: columnCount + 1)
    for other in others { offsets[Int(other) + 1] += 1 }
    for column in 0..<columnCount { offsets[column + 1] += offsets[column] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: others.count)
    var moved = [Double](repeating: 0, count: others.count)
    for row in 0..<rowCount {
      for place in range(of: row) {
        let column = Int(others[place])
        rows[next[column]] = Int32(row)
        moved[next[column]] = numbers[place]
        next[column] += 1
      }
    }
    return RatingLists(offsets: offsets, others: rows, numbers: moved, columnCount: rowCount)
  }

  /// The same lists with other numbers: what `body` makes of each, given its row and other.
  func map(_ body: (_ number: Double, _ row: Int, _ other: Int) -> Double) -> RatingLists {
    var mapped = numbers
    for row in 0..<rowCount {
      for place in range(of: row) { mapped[place] = body(numbers[place], row, Int(others[place])) }
    }
    return RatingLists(
      offsets: offsets, others: others, numbers: mapped, columnCount: columnCount)
  }

  /// The mean of each list; 0 of an empty one.
  var means: [Double] {
    (0..<rowCount).map { row in
      let range = range(of: row)
      return numbers[range].reduce(0, +) / Double(max(1, range.count))
    }
  }
}
