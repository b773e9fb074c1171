import Testing

@testable import PickRecommender

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
