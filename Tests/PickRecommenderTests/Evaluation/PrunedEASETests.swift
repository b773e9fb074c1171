import PickRecommender
import PickTestRunning
import Testing

extension MovieLensTests {
  @Test(
    "200 weights a row keep the ranking of the dense matrix",
    .needs(.movieLens))
  func pruned() throws {
    let log = try MovieLens.log(in: #require(Self.directory))
    let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
      .rankingSplits(of: log)
    let evaluator = Evaluator(metrics: [NDCG(at: 10)])
    let dense = try evaluator.evaluate(EASE(neighbours: 0), as: "dense", on: splits)
    let pruned = try evaluator.evaluate(EASE(), as: "pruned", on: splits)
    let loss = try #require(PairedComparison(pruned, against: dense, by: "ndcg@10"))
    print(loss)
    // What it may lose at most, with 95 % certainty; docs/decisions/pruned-ease.md has the figures.
    #expect(try #require(loss.difference.low) > -0.008)
  }
}
