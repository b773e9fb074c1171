import Testing

@testable import PickRecommender

@Suite struct BayesianFactorsTests {
  @Test("what was rated at all tells two crowds apart")
  func crowds() throws {
    // Users 0 to 9 rate items 0 to 4 only, users 10 to 19 items 5 to 9.
    let items = (0..<20).flatMap { user in (0..<5).map { Int32(user < 10 ? $0 : $0 + 5) } }
    let ratings = try RatingSet(
      itemCount: 10, rowOffsets: (0...20).map { 5 * $0 }, items: items,
      ratings: items.map { Double(1 + $0 % 3) })
    let found = try ChoiceFactors(ratings, width: 1, context: FitContext())
    let sign = found.users[0]
    for user in 0..<20 { #expect(abs(found.users[user] - (user < 10 ? sign : -sign)) < 1e-6) }
    for item in 0..<10 { #expect((found.items[item] * sign > 0) == (item < 5)) }
  }

  @Test("coordinates have mean 0 and deviation 1, and are 0 without ratings")
  func standardised() throws {
    let ratings = try RatingSet(
      itemCount: 5, rowOffsets: [0, 2, 2, 5, 7, 9], items: [0, 1, 0, 2, 3, 1, 2, 0, 3],
      ratings: [1, 2, 3, 4, 5, 1, 2, 3, 4])
    let found = try ChoiceFactors(ratings, width: 2, context: FitContext(seed: 3))
    #expect(found.width == 2)
    #expect(found.users[2] == 0 && found.users[3] == 0)
    #expect(found.items[8] == 0 && found.items[9] == 0)
    for column in 0..<2 {
      let values = [0, 2, 3, 4].map { found.users[$0 * 2 + column] }
      #expect(abs(values.reduce(0, +)) < 1e-9)
      #expect(abs(values.reduce(0) { $0 + $1 * $1 } - 4) < 1e-9)
    }
  }

  @Test("a row's posterior is that of the plain formulas", arguments: 1...5)
  func posterior(seed: UInt64) {
    var random = PCG32(seed: seed)
    let shape = FactorPosterior.Shape(learned: 2, known: 3)
    let (width, count) = (shape.width, 4)
    func draw(_ count: Int) -> [Double] { (0..<count).map { _ in random.normal() } }
    var means = draw(count * width)
    var known = draw(count * 3)
    // A covariance of each other: LLᵀ of a random L.
    var covariances = (0..<count).flatMap { _ -> [Double] in
      let left = draw(width * width)
      return (0..<width * width).map { cell in
        (0..<width).reduce(0) {
          $0 + left[cell / width * width + $1] * left[cell % width * width + $1]
        }
      }
    }
    let prior = FactorPosterior.Prior(
      means: draw(width), precisions: draw(width).map { 0.5 + $0 * $0 })
    let columns: [Int32] = [2, 0, 3]
    let ratings = draw(3)
    var own = draw(3)
    let noise = 1.7
    var expected = PlainPosterior(
      learned: 2, means: means, covariances: covariances, known: known, own: own)
    expected.add(columns, ratings)
    var mean = [Double](repeating: 0, count: width)
    var covariance = [Double](repeating: 0, count: width * width)
    let error = SharedBuffer.lend(&means) { means in
      SharedBuffer.lend(&covariances) { covariances in
        SharedBuffer.lend(&known) { known in
          SharedBuffer.lend(&own) { own in
            SharedBuffer.lend(&mean) { mean in
              SharedBuffer.lend(&covariance) { covariance in
                FactorPosterior.update(
                  shape, columns: columns[...], ratings: ratings[...],
                  known: own.pointer(to: 0..<3),
                  others: .init(means: means, covariances: covariances, known: known),
                  prior: prior, noise: noise, mean: mean.pointer(to: 0..<width),
                  covariance: covariance.pointer(to: 0..<width * width))
              }
            }
          }
        }
      }
    }
    // (noise G + Λ) C = 1 and (noise G + Λ) m = noise h + Λ m₀.
    for row in 0..<width {
      let full = (0..<width).map {
        noise * expected.matrix[row][$0] + (row == $0 ? prior.precisions[row] : 0)
      }
      let right = noise * expected.right[row] + prior.precisions[row] * prior.means[row]
      #expect(abs((0..<width).reduce(0) { $0 + full[$1] * mean[$1] } - right) < 1e-9)
      for column in 0..<width {
        let product = (0..<width).reduce(0) { $0 + full[$1] * covariance[$1 * width + column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-9)
      }
    }
    #expect(abs(error - expected.error(mean, covariance)) < 1e-8)
  }

  @Test("factors that made the ratings are found again, on any number of threads")
  func recovers() throws {
    let ratings = try RandomRatings.set(seed: 5)
    let one = try BayesianFactors().fit(ratings, context: FitContext(seed: 1, threads: 1))
    let four = try BayesianFactors().fit(ratings, context: FitContext(seed: 1, threads: 4))
    #expect(one.users.means == four.users.means && one.items.means == four.items.means)
    let variance = ratings.ratings.reduce(0) { $0 + ($1 - ratings.mean) * ($1 - ratings.mean) }
    var squares = 0.0
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) {
        let estimate = one.predict(user: UserIndex(user), item: ItemIndex(ratings.items[cell]))
        squares += (estimate - ratings.ratings[cell]) * (estimate - ratings.ratings[cell])
      }
    }
    #expect(squares < variance)
  }

  @Test("a stranger gets what the other side says, two strangers the mean")
  func strangers() throws {
    let ratings = try RandomRatings.set(seed: 6)
    let model = try BayesianFactors().fit(ratings, context: FitContext())
    #expect(model.estimate(user: nil, item: nil) == nil)
    #expect(model.estimate(user: UserIndex(1), item: nil)?.isFinite == true)
    #expect(model.estimate(user: nil, item: ItemIndex(1))?.isFinite == true)
    // Beyond the columns it was fitted on: a stranger too.
    let beyond = model.estimate(user: UserIndex(1), item: ItemIndex(10_000))
    #expect(beyond == model.estimate(user: UserIndex(1), item: nil))
  }
}

/// E(xxᵀ), E(xy) and E(y²) by their definitions, one rating and one pair of places at a time.
private struct PlainPosterior {
  /// A linear function of what is unknown of the other side.
  private struct Linear {
    var slope: [Double]
    var constant: Double

