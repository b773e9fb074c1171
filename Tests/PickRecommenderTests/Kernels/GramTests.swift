import PickModel
import Testing

@testable import PickRecommender

@Suite struct GramTests {
  @Test("the sparse kernel agrees with the plain triple loop", arguments: 0..<12)
  func againstReference(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let matrix = RandomData.matrix(users: 0...30, items: 1...25, using: &generator)
    let count = matrix.itemCount
    var gram = [Float](repeating: 0, count: count * count)
    try Gram.fillUpper(matrix, ridge: 2, into: &gram, context: FitContext())
    let dense = RandomData.dense(matrix)
    for row in 0..<count {
      for column in 0..<count {
        let sum = dense.reduce(row == column ? 2 : 0) { $0 + $1[row] * $1[column] }
        let expected = column >= row ? sum : 0
        #expect(abs(gram[row * count + column] - expected) <= 1e-4 * max(1, abs(expected)))
      }
    }
  }

  @Test("a cancelled fit stops")
  func cancelled() {
    var generator = SplitMix64(seed: 1)
    let matrix = RandomData.matrix(users: 3...3, items: 3...3, using: &generator)
    var gram = [Float](repeating: 0, count: 9)
    #expect(throws: FitError.cancelled) {
      try Gram.fillUpper(
        matrix, ridge: 1, into: &gram, context: FitContext(isCancelled: { true }))
    }
  }
}

@Suite struct RowSumsTests {
  @Test("rows of a history add up as cell by cell, in the same order", arguments: 0..<20)
  func againstReference(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let items = Int.random(in: 1...60, using: &generator)
    var rows: [[ItemMatrix.Cell]] = []
    for _ in 0..<items {
      let columns = (0..<items).filter { _ in Bool.random(using: &generator) }
      rows.append(
        columns.map {
          ItemMatrix.Cell(item: ItemIndex($0), value: .random(in: -1...1, using: &generator))
        })
    }
    let matrix = ItemMatrix(rows: rows)
    let history = UserHistory(
      (0..<items).filter { $0.isMultiple(of: 3) }.map {
        UserHistory.Entry(item: ItemIndex($0), weight: .random(in: -1...1, using: &generator))
      } + [UserHistory.Entry(item: ItemIndex(items + 5), weight: 1)])
    var expected = [Float](repeating: 0, count: items)
    for entry in history.entries where entry.item.position < items {
      for cell in rows[entry.item.position] {
        expected[cell.item.position] += entry.weight * cell.value
      }
    }
    #expect(
      ItemMatrixModel(weights: matrix).scores(for: ScoringRequest(history: history)) == expected)
  }
}
