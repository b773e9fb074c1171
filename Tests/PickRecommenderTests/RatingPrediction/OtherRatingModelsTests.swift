import PickRecommender
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
