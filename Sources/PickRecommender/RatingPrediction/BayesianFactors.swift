import Glibc

/// Factors of users and items by variational Bayes.
///
/// r = μ + b_u + b_i + p_u·q_i + s_u·w_i + z_u·v_i, where z and w are the coordinates of
/// `ChoiceFactors` and all else is learned. Every unknown has a normal prior whose mean and
/// precision are learned too, so that there is nothing to tune: users with few ratings stay near
/// the prior, and factors without evidence go to 0. It is a part of `RatingBlend`, because its
/// errors differ from those of gradient descent.
///
/// - Note: Lim, Teh, "Variational Bayesian Approach to Movie Rating Prediction", KDD Cup 2007.
///   Deterministic for a seed, whatever the number of threads.
struct BayesianFactors: RatingPredictor {
  /// The number of learned factors, >= 0.
  var factors = 8
  /// The number of coordinates of `ChoiceFactors`, >= 0.
  var choices = 8
  /// The number of iterations, > 0.
  var iterations = 25

  /// Learns both sides in turn, in units of the ratings' standard deviation.
  ///
  /// - Complexity: O(iterations × (count × width² + (users + items) × width³)) time and O((users +
  ///   items) × width²) memory, width 1 + factors + choices.
  func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> BayesianFactorsModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let variance = ratings.ratings.reduce(0) { $0 + ($1 - ratings.mean) * ($1 - ratings.mean) }
    let deviation = max(1e-9, (variance / Double(ratings.count)).squareRoot())
    let choices = try ChoiceFactors(ratings, width: choices, context: context)
    let shape = FactorPosterior.Shape(learned: factors, known: choices.width)
    let byUser = RatingLists(byUser: ratings).map { number, _, _ in
      (number - ratings.mean) / deviation
    }
    let byItem = byUser.transposed()
    var random = PCG32(seed: context.seed, stream: 3)
    var users = BayesianSide(shape, known: choices.users, rows: ratings.userCount, &random)
    var items = BayesianSide(shape, known: choices.items, rows: ratings.itemCount, &random)
    var noise = 1.5
    for iteration in 0..<iterations {
      _ = try users.learn(from: byUser, &items, noise: noise, context: context)
      let error = try items.learn(from: byItem, &users, noise: noise, context: context)
      users.learnPrior(of: byUser)
      items.learnPrior(of: byItem)
      // The mean of the user biases is part of the mean of all ratings, which is subtracted
      // already.
      users.prior.means[0] = 0
      noise = (1 + Double(ratings.count)) / (1 + error)
      guard noise.isFinite else { throw .diverged(iteration: iteration) }
      context.progress(Double(iteration + 1) / Double(iterations))
    }
    return BayesianFactorsModel(
      mean: ratings.mean, scale: ratings.scale, deviation: deviation, users: users, items: items)
  }
}

/// A fitted model of `BayesianFactors`.
struct BayesianFactorsModel: FittedRatingPredictor {
  let mean: Double
  let scale: ClosedRange<Double>
  /// The standard deviation of the ratings, the unit of both sides.
  let deviation: Double
  let users: BayesianSide
  let items: BayesianSide

  /// The rating by the means of both sides; `nil` where user and item are unknown.
  func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    guard user != nil || item != nil else { return nil }
    let (one, other) = (users.row(user?.position), items.row(item?.position))
    let learned = users.shape.learned
    let (a, o) = (one.means.startIndex, other.means.startIndex)
    var sum = one.means[a] + other.means[o]
    for place in 1..<max(1, 1 + learned) { sum += one.means[a + place] * other.means[o + place] }
    for place in 0..<users.shape.known {
      sum += one.means[a + 1 + learned + place] * other.known[other.known.startIndex + place]
      sum += other.means[o + 1 + learned + place] * one.known[one.known.startIndex + place]
    }
    return mean + deviation * sum
  }
}

/// The posteriors of the rows of one side.
struct BayesianSide: Sendable {
  let shape: FactorPosterior.Shape
  /// The means of the unknowns, shape `[rows, width]`.
  private(set) var means: [Double]
  /// The covariances of the unknowns, shape `[rows, width, width]`.
  private(set) var covariances: [Double]
  /// The known coordinates, shape `[rows, known]`.
  private(set) var known: [Double]
  /// The prior of a row.
  var prior: FactorPosterior.Prior

