import PickModel
import Testing

@testable import PickRecommender

@Suite struct NearestColumnsTests {
  /// All products, the K largest by (product, lower column), without the diagonal.
  private static func reference(_ matrix: InteractionMatrix, count: Int) -> [[Int: Float]] {
    let rows = RandomData.dense(matrix)
    return (0..<matrix.itemCount).map { column in
      let products = (0..<matrix.itemCount).map { other in
        rows.reduce(Float(0)) { $0 + $1[column] * $1[other] }
      }
      let best = products.indices.filter { products[$0] > 0 }
        .sorted { (-products[$0], $0) < (-products[$1], $1) }.prefix(count)
      return Dictionary(
        uniqueKeysWithValues: best.filter { $0 != column }.map { ($0, products[$0]) })
    }
  }

  /// Weights of 1, 2 and 4 have exact sums and many ties; a share of the cells is filled.
  private static func matrix(
    users: Int, items: Int, oneIn: Int, _ generator: inout SplitMix64
  ) -> InteractionMatrix {
    var builder = InteractionMatrixBuilder(itemCount: items)
    for _ in 0..<users {
      for item in 0..<items where Int.random(in: 0..<oneIn, using: &generator) == 0 {
        let weight = Float(1 << Int.random(in: 0..<3, using: &generator))
        builder.add(item: ItemIndex(item), weight: weight)
      }
      builder.endRow()
    }
    return builder.build()
  }

  @Test(
    "the same columns, products and ties as by comparing every pair",
    arguments: [(30, 10, 2), (40, 150, 3), (60, 300, 40), (5, 260, 100), (3, 1, 1)])
  func compared(users: Int, items: Int, oneIn: Int) throws {
    var generator = SplitMix64(seed: UInt64(users * items))
    for _ in 0..<5 {
      let matrix = Self.matrix(users: users, items: items, oneIn: oneIn, &generator)
      for (count, threads) in [(1, 1), (4, 2), (1000, 3)] {
        let rows = try NearestColumns.search(
          matrix, count: count, context: FitContext(threads: threads))
        let expected = Self.reference(matrix, count: count)
        for (row, wanted) in zip(rows, expected) {
          #expect(row.map(\.item) == row.map(\.item).sorted())
          let found = Dictionary(uniqueKeysWithValues: row.map { ($0.item.position, $0.value) })
          #expect(found == wanted)
        }
      }
    }
  }

  @Test("a search that is stopped says so")
  func cancelled() throws {
    var generator = SplitMix64(seed: 1)
    let matrix = Self.matrix(users: 9, items: 9, oneIn: 2, &generator)
    #expect(throws: FitError.cancelled) {
      try NearestColumns.search(matrix, count: 3, context: FitContext(isCancelled: { true }))
    }
  }
}
