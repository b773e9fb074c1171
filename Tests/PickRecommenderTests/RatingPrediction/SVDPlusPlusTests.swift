import PickModel
import Testing

@testable import PickRecommender

@Suite struct SVDPlusPlusTests {
  @Test(
    "the pass in one go for each user is the definition's, rating by rating",
    arguments: KernelPath.available)
  func againstDefinition(path: KernelPath) throws {
    for seed in UInt64(0)..<10 {
      var generator = SplitMix64(seed: seed)
      // Every width up to the widest that is unrolled, and one beyond.
      let width = Int(seed) * 4 + 1
      let ratings = try RandomRatings.set(users: 15, items: 12, seed: seed)
      let initial = try Self.factors(ratings, width: width, using: &generator)
      let step = (rate: 0.03, decay: 1 - 0.03 * 0.4)
      var expected = initial
      var learned = initial.resized(to: (width + 3) / 4 * 4)
      for _ in 0..<3 {
        Self.descend(ratings, rate: 0.03, regularization: 0.4, &expected)
        SVDPlusPlusKernel.descend(
          0..<ratings.userCount, of: ratings, step: step, &learned, path: path)
      }
      #expect(Self.distance(learned.resized(to: width), expected) < 1e-12)
    }
  }

  @Test("fitting from initial values takes those and no chance")
  func fromInitialValues() throws {
    var generator = SplitMix64(seed: 9)
    let ratings = try RandomRatings.set(seed: 9)
    let initial = try Self.factors(ratings, width: 7, using: &generator)
    var expected = initial
    for _ in 0..<20 { Self.descend(ratings, rate: 0.007, regularization: 0.02, &expected) }
    let model = try SVDPlusPlus().fit(ratings, from: initial, context: FitContext(seed: 1))
    #expect(Self.distance(model.learned, expected) < 1e-12)
    let estimate = try #require(model.estimate(user: UserIndex(2), item: ItemIndex(3)))
    #expect(abs(estimate - Self.estimate(2, 3, ratings, expected)) < 1e-12)
  }

  @Test("strangers get what is known of the other side")
  func strangers() throws {
    let ratings = try RandomRatings.set(seed: 10)
    let model = try SVDPlusPlus().fit(ratings, context: FitContext())
    let (users, items) = (model.learned.userBiases, model.learned.itemBiases)
    #expect(model.estimate(user: nil, item: nil) == model.mean)
    #expect(model.estimate(user: UserIndex(1), item: nil) == model.mean + users[1])
    #expect(model.estimate(user: nil, item: ItemIndex(1)) == model.mean + items[1])
  }

  @Test("initial values for other users or items are refused")
  func misfit() throws {
    let ratings = try RandomRatings.set(seed: 11)
    let initial = try SVDPlusPlusFactors(
      width: 1, userFactors: [0], itemFactors: [0], implicitFactors: [0])
    #expect(throws: FitError.data(.inconsistentLengths)) {
      try SVDPlusPlus().fit(ratings, from: initial, context: FitContext())
    }
    #expect(throws: DatasetError.inconsistentLengths) {
      try SVDPlusPlusFactors(
        width: 2, userFactors: [0], itemFactors: [0, 0], implicitFactors: [0, 0])
    }
  }

  @Test("steps too large are a typed error")
  func diverged() throws {
    let ratings = try RandomRatings.set(seed: 12)
    var recipe = SVDPlusPlus()
    recipe.learningRate = 1
    recipe.initialDeviation = 1
    #expect(throws: FitError.self) { try recipe.fit(ratings, context: FitContext()) }
  }

  private static func factors(
    _ ratings: RatingSet, width: Int, using generator: inout SplitMix64
  ) throws -> SVDPlusPlusFactors {
    func rows(_ count: Int) -> [Double] {
      (0..<count * width).map { _ in Double.random(in: -0.3...0.3, using: &generator) }
    }
    return try SVDPlusPlusFactors(
      width: width, userFactors: rows(ratings.userCount), itemFactors: rows(ratings.itemCount),
      implicitFactors: rows(ratings.itemCount))
  }

  private static func estimate(
    _ user: Int, _ item: Int, _ ratings: RatingSet, _ learned: SVDPlusPlusFactors
  ) -> Double {
    let width = learned.width
    let cells = ratings.cells(of: UserIndex(user))
    let match = (0..<width).reduce(0.0) { sum, factor in
      let implicit = cells.reduce(0.0) {
        $0 + learned.implicitFactors[Int(ratings.items[$1]) * width + factor]
      }
      let taste =
        learned.userFactors[user * width + factor] + implicit / Double(cells.count).squareRoot()
      return sum + taste * learned.itemFactors[item * width + factor]
    }
    return ratings.mean + learned.userBiases[user] + learned.itemBiases[item] + match
  }

  /// Koren's update rules as they stand, every implicit factor touched for every rating.
  private static func descend(
    _ ratings: RatingSet, rate: Double, regularization: Double, _ learned: inout SVDPlusPlusFactors
  ) {
    let width = learned.width
    for user in 0..<ratings.userCount {
      let cells = ratings.cells(of: UserIndex(user))
      let root = Double(cells.count).squareRoot()
      for cell in cells {
        let item = Int(ratings.items[cell])
        let error = ratings.ratings[cell] - estimate(user, item, ratings, learned)
        let sums = (0..<width).map { factor in
          cells.reduce(0.0) {
            $0 + learned.implicitFactors[Int(ratings.items[$1]) * width + factor]
          } / root
        }
        learned.userBiases[user] += rate * (error - regularization * learned.userBiases[user])
        learned.itemBiases[item] += rate * (error - regularization * learned.itemBiases[item])
        for factor in 0..<width {
          let p = learned.userFactors[user * width + factor]
          let q = learned.itemFactors[item * width + factor]
          learned.userFactors[user * width + factor] += rate * (error * q - regularization * p)
          learned.itemFactors[item * width + factor] +=
            rate * (error * (p + sums[factor]) - regularization * q)
          for other in cells {
            let place = Int(ratings.items[other]) * width + factor
            learned.implicitFactors[place] +=
              rate * (error * q / root - regularization * learned.implicitFactors[place])
          }
        }
      }
    }
  }

  private static func distance(_ left: SVDPlusPlusFactors, _ right: SVDPlusPlusFactors) -> Double {
    func largest(_ path: KeyPath<SVDPlusPlusFactors, [Double]>) -> Double {
      zip(left[keyPath: path], right[keyPath: path]).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
    return [
      largest(\.userBiases), largest(\.itemBiases), largest(\.userFactors), largest(\.itemFactors),
      largest(\.implicitFactors),
    ].max() ?? 0
  }
}
