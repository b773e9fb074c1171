import PickRecommender
import Testing

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
