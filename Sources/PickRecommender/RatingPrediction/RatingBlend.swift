/// Predicts ratings by a weighted mean of models with different errors: biases, neighbours, factors
/// by gradient descent and factors by variational Bayes.
///
/// The parts are fitted to a share of the ratings first. Their weights are then fitted to the rest
/// by ridge regression towards equal weights, and at last the parts are fitted to all ratings. r =
/// μ + Σ w_k (r_k − μ).
///
///     let model = try RatingBlend().fit(ratings, context: FitContext(seed: 1))
///
/// - Note: after Breiman, "Stacked Regressions", 1996; the parts and their settings were the best
///   combination on MovieLens in earlier studies.
public struct RatingBlend: RatingPredictor {
  /// The share of the ratings that the weights are fitted to, in (0, 1).
  public var holdOut = 0.1
  /// The ridge penalty of deviations from equal weights, in squared rating differences, > 0.
  public var ridge = 10.0

  /// A recipe with the usual settings.
  public init() {}

  /// Fits every part twice, and the weights in between.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; the errors of the parts. A part for which
  ///   there are too many users or items is left out.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> RatingBlendModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let isHeld = held(ratings.count, seed: context.seed)
    let kept: RatingSet
    do { kept = try ratings.keeping { !isHeld[$0] } } catch { throw .data(error) }
    let parts = Self.parts
    var weights = [Double](repeating: 1 / Double(parts.count), count: parts.count)
    if kept.count > 0, kept.count < ratings.count {
      let models = try fitted(parts, to: kept, context.part(0, of: 2))
      weights = fittedWeights(models, to: ratings, isHeld)
    }
    let models = try fitted(parts, to: ratings, context.part(1, of: 2))
    context.progress(1)
    return RatingBlendModel(
      mean: ratings.mean, scale: ratings.scale, weights: weights, parts: models)
  }

  /// The parts, with fixed settings.
  static var parts: [any RatingPredictor] {
    var biases = BaselineOnly()
    (biases.userRegularization, biases.itemRegularization) = (5, 3)
    var implicit = SVDPlusPlus()
    (implicit.regularization, implicit.epochs) = (0.06, 40)
    var factors = SVD()
    (factors.factors, factors.epochs, factors.regularization) = (200, 100, 0.1)
    var neighbours = KNNBaseline()
    neighbours.settings.similarity = .pearsonBaseline
    neighbours.settings.isUserBased = false
    return [biases, implicit, factors, neighbours, BayesianFactors()]
  }

  private func held(_ count: Int, seed: UInt64) -> [Bool] {
    var random = PCG32(seed: seed, stream: 1)
    return (0..<count).map { _ in random.unit() < holdOut }
  }

  private func fitted(
    _ parts: [any RatingPredictor], to ratings: RatingSet, _ context: FitContext
  ) throws(FitError) -> [(any FittedRatingPredictor)?] {
    var models: [(any FittedRatingPredictor)?] = []
    for (place, part) in parts.enumerated() {
      let model = try Self.fit(part, ratings, context.part(place, of: parts.count))
      models.append(model)
    }
    return models
  }

  private static func fit(
    _ part: any RatingPredictor, _ ratings: RatingSet, _ context: FitContext
  ) throws(FitError) -> (any FittedRatingPredictor)? {
    do { return try part.fit(ratings, context: context) } catch {
      switch error {
      case .tooManyItems, .tooManyUsers: return nil
      case .emptyDataset, .diverged, .notPositiveDefinite, .data, .cancelled: throw error
      }
    }
  }

  /// w = 1/n + δ with (EᵀE + ridge I) δ = Eᵀ(r − μ − E 1/n); E has a column for each part.
  private func fittedWeights(
    _ models: [(any FittedRatingPredictor)?], to ratings: RatingSet, _ isHeld: [Bool]
  ) -> [Double] {
    let count = models.count
    let even = 1 / Double(max(1, models.count { $0 != nil }))
    var products = RidgeRegression(width: count, ridge: ridge)
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) where isHeld[cell] {
        let item = ItemIndex(ratings.items[cell])
        let row = models.map {
          $0.map { ($0.estimate(user: UserIndex(user), item: item) ?? $0.mean) - ratings.mean } ?? 0
        }
        products.add(row, target: ratings.ratings[cell] - ratings.mean - even * row.reduce(0, +))
      }
    }
    return zip(models, products.solution()).map { $0 == nil ? 0 : even + $1 }
  }
}

/// A fitted blend of rating models.
public struct RatingBlendModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  /// The weight of each part; the sum is about 1.
  public let weights: [Double]
  let parts: [(any FittedRatingPredictor)?]

  /// The weighted mean of the parts' estimates; a part without an estimate counts with the mean.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    zip(weights, parts).reduce(mean) { sum, part in
      guard let model = part.1, let estimate = model.estimate(user: user, item: item) else {
        return sum
      }
      return sum + part.0 * (estimate - mean)
    }
  }
}

extension RatingBlend: Parameterized {
  /// The settings of the rating blend.
  public static var parameters: [Parameter<RatingBlend>] {
    [
      .real(
        "hold-out", \.holdOut, 0...0.9, search: 0.05...0.3,
        "ratings: the share that the weights are fitted to"),
      .real(
        "ridge", \.ridge, 1e-6...1e9, search: 1...1000, isLogarithmic: true,
        "ratings: ridge penalty of deviations from equal weights"),
    ]
  }
}

/// Ridge regression for a small number of unknowns.
///
/// It solves (AᵀA + λI) x = Aᵀb, whose sums are built row by row.
struct RidgeRegression {
  private let width: Int
  private var matrix: [Double]
  private var right: [Double]

  /// A regression without rows, whose solution is 0; `ridge` > 0.
  init(width: Int, ridge: Double) {
    self.width = width
    matrix = Array(repeating: 0, count: width * width)
    right = Array(repeating: 0, count: width)
    for place in 0..<width { matrix[place * width + place] = ridge }
  }

  /// Adds a row of A and its entry of b.
  mutating func add(_ row: [Double], target: Double) {
    for left in 0..<width {
      right[left] += row[left] * target
      for other in 0..<width { matrix[left * width + other] += row[left] * row[other] }
    }
  }

  /// x, by Gaussian elimination; the matrix is positive definite, so no pivoting is needed.
  func solution() -> [Double] {
    var (matrix, solution) = (matrix, right)
    for pivot in 0..<width {
      for row in pivot + 1..<max(width, pivot + 1) {
        let factor = matrix[row * width + pivot] / matrix[pivot * width + pivot]
        for column in pivot..<width {
          matrix[row * width + column] -= factor * matrix[pivot * width + column]
        }
        solution[row] -= factor * solution[pivot]
      }
    }
    for row in stride(from: width - 1, through: 0, by: -1) {
      for column in row + 1..<max(width, row + 1) {
        solution[row] -= matrix[row * width + column] * solution[column]
      }
      solution[row] /= matrix[row * width + row]
    }
    return solution
  }
}
