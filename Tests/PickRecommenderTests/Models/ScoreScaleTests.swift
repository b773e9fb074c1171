import PickRecommender
import Testing

@Suite struct ScoreScaleTests {
  @Test("the typical score grows with the weights, so dividing by it takes their scale away")
  func scale() throws {
    let data = try Checkerboard.dataset()
    let weights = try EASE(regularization: 1).fit(data, context: FitContext()).weights
    let typical = try #require(ScoreScale.typical(weights, for: data))
    let doubled = try #require(ScoreScale.typical(weights.scaled(by: 2), for: data))
    #expect(typical > 0)
    #expect(abs(doubled - 2 * typical) < 1e-5)
  }

  @Test("what comes by way of other items in sparse data does not make everything loud")
  func sparse() throws {
    // Viewer i watched items i and i + 1: nobody has ten items to be recommended but by detours.
    let matrix = try InteractionMatrix(
      itemCount: 12, rowOffsets: (0...11).map { 2 * $0 },
      columns: (0..<11).flatMap { [Int32($0), Int32($0) + 1] },
      weights: Array(repeating: 1, count: 22))
    let data = try Dataset(
      interactions: matrix, times: (0..<22).map { Int64($0) }, items: Vocabulary(0..<12),
      users: Vocabulary(0..<11))
    let weights = try EASE(regularization: 60).fit(data, context: FitContext()).weights
    let typical = try #require(ScoreScale.typical(weights, for: data))
    let loudest = try #require(weights.values.elements.max())
    #expect(loudest / typical < 1001)
  }

  @Test("weights that recommend nothing have no typical score")
  func nothing() throws {
    let data = try Checkerboard.dataset()
    #expect(ScoreScale.typical(.empty(itemCount: Checkerboard.size), for: data) == nil)
  }
}
