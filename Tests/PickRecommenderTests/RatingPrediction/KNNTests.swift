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

/// The neighbourhood models as their formulas say it: every pair, every sum by itself.
private struct PlainNeighbours {
  let settings: NeighbourSettings
  let origin: NeighbourOrigin
  /// Ratings by row and column.
  private let rated: [[Int: Double]]
  /// Rows by column in the order of arrival.
  private let raters: [[Int]]
  private let baselines: Baselines
  private let mean: Double

  init(_ ratings: RatingSet, _ settings: NeighbourSettings, _ origin: NeighbourOrigin) throws {
    self.settings = settings
    self.origin = origin
    mean = ratings.mean
    baselines = try settings.baselines.fit(ratings, context: FitContext()).baselines
    let (users, items) = (ratings.userCount, ratings.itemCount)
    var rated = [[Int: Double]](repeating: [:], count: settings.isUserBased ? users : items)
    var raters = [[Int]](repeating: [], count: settings.isUserBased ? items : users)
    for user in 0..<users {
      for cell in ratings.cells(of: UserIndex(user)) {
        let item = Int(ratings.items[cell])
        let (row, column) = settings.isUserBased ? (user, item) : (item, user)
        rated[row][column] = ratings.ratings[cell]
        raters[column].append(row)
      }
    }
    self.rated = rated
    self.raters = raters
  }

  private func baseline(_ row: Int, _ column: Int) -> Double {
    let (user, item) = settings.isUserBased ? (row, column) : (column, row)
    return baselines.estimate(user: UserIndex(user), item: ItemIndex(item))
  }

  /// In single precision, as models keep it: sums in another order must not tell equals apart.
  private func similarity(_ left: Int, _ right: Int) -> Double {
    Double(Float(exactSimilarity(left, right)))
  }

  private func exactSimilarity(_ left: Int, _ right: Int) -> Double {
    if left == right { return 1 }
    let common = rated[left].keys.filter { rated[right][$0] != nil }.sorted()
    let count = Double(common.count)
    let least = settings.similarity == .pearsonBaseline ? 2 : 1
    guard common.count >= max(least, settings.minimumSupport) else { return 0 }
    func pairs(_ take: (Int, Int, Double) -> Double) -> [(Double, Double)] {
      common.map {
        (take(left, $0, rated[left][$0] ?? 0), take(right, $0, rated[right][$0] ?? 0))
      }
    }
    func cosine(_ pairs: [(Double, Double)]) -> Double {
      let product = pairs.reduce(0) { $0 + $1.0 * $1.1 }
      let squares = (
        pairs.reduce(0) { $0 + $1.0 * $1.0 }, pairs.reduce(0) { $0 + $1.1 * $1.1 }
      )
      let length = (squares.0 * squares.1).squareRoot()
      return length > 1e-9 ? product / length : 0
    }
    let plain = pairs { $2 }
    switch settings.similarity {
    case .cosine: return cosine(plain)
    case .msd:
      return 1 / (plain.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / count + 1)
    case .pearson:
      let means = (
        plain.reduce(0) { $0 + $1.0 } / count, plain.reduce(0) { $0 + $1.1 } / count
      )
      return cosine(plain.map { ($0.0 - means.0, $0.1 - means.1) })
    case .pearsonBaseline:
      return cosine(pairs { $2 - baseline($0, $1) }) * (count - 1)
        / (count - 1 + settings.shrinkage)
    }
  }

  private func centre(_ row: Int) -> (mean: Double, deviation: Double) {
    func spread(_ values: [Double]) -> (Double, Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return (mean, variance.squareRoot())
    }
    let own = spread(rated[row].sorted { $0.key < $1.key }.map(\.value))
    return own.1 > 0 ? own : (own.0, spread(rated.flatMap { $0.values.sorted() }).1)
  }

  func estimate(row: Int, column: Int) -> Double? {
    guard !rated[row].isEmpty, !raters[column].isEmpty else {
      return origin == .baselines ? baseline(row, column) : nil
    }
    // A sort that keeps the order of equals, as heapq.nlargest does.
    let near = raters[column].enumerated().map { (similarity(row, $1), $0, $1) }
      .sorted { ($0.0, -$0.1) > ($1.0, -$1.1) }.prefix(settings.neighbours)
      .filter { $0.0 > 0 }
    let weight = near.reduce(0) { $0 + $1.0 }
    let sum = near.reduce(0) { total, neighbour in
      let rating = rated[neighbour.2][column] ?? 0
      let centre = centre(neighbour.2)
      return switch origin {
      case .zero: total + neighbour.0 * rating
      case .means: total + neighbour.0 * (rating - centre.mean)
      case .zscores: total + neighbour.0 * (rating - centre.mean) / centre.deviation
      case .baselines: total + neighbour.0 * (rating - baseline(neighbour.2, column))
      }
    }
    let isEnough = near.count >= settings.minimumNeighbours && weight > 0
    let nearest = isEnough ? sum / weight : 0
    return switch origin {
    case .zero: isEnough ? nearest : nil
    case .means: centre(row).mean + nearest
    case .zscores: centre(row).mean + nearest * centre(row).deviation
    case .baselines: baseline(row, column) + nearest
    }
  }
}
