import Foundation
import PickModel
import PickRecommender
import Synchronization
import Testing

/// What every rating model promises; a new model adds one line to `all`.
struct RatingPredictorCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let fitted: @Sendable (RatingSet, FitContext) throws -> any FittedRatingPredictor
  let roundTrips: @Sendable () throws -> Bool

  init<Recipe: RatingPredictor>(_ recipe: Recipe) {
    testDescription = String(describing: Recipe.self)
    fitted = { ratings, context in try recipe.fit(ratings, context: context) }
    roundTrips = {
      try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe)) == recipe
    }
  }

  func fit(_ ratings: RatingSet, _ context: FitContext = FitContext(seed: 7)) throws
    -> any FittedRatingPredictor
  {
    try fitted(ratings, context)
  }

  static let all = [
    RatingPredictorCase(NormalPredictor()),
    RatingPredictorCase(BaselineOnly()),
    RatingPredictorCase(KNNBasic()),
    RatingPredictorCase(KNNWithMeans()),
    RatingPredictorCase(KNNWithZScore()),
    RatingPredictorCase(KNNBaseline()),
    RatingPredictorCase(SVD()),
    RatingPredictorCase(SVDPlusPlus()),
    RatingPredictorCase(NMF()),
    RatingPredictorCase(SlopeOne()),
    RatingPredictorCase(CoClustering()),
    RatingPredictorCase(RatingBlend()),
  ]
}

@Suite("RatingPredictorContract") struct RatingPredictorContract {
  /// Every pair of the set's users and items, and the strangers.
  private static func estimates(
    _ model: any FittedRatingPredictor, _ ratings: RatingSet
  ) -> [Double] {
    let users = [nil] + (0..<ratings.userCount).map { UserIndex($0) }
    let items = [nil] + (0..<ratings.itemCount).map { ItemIndex($0) }
    return users.flatMap { user in items.map { model.predict(user: user, item: $0) } }
  }

  @Test("the same data and seed give the same estimates", arguments: RatingPredictorCase.all)
  func deterministic(model: RatingPredictorCase) throws {
    let ratings = try RandomRatings.set(seed: 1)
    let first = try Self.estimates(model.fit(ratings), ratings)
    let second = try Self.estimates(model.fit(ratings), ratings)
    #expect(first == second)
  }

  @Test("the number of threads changes nothing", arguments: RatingPredictorCase.all)
  func threads(model: RatingPredictorCase) throws {
    let ratings = try RandomRatings.set(seed: 2)
    let alone = try Self.estimates(model.fit(ratings, FitContext(seed: 7, threads: 1)), ratings)
    let many = try Self.estimates(model.fit(ratings, FitContext(seed: 7, threads: 4)), ratings)
    #expect(zip(alone, many).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("estimates lie on the scale, for strangers too", arguments: RatingPredictorCase.all)
  func onTheScale(model: RatingPredictorCase) throws {
    for seed in UInt64(0)..<4 {
      let ratings = try RandomRatings.set(seed: seed)
      let fitted = try model.fit(ratings)
      #expect(fitted.scale == ratings.scale)
      #expect(abs(fitted.mean - ratings.mean) < 1e-9)
      #expect(Self.estimates(fitted, ratings).allSatisfy { $0 >= 1 && $0 <= 5 })
    }
  }

  @Test("users and items without ratings are no harm", arguments: RatingPredictorCase.all)
  func cold(model: RatingPredictorCase) throws {
    let ratings = try RatingSet(
      itemCount: 3, rowOffsets: [0, 0, 1, 2], items: [1, 1], ratings: [4, 2], scale: 1...5)
    let estimates = try Self.estimates(model.fit(ratings), ratings)
    #expect(estimates.allSatisfy { $0 >= 1 && $0 <= 5 })
  }

  @Test("a recipe survives encoding", arguments: RatingPredictorCase.all)
  func recoded(model: RatingPredictorCase) throws { #expect(try model.roundTrips()) }

  @Test("nothing to learn from is a typed error", arguments: RatingPredictorCase.all)
  func empty(model: RatingPredictorCase) throws {
    let ratings = try RatingSet(itemCount: 0, rowOffsets: [0], items: [], ratings: [])
    #expect(throws: FitError.emptyDataset) { _ = try model.fit(ratings) }
  }

  @Test(
    "a fit tells how far it is, ever further, up to the end", arguments: RatingPredictorCase.all)
  func progress(model: RatingPredictorCase) throws {
    let told = Mutex<[Double]>([])
    _ = try model.fit(
      RandomRatings.set(seed: 4),
      FitContext(progress: { share in told.withLock { $0.append(share) } }))
    let shares = told.withLock { $0 }
    #expect(shares.last == 1 && shares.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(shares == shares.sorted())
  }

  @Test("a fit stops when asked to", arguments: RatingPredictorCase.all)
  func cancelled(model: RatingPredictorCase) throws {
    let ratings = try RandomRatings.set(seed: 3)
    #expect(throws: FitError.cancelled) {
      _ = try model.fit(ratings, FitContext(isCancelled: { true }))
    }
  }
}

@Suite("RatingRanking") struct RatingRankingTests {
  @Test("items come in the order of the ratings expected of the user, or of a stranger")
  func order() throws {
    var random = SplitMix64(seed: 4)
    let matrix = RandomData.matrix(users: 30...30, items: 20...20, using: &random)
    let data = try RandomData.dataset(matrix)
    let ranking = try RatingRanking(BaselineOnly()).fit(data, context: FitContext(seed: 1))
    for user in [UserIndex(0), UserIndex(7), nil] {
      let history = user.map(data.history) ?? .empty
      let best = ranking.recommend(
        20, for: ScoringRequest(history: history, user: user), among: .all())
      let seen = Set(history.entries.map(\.item))
      let expected = (0..<20).map { ItemIndex($0) }.filter { !seen.contains($0) }
        .map { Float(ranking.model.predict(user: user, item: $0)) }.sorted(by: >)
      #expect(best.map { Float($0.score) } == expected)
      #expect(Set(expected).count > 5)
    }
  }
}
