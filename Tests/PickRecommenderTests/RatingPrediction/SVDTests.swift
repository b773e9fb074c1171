import PickModel
import Testing

@testable import PickRecommender

@Suite struct SVDTests {
  @Test(
    "each kernel learns what the update rules say, rating by rating",
    arguments: SVDKernel.Path.allCases.filter { $0.takes(width: 128) }, [true, false])
  func againstDefinition(path: SVDKernel.Path, isBiased: Bool) throws {
    for seed in UInt64(0)..<8 {
      var generator = SplitMix64(seed: seed)
      let ratings = try RandomRatings.set(users: 15, items: 12, seed: seed)
      let width = path.laneWidth * (Int(seed) + 1)
      func rows(_ count: Int) -> [Float] {
        (0..<count * width).map { _ in Float.random(in: -0.3...0.3, using: &generator) }
      }
      var state = SVDKernel.State(
        width: width, userBiases: Array(repeating: 0, count: ratings.userCount),
        itemBiases: Array(repeating: 0, count: ratings.itemCount),
        userFactors: rows(ratings.userCount), itemFactors: rows(ratings.itemCount))
      var expected = state
      let step = SVDKernel.Step(
        mean: isBiased ? Float(ratings.mean) : 0, rate: 0.03, decay: 1 - 0.03 * 0.4,
        isBiased: isBiased)
      for _ in 0..<3 { Self.descend(ratings, step, &expected) }
      try SVDKernel.descend(
        ratings, epochs: 3, step: step, &state, context: FitContext(), path: path)
      #expect(Self.distance(state.userFactors, expected.userFactors) < 1e-4)
      #expect(Self.distance(state.itemFactors, expected.itemFactors) < 1e-4)
      #expect(Self.distance(state.userBiases, expected.userBiases) < 1e-4)
      #expect(Self.distance(state.itemBiases, expected.itemBiases) < 1e-4)
    }
  }

  @Test("a decay that soon vanishes does no harm", arguments: [0, 0.02, 0.5, 0.999])
  func strongDecay(decay: Float) throws {
    let ratings = try RandomRatings.set(users: 30, items: 60, seed: 4)
    let factors = [Float](repeating: 0.1, count: 60 * 16)
    let initial = SVDKernel.State(
      width: 16, userBiases: Array(repeating: 0, count: 30),
      itemBiases: Array(repeating: 0, count: 60), userFactors: Array(factors.prefix(30 * 16)),
      itemFactors: factors)
    let step = SVDKernel.Step(mean: 3, rate: 0.01, decay: decay, isBiased: true)
    let states = try SVDKernel.Path.allCases.filter { $0.takes(width: 16) }.map { path in
      var state = initial
      try SVDKernel.descend(
        ratings, epochs: 5, step: step, &state, context: FitContext(), path: path)
      return state
    }
    for state in states.dropFirst() {
      #expect(Self.distance(states[0].userFactors, state.userFactors) < 1e-4)
      #expect(Self.distance(states[0].itemFactors, state.itemFactors) < 1e-4)
    }
  }

  @Test("where one part of the ratings ends and the next begins nothing is lost")
  func parts() throws {
    // More ratings than fit into one part.
    let ratings = try RandomRatings.set(users: 800, items: 800, seed: 5)
    #expect(ratings.count > 1 << 18)
    let (biases, factors) = (
      [Float](repeating: 0, count: 800), [Float](repeating: 0.1, count: 800 * 16)
    )
    var state = SVDKernel.State(
      width: 16, userBiases: biases, itemBiases: biases, userFactors: factors,
      itemFactors: factors)
    var expected = state
    let step = SVDKernel.Step(mean: 3, rate: 0.01, decay: 0.999, isBiased: true)
    Self.descend(ratings, step, &expected)
    try SVDKernel.descend(
      ratings, epochs: 1, step: step, &state, context: FitContext(), path: .best(width: 16))
    #expect(Self.distance(state.userFactors, expected.userFactors) < 1e-3)
    #expect(Self.distance(state.itemBiases, expected.itemBiases) < 1e-3)
  }

  @Test("strangers get what is known of the other side; without biases, nothing")
  func strangers() throws {
    let ratings = try RandomRatings.set(seed: 1)
    var recipe = SVD()
    let biased = try recipe.fit(ratings, context: FitContext())
    #expect(biased.estimate(user: nil, item: nil) == ratings.mean)
    #expect(biased.estimate(user: UserIndex(0), item: nil) != ratings.mean)
    recipe.isBiased = false
    let plain = try recipe.fit(ratings, context: FitContext())
    #expect(plain.estimate(user: UserIndex(0), item: nil) == nil)
    #expect(plain.estimate(user: UserIndex(0), item: ItemIndex(0)) != nil)
    #expect(plain.predict(user: nil, item: ItemIndex(0)) == ratings.mean)
  }

  @Test("it fits its ratings better than the mean does")
  func learns() throws {
    let ratings = try RandomRatings.set(users: 60, items: 40, seed: 2)
    let model = try SVD().fit(ratings, context: FitContext(seed: 3))
    var (learned, constant) = (0.0, 0.0)
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) {
        let rating = ratings.ratings[cell]
        let estimate = model.predict(user: UserIndex(user), item: ItemIndex(ratings.items[cell]))
        learned += (rating - estimate) * (rating - estimate)
        constant += (rating - ratings.mean) * (rating - ratings.mean)
      }
    }
    #expect(learned < 0.7 * constant)
  }

  /// Koren's update rules as they stand.
  private static func descend(
    _ ratings: RatingSet, _ step: SVDKernel.Step, _ state: inout SVDKernel.State
  ) {
    let width = state.width
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) {
        let item = Int(ratings.items[cell])
        var match: Float = 0
        for factor in 0..<width {
          match +=
            state.userFactors[user * width + factor] * state.itemFactors[item * width + factor]
        }
        let estimate = step.mean + state.userBiases[user] + state.itemBiases[item] + match
        let change = step.rate * (Float(ratings.ratings[cell]) - estimate)
        if step.isBiased {
          state.userBiases[user] = step.decay * state.userBiases[user] + change
          state.itemBiases[item] = step.decay * state.itemBiases[item] + change
        }
        for factor in 0..<width {
          let p = state.userFactors[user * width + factor]
          let q = state.itemFactors[item * width + factor]
          state.userFactors[user * width + factor] = step.decay * p + change * q
          state.itemFactors[item * width + factor] = step.decay * q + change * p
        }
      }
    }
  }

  private static func distance(_ left: [Float], _ right: [Float]) -> Float {
    zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