    func at(_ point: [Double]) -> Double {
      zip(slope, point).reduce(constant) { $0 + $1.0 * $1.1 }
    }
  }

  let learned: Int
  let means: [Double]
  let covariances: [Double]
  let known: [Double]
  let own: [Double]
  var matrix: [[Double]]
  var right: [Double]
  var squares = 0.0
  private let width: Int

  init(learned: Int, means: [Double], covariances: [Double], known: [Double], own: [Double]) {
    self.learned = learned
    self.means = means
    self.covariances = covariances
    self.known = known
    self.own = own
    width = 1 + learned + own.count
    matrix = Array(repeating: Array(repeating: 0, count: width), count: width)
    right = Array(repeating: 0, count: width)
  }

  mutating func add(_ columns: [Int32], _ ratings: [Double]) {
    for (column, rating) in zip(columns.map(Int.init), ratings) {
      let mean = (0..<width).map { means[column * width + $0] }
      let covariance = (0..<width).map { row in
        (0..<width).map { covariances[(column * width + row) * width + $0] }
      }
      let features = (0..<width).map { place in
        var feature = Linear(slope: Array(repeating: 0, count: width), constant: 0)
        switch place {
        case 0: feature.constant = 1
        case 1...learned: feature.slope[place] = 1
        default: feature.constant = known[column * own.count + place - 1 - learned]
        }
        return feature
      }
      let target = Linear(
        slope: (0..<width).map { $0 == 0 ? -1 : $0 <= learned ? 0 : -own[$0 - 1 - learned] },
        constant: rating)
      func moment(_ one: Linear, _ other: Linear) -> Double {
        var sum = one.at(mean) * other.at(mean)
        for left in 0..<width {
          for right in 0..<width {
            sum += one.slope[left] * covariance[left][right] * other.slope[right]
          }
        }
        return sum
      }
      for row in 0..<width {
        right[row] += moment(features[row], target)
        for place in 0..<width { matrix[row][place] += moment(features[row], features[place]) }
      }
      squares += moment(target, target)
    }
  }

  func error(_ mean: [Double], _ covariance: [Double]) -> Double {
    var error = squares
    for row in 0..<width {
      error -= 2 * mean[row] * right[row]
      for place in 0..<width {
        error += matrix[row][place] * (covariance[row * width + place] + mean[row] * mean[place])
      }
    }
    return error
  }
}
