import PickRecommender
import Testing

@Suite struct EvaluatorTests {
  @Test("the split follows time, ties the item, and rounds the past up")
  func split() throws {
    let matrix = try InteractionMatrix(
      itemCount: 5, rowOffsets: [0, 5, 6], columns: [0, 1, 2, 3, 4, 4],
      weights: [1, 1, 1, 1, 1, 1])
    let data = try Dataset(
      interactions: matrix, times: [9, 1, 5, 5, 2, 0], items: Vocabulary(0..<5),
      users: Vocabulary(0..<2))
    let split = try TimeSplit(trainShare: 0.5, positiveWeight: 1).split(data)
    // User 0 by time: 1, 4, 2, 3 (tie), 0; the first ⌈2.5⌉ are the past.
    #expect(split.train.interactions.columns == [1, 2, 4, 4])
    #expect(split.train.times == [1, 5, 2, 0])
    // 3 and 0 are held out, but nobody in the past watched them.
    #expect(split.heldOut == [[], []])
  }

  @Test("what was liked too little is held out and no hit")
  func positives() throws {
    let matrix = try InteractionMatrix(
      itemCount: 2, rowOffsets: [0, 2, 4], columns: [0, 1, 0, 1], weights: [1, 0.4, 1, 0.9])
    let data = try Dataset(
      interactions: matrix, times: [0, 1, 1, 0], items: Vocabulary(0..<2),
      users: Vocabulary(0..<2))
    let split = try TimeSplit(trainShare: 0.5, positiveWeight: 0.5).split(data)
    #expect(split.heldOut == [[], [ItemIndex(0)]])
  }

  @Test("a model that knows the answer scores 1, and users without one are counted apart")
  func perfect() throws {
    let data = try Checkerboard.dataset()
    let heldOut = (0..<Checkerboard.size).map { user in
      user < 5 ? [] : Set([ItemIndex(Checkerboard.withheld(from: user))])
    }
    let evaluator = Evaluator(
      split: Split(train: data, heldOut: heldOut), metrics: [NDCG(at: 1), Recall(at: 1)])
    let report = try evaluator.evaluate(EASE(regularization: 1))
    #expect(report.usersSkipped == 5 && report.usersCounted == 15)
    #expect(report.mean("ndcg@1") == 1 && report.mean("recall@1") == 1)
    #expect(report.results[0].margin == 0)
    #expect(report.mean("precision@1") == nil)
  }

  @Test("nobody to measure is no zero")
  func nobody() throws {
    let data = try Checkerboard.dataset()
    let heldOut = Array(repeating: Set<ItemIndex>(), count: Checkerboard.size)
    let report = try Evaluator(
      split: Split(train: data, heldOut: heldOut), metrics: [NDCG(at: 1)]
    ).evaluate(Popularity())
    #expect(report.results[0].mean == nil && report.results[0].margin == nil)
  }
}
