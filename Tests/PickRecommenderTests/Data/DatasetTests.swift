import PickModel
import Testing

@testable import PickRecommender

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

@Suite struct ItemMatrixTests {
  private func matrix(
    offsets: [Int64] = [0, 2, 2, 3], columns: [Int32] = [1, 2, 0], values: [Float] = [0.5, -1, 2]
  ) throws -> ItemMatrix {
    try ItemMatrix(
      itemCount: 3, rowOffsets: TensorStorage(offsets), columns: TensorStorage(columns),
      values: TensorStorage(values))
  }

  @Test("cells are found, others are 0")
  func values() throws {
    let matrix = try matrix()
    #expect(matrix.value(ItemIndex(0), ItemIndex(2)) == -1)
    #expect(matrix.value(ItemIndex(1), ItemIndex(2)) == 0)
    #expect(matrix.row(ItemIndex(2)) == [.init(item: ItemIndex(0), value: 2)])
  }

  @Test("rows add up in either precision")
  func accumulate() throws {
    let matrix = try matrix()
    var single = [Float](repeating: 1, count: 3)
    var double = [Double](repeating: 1, count: 3)
    var singles = single.mutableSpan
    var doubles = double.mutableSpan
    matrix.accumulate(ItemIndex(0), times: Float(2), into: &singles)
    matrix.accumulate(ItemIndex(0), times: Double(2), into: &doubles)
    #expect(single == [1, 2, -1] && double == [1, 2, -1])
  }

  @Test(
    "offsets that leave the cells are refused",
    arguments: [[0, 2, 3], [0, 2, 1, 3], [1, 2, 2, 3], [0, 2, 2, 4], [0, -1, 2, 3], []]
      as [[Int64]])
  func refused(offsets: [Int64]) {
    #expect(throws: DatasetError.inconsistentLengths) { _ = try matrix(offsets: offsets) }
  }

  @Test("a damaged column is skipped, not followed", arguments: [-1, 3, Int32.max, .min])
  func damaged(column: Int32) throws {
    let matrix = try matrix(columns: [1, column, 0])
    var scores = [Double](repeating: 0, count: 3)
    var span = scores.mutableSpan
    matrix.accumulate(ItemIndex(0), times: 1.0, into: &span)
    #expect(scores == [0, 0.5, 0])
    #expect(matrix.row(ItemIndex(0)).map(\.item) == [ItemIndex(1)])
  }

  @Test("scaling keeps places")
  func scaled() throws {
    let scaled = try matrix().scaled(by: 2)
    #expect(scaled.values.elements == [1, -2, 4])
    #expect(scaled.columns.elements == [1, 2, 0])
  }
}

@Suite("the emphasis of weights")
struct EmphasisTests {
  @Test("none takes all of one sign alike, full as they are, between them a power")
  func powers() {
    for (weight, alike) in [(0.3, 1), (2, 1), (-0.3, -1), (0, 0)] as [(Float, Float)] {
      #expect(Emphasis.none(weight) == alike)
      #expect(Emphasis.full(weight) == weight)
    }
    #expect(Emphasis(power: 0.5)(0.25) == 0.5)
    #expect(Emphasis(power: 2)(-3) == -9)
  }

  @Test("whatever weight and power are, what comes out is a number and keeps its sign")
  func extremes() {
    for power in [0, 0.5, 1.5, 4] {
      let emphasis = Emphasis(power: power)
      for weight: Float in [.leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e-20, 1e20] {
        #expect(emphasis(weight).isFinite && emphasis(weight) > 0)
        #expect(emphasis(-weight).isFinite && emphasis(-weight) < 0)
      }
    }
  }

  @Test("EASE, popularity and ALS without emphasis are those of a matrix of ones", arguments: 0..<4)
  func binary(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let matrix = RandomData.matrix(users: 8...20, items: 5...9, using: &generator)
    try #require(matrix.nonzeroCount > 0)
    let (weighed, plain) = (
      try RandomData.dataset(matrix),
      try RandomData.dataset(
        InteractionMatrix(
          checkedItemCount: matrix.itemCount, rowOffsets: matrix.rowOffsets,
          columns: matrix.columns, weights: matrix.weights.map { _ in 1 }))
    )
    func agree(_ alike: some Recommender, _ full: some Recommender) throws {
      let first = try alike.fit(weighed, context: FitContext(seed: 3))
      let second = try full.fit(plain, context: FitContext(seed: 3))
      for user in 0..<matrix.userCount {
        #expect(
          first.scores(for: ScoringRequest(history: weighed.history(of: UserIndex(user))))
            == second.scores(for: ScoringRequest(history: plain.history(of: UserIndex(user)))))
      }
    }
    try agree(EASE(regularization: 3, emphasis: .none), EASE(regularization: 3))
    try agree(
      EASEFeatures(ease: EASE(regularization: 3, emphasis: .none)),
      EASEFeatures(ease: EASE(regularization: 3)))
    try agree(Popularity(halfLifeDays: 0, emphasis: .none), Popularity(halfLifeDays: 0))
    try agree(ImplicitALS(factors: 4, emphasis: .none), ImplicitALS(factors: 4))
  }
}
