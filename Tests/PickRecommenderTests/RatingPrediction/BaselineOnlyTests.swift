import PickRecommender
import Synchronization
import Testing

@Suite struct BaselineOnlyTests {
  private func twoUsers() throws -> RatingSet {
    try RatingSet(
      itemCount: 2, rowOffsets: [0, 2, 3], items: [0, 1, 0], ratings: [5, 3, 4], scale: 1...5)
  }

  @Test("one epoch of least squares by hand")
  func leastSquares() throws {
    // μ = 4; items: (1 + 0) / (10 + 2) and -1 / (10 + 1); then users given items.
    let baselines = try Baselines.leastSquares(twoUsers(), epochs: 1)
    #expect(abs(baselines.itemBiases[0] - 1 / 12) < 1e-12)
    #expect(abs(baselines.itemBiases[1] + 1 / 11) < 1e-12)
    #expect(abs(baselines.userBiases[0] - (1 / 11 - 1.0 / 12) / 17) < 1e-12)
    #expect(abs(baselines.userBiases[1] + (1.0 / 12) / 16) < 1e-12)
  }

  @Test("one epoch of gradient descent by hand")
  func gradientDescent() throws {
    let baselines = try Baselines.gradientDescent(
      twoUsers(), epochs: 1, learningRate: 0.1, regularization: 0)
    // Errors in turn: 1; -1 - 0.1 = -1.1; 0 - 0.1.
    #expect(abs(baselines.userBiases[0] - (0.1 - 0.11)) < 1e-12)
    #expect(abs(baselines.itemBiases[1] + 0.11) < 1e-12)
    #expect(abs(baselines.itemBiases[0] - 0.09) < 1e-12)
    #expect(abs(baselines.userBiases[1] + 0.01) < 1e-12)
  }

  @Test("an unknown user or item has no bias")
  func unknown() throws {
    let model = try BaselineOnly().fit(twoUsers(), context: FitContext())
    #expect(model.estimate(user: nil, item: nil) == 4)
    #expect(model.estimate(user: UserIndex(9), item: ItemIndex(9)) == 4)
    #expect(
      model.estimate(user: nil, item: ItemIndex(0)) == 4 + model.baselines.itemBiases[0])
  }

  @Test("a fit of many epochs stops between two of them", arguments: BaselineOnly.Method.allCases)
  func stopped(method: BaselineOnly.Method) throws {
    var recipe = BaselineOnly()
    (recipe.method, recipe.epochs) = (method, 100)
    let asked = Atomic<Int>(0)
    let context = FitContext(isCancelled: {
      asked.add(1, ordering: .relaxed).newValue > 5
    })
    #expect(throws: FitError.cancelled) { try recipe.fit(twoUsers(), context: context) }
  }

  @Test("0 epochs are the usual number of the method")
  func usualEpochs() throws {
    let ratings = try RandomRatings.set(seed: 4)
    var recipe = BaselineOnly()
    #expect(
      try recipe.fit(ratings, context: FitContext()).baselines == .leastSquares(ratings, epochs: 10)
    )
    recipe.method = .sgd
    #expect(
      try recipe.fit(ratings, context: FitContext()).baselines
        == .gradientDescent(ratings, epochs: 20))
  }
}
