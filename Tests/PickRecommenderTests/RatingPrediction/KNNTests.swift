import Testing

@testable import PickRecommender

@Suite struct KNNTests {
  private static func fit(
    _ origin: NeighbourOrigin, _ settings: NeighbourSettings, _ ratings: RatingSet
  ) throws -> NeighbourhoodModel {
    try NeighbourhoodModel(ratings, settings, origin: origin, context: FitContext(threads: 2))
  }

  @Test(
    "estimates are what the formulas say, for users and for items", arguments: [true, false],
    RatingSimilarity.allCases)
  func formulas(isUserBased: Bool, similarity: RatingSimilarity) throws {
    for (seed, origin) in [NeighbourOrigin.zero, .means, .zscores, .baselines].enumerated() {
      let ratings = try RandomRatings.set(users: 70, items: 66, seed: UInt64(seed + 10))
      var settings = NeighbourSettings()
      settings.isUserBased = isUserBased
      settings.similarity = similarity
      settings.neighbours = 5 + seed
      settings.minimumSupport = 1 + 4 * seed
      settings.minimumNeighbours = 1 + seed
      let model = try Self.fit(origin, settings, ratings)
      let plain = try PlainNeighbours(ratings, settings, origin)
      for user in stride(from: seed, to: ratings.userCount, by: 6) {
        for item in stride(from: user % 7, to: ratings.itemCount, by: 7) {
          let (row, column) = isUserBased ? (user, item) : (item, user)
          let expected = plain.estimate(row: row, column: column)
          let found = model.estimate(user: UserIndex(user), item: ItemIndex(item))
          #expect((found == nil) == (expected == nil))
          // Similarities are kept in single precision.
          #expect(abs((found ?? 0) - (expected ?? 0)) < 1e-5)
        }
      }
    }
  }

  /// Three users; the second never rated the third item.
  ///
  ///     u0: 5 3 4
  ///     u1: 4 2 .
  ///     u2: 1 5 2
  private static func example() throws -> RatingSet {
    try RatingSet(
      itemCount: 3, rowOffsets: [0, 3, 5, 8], items: [0, 1, 2, 0, 1, 0, 1, 2],
      ratings: [5, 3, 4, 4, 2, 1, 5, 2], scale: 1...5)
  }

  @Test("three users by hand")
  func byHand() throws {
    let (user, item) = (UserIndex(1), ItemIndex(2))
    // msd: u0 differs by 1 and 1, similarity 1/2; u2 by 3 and 3, similarity 1/10.
    let basic = try KNNBasic().fit(Self.example(), context: FitContext())
    let expected = (0.5 * 4 + 0.1 * 2) / 0.6
    #expect(abs((basic.estimate(user: user, item: item) ?? 0) - expected) < 1e-6)
    // Means are 4, 3 and 8/3.
    let means = try KNNWithMeans().fit(Self.example(), context: FitContext())
    let centred = 3 + (0.5 * 0 + 0.1 * (2 - 8.0 / 3)) / 0.6
    #expect(abs((means.estimate(user: user, item: item) ?? 0) - centred) < 1e-6)
  }

  @Test("who correlates the other way is not listened to")
  func opposite() throws {
    var recipe = KNNBasic()
    recipe.settings.similarity = .pearson
    let model = try recipe.fit(Self.example(), context: FitContext())
    #expect(model.estimate(user: UserIndex(1), item: ItemIndex(2)) == 4)
  }

  @Test("too few neighbours leave the origin, or nothing")
  func tooFew() throws {
    var settings = NeighbourSettings()
    settings.minimumNeighbours = 3
    let (user, item) = (UserIndex(1), ItemIndex(2))
    let ratings = try Self.example()
    #expect(try Self.fit(.zero, settings, ratings).estimate(user: user, item: item) == nil)
    #expect(try Self.fit(.means, settings, ratings).estimate(user: user, item: item) == 3)
    let baselines = try Baselines.leastSquares(ratings)
    let model = try Self.fit(.baselines, settings, ratings)
    #expect(
      model.estimate(user: user, item: item) == baselines.estimate(user: user, item: item))
  }

  @Test("strangers get nothing, but their baseline")
  func strangers() throws {
    let ratings = try Self.example()
    let settings = NeighbourSettings()
    let basic = try Self.fit(.zero, settings, ratings)
    #expect(basic.estimate(user: nil, item: ItemIndex(0)) == nil)
    #expect(basic.estimate(user: UserIndex(9), item: ItemIndex(0)) == nil)
    let baseline = try Self.fit(.baselines, settings, ratings)
    #expect(
      try baseline.estimate(user: nil, item: ItemIndex(0))
        == Baselines.leastSquares(ratings).estimate(user: nil, item: ItemIndex(0)))
  }

  @Test("of equally similar neighbours those that come first are taken")
  func ties() throws {
    // Users 1 to 4 agree with user 0 about item 0, and not with each other about item 1.
    let ratings = try RatingSet(
      itemCount: 2, rowOffsets: [0, 1, 3, 5, 7, 9], items: [0, 0, 1, 0, 1, 0, 1, 0, 1],
      ratings: [3, 3, 5, 3, 4, 3, 1, 3, 2], scale: 1...5)
    var recipe = KNNBasic()
    recipe.settings.neighbours = 2
    let model = try recipe.fit(ratings, context: FitContext())
    #expect(model.estimate(user: UserIndex(0), item: ItemIndex(1)) == 4.5)
  }

  @Test("settings reach the neighbourhood and its baselines")
  func settings() throws {
    let recipe = try Algorithm[.knnBaseline]?.ratingPredictor([
      "similarity": "pearson_baseline", "user-based": "false", "k": "20", "baseline-reg-u": "7",
    ])
    let settings = try #require(recipe as? KNNBaseline).settings
    #expect(settings.similarity == .pearsonBaseline && !settings.isUserBased)
    #expect(settings.neighbours == 20 && settings.baselines.userRegularization == 7)
  }
}