  /// Small random factors; all other unknowns are 0.
  init(
    _ shape: FactorPosterior.Shape, known: [Double], rows: Int, _ random: inout PCG32
  ) {
    self.shape = shape
    // The array is never empty, so that it has memory to point at.
    self.known = known.isEmpty ? [0] : known
    means = [Double](repeating: 0, count: rows * shape.width)
    for row in 0..<rows {
      for factor in 0..<shape.learned {
        means[row * shape.width + 1 + factor] = random.normal(deviation: 0.1)
      }
    }
    covariances = [Double](repeating: 0, count: rows * shape.width * shape.width)
    prior = FactorPosterior.Prior(
      means: Array(repeating: 0, count: shape.width),
      precisions: Array(repeating: 5, count: shape.width))
  }

  /// Updates every row, given the other side.
  ///
  /// - Returns: the expected sum of squared errors.
  mutating func learn(
    from lists: RatingLists, _ others: inout BayesianSide, noise: Double, context: FitContext
  ) throws(FitError) -> Double {
    let (shape, prior) = (shape, prior)
    // Progress is reported by the whole fit and not by one of its passes.
    let quiet = FitContext(
      seed: context.seed, threads: context.threads, isCancelled: context.isCancelled)
    var errors = [Double](repeating: 0, count: lists.rowCount)
    try SharedBuffer.lend(&means) { means throws(FitError) in
      try SharedBuffer.lend(&covariances) { covariances throws(FitError) in
        try SharedBuffer.lend(&known) { known throws(FitError) in
          try SharedBuffer.lend(&errors) { errors throws(FitError) in
            try others.lend { others throws(FitError) in
              try Parallel.forEach(lists.rowCount, chunk: 32, context: quiet, share: 0...1) {
                _, rows in
                for row in rows {
                  let (width, cells) = (shape.width, shape.width * shape.width)
                  let range = lists.range(of: row)
                  errors[row] = FactorPosterior.update(
                    shape, columns: lists.others[range], ratings: lists.numbers[range],
                    known: known.pointer(to: row * shape.known..<(row + 1) * shape.known),
                    others: others, prior: prior, noise: noise,
                    mean: means.pointer(to: row * width..<(row + 1) * width),
                    covariance: covariances.pointer(to: row * cells..<(row + 1) * cells))
                }
              }
            }
          }
        }
      }
    }
    return errors.reduce(0, +)
  }

  /// Sets the mean and precision of each unknown to those over the rows with ratings, with a small
  /// weight of 0 and 1.
  mutating func learnPrior(of lists: RatingLists) {
    let width = shape.width
    let rows = (0..<lists.rowCount).filter { !lists.range(of: $0).isEmpty }
    for place in 0..<width {
      let sum: Double = rows.reduce(0) { $0 + means[$1 * width + place] }
      let mean = sum / Double(rows.count + 1)
      let spread = rows.reduce(0.0) { (total: Double, row: Int) -> Double in
        let distance = means[row * width + place] - mean
        let variance = covariances[(row * width + place) * width + place]
        return total + distance * distance + variance
      }
      prior.means[place] = mean
      prior.precisions[place] = (2 + Double(rows.count)) / (0.02 + spread)
    }
  }

  private mutating func lend(
    _ body: (FactorPosterior.Others) throws(FitError) -> Void
  ) throws(FitError) {
    try SharedBuffer.lend(&means) { means throws(FitError) in
      try SharedBuffer.lend(&covariances) { covariances throws(FitError) in
        try SharedBuffer.lend(&known) { known throws(FitError) in
          try body(.init(means: means, covariances: covariances, known: known))
        }
      }
    }
  }

  /// The means and known coordinates of a row; of an unknown row the prior and coordinates of 0.
  func row(_ row: Int?) -> (means: ArraySlice<Double>, known: ArraySlice<Double>) {
    guard let row, (row + 1) * shape.width <= means.count else {
      return (prior.means[...], ArraySlice(repeating: 0, count: shape.known))
    }
    return (
      means[row * shape.width..<(row + 1) * shape.width],
      known[row * shape.known..<(row + 1) * shape.known]
    )
  }
}

/// Coordinates of users and items by the pattern of which items were rated, whatever the ratings.
///
/// The leading singular vectors of the matrix with 1 where there is a rating, rows and columns
/// divided by √(their number + `damping`) against the dominance of the busiest, without the first
/// vector, which reflects only the number of ratings. Each coordinate has mean 0 and deviation 1
/// over the rows with ratings; rows without ratings are at 0.
///
/// - Note: SVD++ uses the same information (Koren, "Factorization Meets the Neighborhood", KDD
///   2008). The vectors come from subspace iteration (Halko, Martinsson, Tropp, 2011, algorithm
///   4.4).
struct ChoiceFactors {
  /// The number of coordinates, fewer than asked for where there are few users or items.
  let width: Int
  /// The coordinates of users, shape `[userCount, width]`.
  let users: [Double]
  /// The coordinates of items, shape `[itemCount, width]`.
  let items: [Double]

