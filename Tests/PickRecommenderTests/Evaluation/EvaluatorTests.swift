import PickRecommender
import Testing

@Suite struct EvaluatorTests {
  @Test("a model that knows the answer scores 1, and users without one are counted apart")
  func perfect() throws {
    let data = try Checkerboard.dataset()
    let heldOut = (0..<Checkerboard.size).map { user in
      user < 5 ? [] : Set([ItemIndex(Checkerboard.withheld(from: user))])
    }
    let report = try Evaluator(at: 1).evaluate(
      EASE(regularization: 1), as: "ease", on: [Split(train: data, heldOut: heldOut)]
    ).report
    #expect(report.skipped == 5 && report.users == 15)
    #expect(report.mean("ndcg@1") == 1 && report.mean("recall@1") == 1)
    #expect(report.metrics["ndcg@1"]?.low == 1 && report.metrics["ndcg@1"]?.high == 1)
    #expect(report.mean("precision@2") == nil)
  }

  @Test("nobody to measure is no zero")
  func nobody() throws {
    let data = try Checkerboard.dataset()
    let heldOut = Array(repeating: Set<ItemIndex>(), count: Checkerboard.size)
    let report = try Evaluator(at: 1).evaluate(
      Popularity(), as: "popularity", on: [Split(train: data, heldOut: heldOut)]
    ).report
    #expect(report.mean("ndcg@1") == nil)
    #expect(report.users == 0 && report.skipped == Checkerboard.size)
  }
}
