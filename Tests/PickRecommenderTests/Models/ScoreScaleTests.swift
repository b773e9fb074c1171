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

  @Test("weights that recommend nothing have no typical score")
  func nothing() throws {
    let data = try Checkerboard.dataset()
    #expect(ScoreScale.typical(.empty(itemCount: Checkerboard.size), for: data) == nil)
  }
}