  private static let damping = 10.0
  private static let iterations = 30
  /// The number of further vectors, which makes the iteration converge faster.
  private static let spare = 4

  /// Computes the coordinates.
  ///
  /// - Complexity: O(iterations × (count × width + (users + items) × width²)).
  init(_ ratings: RatingSet, width asked: Int, context: FitContext) throws(FitError) {
    let userCounts = (0..<ratings.userCount).map { Double(ratings.cells(of: UserIndex($0)).count) }
    let itemCounts = ratings.itemRatingCounts.map(Double.init)
    let active = min(userCounts.count { $0 > 0 }, itemCounts.count { $0 > 0 })
    width = max(0, min(asked, active - 1))
    let columns = min(active, width + 1 + Self.spare)
    let userScale = userCounts.map { 1 / ($0 + Self.damping).squareRoot() }
    let itemScale = itemCounts.map { 1 / ($0 + Self.damping).squareRoot() }
    var random = PCG32(seed: context.seed, stream: 2)
    var right: [Double] = FactorRows.normal(
      ratings.itemCount, width: columns, stride: columns, mean: 0, deviation: 1, using: &random)
    var left = [Double](repeating: 0, count: ratings.userCount * columns)
    for _ in 0..<Self.iterations where width > 0 {
      try context.checkCancellation()
      left = Self.product(ratings, right, columns, userScale, itemScale, byUser: true)
      Self.orthonormalise(&left, columns)
      right = Self.product(ratings, left, columns, userScale, itemScale, byUser: false)
      Self.orthonormalise(&right, columns)
    }
    left = Self.product(ratings, right, columns, userScale, itemScale, byUser: true)
    users = Self.standardised(left, columns, keeping: width, userScale, userCounts)
    items = Self.standardised(right, columns, keeping: width, itemScale, itemCounts)
  }

  /// The scaled matrix, or its transpose, times a block of columns.
  private static func product(
    _ ratings: RatingSet, _ block: [Double], _ columns: Int, _ userScale: [Double],
    _ itemScale: [Double], byUser: Bool
  ) -> [Double] {
    let rows = byUser ? ratings.userCount : ratings.itemCount
    var product = [Double](repeating: 0, count: rows * columns)
    var target = product.mutableSpan
    let source = block.span
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) {
        let item = Int(ratings.items[cell])
        let scale = userScale[user] * itemScale[item]
        let (to, from) = byUser ? (user, item) : (item, user)
        for column in 0..<columns {
          target[to * columns + column] += scale * source[from * columns + column]
        }
      }
    }
    return product
  }

  /// Gram-Schmidt, twice because of rounding; a column of length 0 stays 0.
  private static func orthonormalise(_ block: inout [Double], _ columns: Int) {
    let rows = block.count / columns
    var span = block.mutableSpan
    for column in 0..<columns {
      for _ in 0..<2 {
        for earlier in 0..<column {
          var dot = 0.0
          for row in 0..<rows {
            dot += span[row * columns + column] * span[row * columns + earlier]
          }
          for row in 0..<rows {
            span[row * columns + column] -= dot * span[row * columns + earlier]
          }
        }
      }
      var squares = 0.0
      for row in 0..<rows { squares += span[row * columns + column] * span[row * columns + column] }
      let scale = squares > 1e-20 ? 1 / squares.squareRoot() : 0
      for row in 0..<rows { span[row * columns + column] *= scale }
    }
  }

  /// All columns but the first, standardised to mean 0 and deviation 1 over the rows with ratings.
  private static func standardised(
    _ block: [Double], _ columns: Int, keeping width: Int, _ scale: [Double], _ counts: [Double]
  ) -> [Double] {
    var kept = [Double](repeating: 0, count: counts.count * width)
    let active = counts.indices.filter { counts[$0] > 0 }
    for column in 0..<width {
      let values = active.map { block[$0 * columns + column + 1] * scale[$0] }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (variance / Double(max(1, values.count))).squareRoot()
      guard deviation > 1e-12 else { continue }
      for (row, value) in zip(active, values) {
        kept[row * width + column] = (value - mean) / deviation
      }
    }
    return kept
  }
}
