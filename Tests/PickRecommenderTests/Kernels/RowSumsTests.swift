import PickModel
import Testing

@testable import PickRecommender

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
