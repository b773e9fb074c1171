import PickRecommender
import Synchronization
import Testing

@Suite struct NormalPredictorTests {
  @Test("estimates are spread as the ratings were")
  func distribution() throws {
    let ratings = try RandomRatings.set(users: 60, items: 40, seed: 1)
    let model = try NormalPredictor().fit(ratings, context: FitContext(seed: 5))
    let drawn = (0..<100).flatMap { user in
      (0..<100).compactMap { model.estimate(user: UserIndex(user), item: ItemIndex($0)) }
    }
    let mean = drawn.reduce(0, +) / Double(drawn.count)
    let squares = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(drawn.count)).squareRoot()
    #expect(abs(mean - model.mean) < 0.05)
    #expect(abs(deviation - model.deviation) < 0.05)
  }

  @Test("mean and deviation by hand")
  func byHand() throws {
    let ratings = try RatingSet(
      itemCount: 2, rowOffsets: [0, 2], items: [0, 1], ratings: [1, 5], scale: 1...5)
    let model = try NormalPredictor().fit(ratings, context: FitContext())
    #expect(model.mean == 3 && model.deviation == 2)
  }
}

@Suite struct NMFTests {
  @Test("one rating, one factor: the first update by hand")
  func byHand() throws {
    let ratings = try RatingSet(
      itemCount: 1, rowOffsets: [0, 1], items: [0], ratings: [4], scale: 1...5)
    var recipe = NMF()
    (recipe.factors, recipe.epochs) = (1, 1)
    (recipe.initialLow, recipe.initialHigh) = (2, 2)
    let model = try recipe.fit(ratings, context: FitContext())
    // p = q = 2 · (2 · 4) / (2 · 4 + 0.06 · 2), both at once.
    let factor = 2 * 8 / 8.12
    let estimate = try #require(model.estimate(user: UserIndex(0), item: ItemIndex(0)))
    #expect(abs(estimate - factor * factor) < 1e-12)
  }

  @Test("with biases strangers get what is known, without them nothing")
  func strangers() throws {
    let ratings = try RandomRatings.set(seed: 2)
    var recipe = NMF()
    let plain = try recipe.fit(ratings, context: FitContext())
    #expect(plain.estimate(user: UserIndex(0), item: nil) == nil)
    recipe.isBiased = true
    let biased = try recipe.fit(ratings, context: FitContext())
    #expect(biased.estimate(user: nil, item: nil) == ratings.mean)
    #expect(biased.estimate(user: UserIndex(0), item: nil) != ratings.mean)
  }
}

@Suite struct CoClusteringTests {
  @Test("one cluster of each is the sum of means")
  func oneCluster() throws {
    let ratings = try RatingSet(
      itemCount: 2, rowOffsets: [0, 2, 3], items: [0, 1, 0], ratings: [5, 3, 1], scale: 1...5)
    var recipe = CoClustering()
    (recipe.userClusters, recipe.itemClusters) = (1, 1)
    let model = try recipe.fit(ratings, context: FitContext())
    // μ = 3, user 1 has 1, item 1 has 3: 3 + (1 − 3) + (3 − 3).
    #expect(model.estimate(user: UserIndex(1), item: ItemIndex(1)) == 1)
    #expect(model.estimate(user: nil, item: ItemIndex(1)) == nil)
  }

  @Test("two kinds of users who rate two kinds of items oppositely are told apart")
  func twoKinds() throws {
    var (offsets, items, values) = ([0], [Int32](), [Double]())
    for user in 0..<20 {
      for item in 0..<20 where (user * 7 + item * 3) % 11 != 0 {
        items.append(Int32(item))
        values.append(user % 2 == item % 2 ? 5 : 1)
      }
      offsets.append(items.count)
    }
    let ratings = try RatingSet(
      itemCount: 20, rowOffsets: offsets, items: items, ratings: values, scale: 1...5)
    var recipe = CoClustering()
    (recipe.userClusters, recipe.itemClusters) = (2, 2)
    let errors = try (UInt64(0)..<8).map { seed in
      let model = try recipe.fit(ratings, context: FitContext(seed: seed))
      return (0..<400).reduce(0.0) { sum, pair in
        let (user, item) = (pair / 20, pair % 20)
        let expected: Double = user % 2 == item % 2 ? 5 : 1
        return sum
          + abs(model.predict(user: UserIndex(user), item: ItemIndex(item)) - expected) / 400
      }
    }
    #expect((errors.min() ?? 9) < 0.5)
  }
}

@Suite struct SlopeOneTests {
  /// Three users and three items; the third item is unrated by the last two users.
  private func example(_ ratings: [Double]) throws -> RatingSet {
    try RatingSet(
      itemCount: 4, rowOffsets: [0, 3, 5, 7], items: [0, 1, 2, 0, 1, 1, 2], ratings: ratings,
      scale: 0.5...5)
  }

  @Test("the example of the paper's kind, by hand")
  func byHand() throws {
    let model = try SlopeOne().fit(example([5, 3, 2, 3, 4, 2, 5]), context: FitContext())
    // dev(0, 1) = ((5 − 3) + (3 − 4)) / 2, dev(0, 2) = 5 − 2; the last user's mean is 3.5.
    let estimate = try #require(model.estimate(user: UserIndex(2), item: ItemIndex(0)))
    #expect(abs(estimate - (3.5 + (0.5 + 3) / 2)) < 1e-6)
    // An item the user rated has no deviation from itself, but counts: dev(1, 2) = (1 − 3) / 2.
    let own = try #require(model.estimate(user: UserIndex(2), item: ItemIndex(1)))
    #expect(abs(own - (3.5 + (0 + -1.0) / 2)) < 1e-6)
  }

  @Test("half stars are cut off in deviations unless asked for")
  func wholeStars() throws {
    var recipe = SlopeOne()
    let ratings = try example([4.5, 3, 2.5, 3, 4, 2, 5])
    let whole = try recipe.fit(ratings, context: FitContext())
    recipe.usesWholeStars = false
    let exact = try recipe.fit(ratings, context: FitContext())
    let (user, item) = (UserIndex(2), ItemIndex(0))
    #expect(abs((whole.estimate(user: user, item: item) ?? 0) - (3.5 + (0 + 2.0) / 2)) < 1e-6)
    #expect(abs((exact.estimate(user: user, item: item) ?? 0) - (3.5 + (0.25 + 2) / 2)) < 1e-6)
  }

  @Test("without anything to compare with a user's mean stands; strangers get nothing")
  func strangers() throws {
    let ratings = try RatingSet(
      itemCount: 3, rowOffsets: [0, 1, 2], items: [0, 1], ratings: [4, 2], scale: 1...5)
    let model = try SlopeOne().fit(ratings, context: FitContext())
    #expect(model.estimate(user: UserIndex(0), item: ItemIndex(1)) == 4)
    #expect(model.estimate(user: UserIndex(0), item: ItemIndex(2)) == nil)
    #expect(model.estimate(user: nil, item: ItemIndex(1)) == nil)
    #expect(model.predict(user: nil, item: ItemIndex(1)) == 3)
  }
}

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
