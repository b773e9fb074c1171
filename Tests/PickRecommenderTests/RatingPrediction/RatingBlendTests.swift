import Testing

@testable import PickRecommender

@Suite struct RatingBlendTests {
  @Test("ridge regression by hand")
  func regression() {
    // A = [[1, 0], [1, 1]], b = [1, 3], λ = 1: [[3, 1], [1, 2]] x = [4, 3].
    var regression = RidgeRegression(width: 2, ridge: 1)
    regression.add([1, 0], target: 1)
    regression.add([1, 1], target: 3)
    let solution = regression.solution()
    #expect(abs(solution[0] - 1) < 1e-12 && abs(solution[1] - 1) < 1e-12)
    #expect(RidgeRegression(width: 2, ridge: 1).solution() == [0, 0])
  }

  @Test("a strong ridge leaves all parts the same weight")
  func evenWeights() throws {
    var recipe = RatingBlend()
    recipe.ridge = 1e9
    let model = try recipe.fit(RandomRatings.set(seed: 1), context: FitContext())
    let even = 1 / Double(model.weights.count)
    #expect(model.weights.allSatisfy { abs($0 - even) < 1e-6 })
  }

  @Test("the estimate is the weighted mean of the parts")
  func weightedMean() throws {
    let ratings = try RandomRatings.set(seed: 2)
    let model = try RatingBlend().fit(ratings, context: FitContext(seed: 3))
    let (user, item) = (UserIndex(4), ItemIndex(5))
    let expected = zip(model.weights, model.parts).reduce(model.mean) {
      $0 + $1.0 * (($1.1?.estimate(user: user, item: item) ?? model.mean) - model.mean)
    }
    #expect(abs((model.estimate(user: user, item: item) ?? 0) - expected) < 1e-12)
  }

  @Test("a fit reports progress that only grows, to the end")
  func progress() throws {
    let reported = Reported()
    _ = try RatingBlend().fit(
      RandomRatings.set(seed: 4), context: FitContext(progress: { reported.add($0) }))
    #expect(reported.shares == reported.shares.sorted())
    #expect(reported.shares.last == 1)
  }
}

/// Collects what a fit reports; fits report from the thread they were called on.
private final class Reported: @unchecked Sendable {
  private(set) var shares: [Double] = []
  func add(_ share: Double) { shares.append(share) }
}
