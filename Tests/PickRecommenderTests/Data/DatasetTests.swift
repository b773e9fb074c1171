import PickRecommender
import Testing

@Suite struct InteractionMatrixTests {
  @Test("a broken rule is refused with the row it is broken in")
  func refused() {
    #expect(throws: DatasetError.unsortedColumns(row: 0)) {
      try InteractionMatrix(itemCount: 3, rowOffsets: [0, 2], columns: [1, 1], weights: [1, 1])
    }
    #expect(throws: DatasetError.columnOutOfRange(row: 1)) {
      try InteractionMatrix(
        itemCount: 3, rowOffsets: [0, 1, 2], columns: [2, 3], weights: [1, 1])
    }
    for weight in [0, -1, Float.nan, .infinity] {
      #expect(throws: DatasetError.invalidWeight(row: 0)) {
        try InteractionMatrix(itemCount: 3, rowOffsets: [0, 1], columns: [0], weights: [weight])
      }
    }
    for offsets in [[1, 1], [0, 2], [0, 1, 0, 1], [0, 3, 1], []] {
      #expect(throws: DatasetError.inconsistentLengths) {
        try InteractionMatrix(itemCount: 3, rowOffsets: offsets, columns: [0], weights: [1])
      }
    }
  }

  @Test("transposing twice gives the matrix back")
  func transposed() throws {
    let matrix = try InteractionMatrix(
      itemCount: 3, rowOffsets: [0, 2, 2, 3], columns: [0, 2, 2], weights: [1, 2, 3])
    let transposed = matrix.transposed()
    #expect(transposed.rowOffsets == [0, 1, 1, 3])
    #expect(transposed.columns == [0, 0, 2])
    #expect(transposed.weights == [1, 2, 3])
    #expect(transposed.transposed() == matrix)
  }

  @Test("the builder sorts a row, sums repeated cells and leaves out what is no weight")
  func builder() throws {
    var builder = InteractionMatrixBuilder(itemCount: 4)
    for (item, weight) in [(3, 1), (0, 2), (3, 4), (1, 0), (2, .nan)] as [(Int, Float)] {
      builder.add(item: ItemIndex(item), weight: weight)
    }
    builder.endRow()
    builder.endRow()
    builder.add(item: ItemIndex(1), weight: 1)
    let expected = try InteractionMatrix(
      itemCount: 4, rowOffsets: [0, 2, 2], columns: [0, 3], weights: [2, 5])
    #expect(builder.build() == expected)
    #expect(builder.rowCount == 2)
  }
}

@Suite struct UserHistoryTests {
  @Test("entries are sorted, repeated items summed, and what is no number left out")
  func merged() {
    let history = UserHistory([
      .init(item: ItemIndex(4), weight: 1, lastSeconds: 10),
      .init(item: ItemIndex(2), weight: .nan, lastSeconds: 10),
      .init(item: ItemIndex(1), weight: -1, lastSeconds: 10),
      .init(item: ItemIndex(4), weight: 2, lastSeconds: 5),
    ])
    #expect(
      history.entries == [
        .init(item: ItemIndex(1), weight: -1, lastSeconds: 10),
        .init(item: ItemIndex(4), weight: 3, lastSeconds: 10),
      ])
  }
}

@Suite struct VocabularyTests {
  @Test("equal sets get equal indices whatever their order")
  func order() {
    #expect(Vocabulary([30, 10, 20, 10]) == Vocabulary([20, 30, 10]))
    #expect(Vocabulary([30, 10, 20]).identifiers == [10, 20, 30])
  }

  @Test("every identifier is found where it stands, and no other is")
  func positions() {
    let vocabulary = Vocabulary([Int64.min, -5, 0, 7, Int64.max])
    for (position, id) in vocabulary.identifiers.enumerated() {
      #expect(vocabulary.position(of: id) == position)
    }
    #expect(vocabulary.position(of: 6) == nil)
    #expect(Vocabulary<Int64>([]).position(of: 1) == nil)
  }
}
