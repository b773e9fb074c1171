import PickModel
import Testing

@testable import PickRecommender

@Suite struct InverseWeightsTests {
  @Test("rows agree with the formula on the whole matrix", arguments: [1, 2, 63, 64, 65, 150])
  func againstReference(order: Int) throws {
    var generator = SplitMix64(seed: UInt64(order))
    let upper = RandomData.positiveDefinite(order: order, using: &generator).upper
    var whole = upper
    SymmetricInverse.mirrorUpper(&whole, order: order)
    for neighbours in [0, 1, 7, order] {
      var matrix = upper
      let weights = try InverseWeights.strongest(
        ofUpper: &matrix, order: order, neighbours: neighbours, context: FitContext(threads: 2))
      #expect(weights.itemCount == order)
      for row in 0..<order {
        let others = (0..<order).filter { $0 != row }
        let expected = others.map { column -> (Int, Float) in
          let diagonal: Float = whole[column * order + column]
          return (column, whole[row * order + column] * (-1 / diagonal))
        }
        .sorted { (-abs($0.1), $0.0) < (-abs($1.1), $1.0) }
        .prefix(neighbours == 0 ? order : neighbours).sorted { $0.0 < $1.0 }
        let cells = weights.row(ItemIndex(row))
        #expect(cells.map(\.item.position) == expected.map(\.0))
        #expect(cells.map(\.value) == expected.map(\.1))
      }
    }
  }

  @Test("a diagonal without an inverse is an error")
  func diverged() {
    var matrix: [Float] = [1, 0, 0, 0]
    #expect(throws: FitError.diverged(iteration: 0)) {
      _ = try InverseWeights.strongest(
        ofUpper: &matrix, order: 2, neighbours: 1, context: FitContext())
    }
  }
}
