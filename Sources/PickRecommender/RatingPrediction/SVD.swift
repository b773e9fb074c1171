/// Predicts ratings by factors of users and items: r = μ + b_u + b_i + q_i · p_u.
///
/// They are learned by gradient descent, rating by rating in the order of the set, in single
/// precision. Without biases it is probabilistic matrix factorization: r = q_i · p_u.
///
///     let model = try SVD().fit(ratings, context: FitContext(seed: 1))
///
/// - Note: Funk, "Netflix Update: Try This at Home", 2006; Koren, Bell, Volinsky, "Matrix
///   Factorization Techniques for Recommender Systems", 2009, eq. 5; Salakhutdinov, Mnih,
///   "Probabilistic Matrix Factorization", NIPS 2007. Defaults are those of Surprise.
public struct SVD: RatingPredictor {
  /// The number of factors, > 0.
  public var factors = 100
  /// The number of passes over the ratings.
  public var epochs = 20
  /// Whether mean and biases are part of the estimate.
  public var isBiased = true
  /// γ, the learning rate.
  public var learningRate = 0.005
  /// λ, the L2 penalty of biases and factors.
  public var regularization = 0.02
  /// The mean of the initial factors.
  public var initialMean = 0.0
  /// The standard deviation of the initial factors.
  public var initialDeviation = 0.1

  /// A recipe with the usual settings.
  public init() {}

  /// Draws initial factors and learns biases and factors.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where the learning rate is too
  ///   large.
  /// - Complexity: O(ratings × factors × epochs).
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> SVDModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let path = SVDKernel.Path.best(width: factors)
    var state = initialState(ratings, lane: path.laneWidth, seed: context.seed)
    let step = SVDKernel.Step(
      mean: isBiased ? Float(ratings.mean) : 0, rate: Float(learningRate),
      decay: Float(1 - learningRate * regularization), isBiased: isBiased)
    try SVDKernel.descend(
      ratings, epochs: epochs, step: step, &state, context: context, path: path)
    let learned = [state.userBiases, state.itemBiases, state.userFactors, state.itemFactors]
    guard learned.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw .diverged(iteration: epochs)
    }
    return SVDModel(state, ratings, isBiased: isBiased)
  }

  private func initialState(
    _ ratings: RatingSet, lane: Int, seed: UInt64
  ) -> SVDKernel.State {
    var random = PCG32(seed: seed)
    let width = (factors + lane - 1) / lane * lane
    func rows(_ count: Int) -> [Float] {
      FactorRows.normal(
        count, width: factors, stride: width, mean: initialMean, deviation: initialDeviation,
        using: &random)
    }
    let users = rows(ratings.userCount)
    return SVDKernel.State(
      width: width, userBiases: Array(repeating: 0, count: ratings.userCount),
      itemBiases: Array(repeating: 0, count: ratings.itemCount), userFactors: users,
      itemFactors: rows(ratings.itemCount))
  }
}

/// A fitted model of SVD.
public struct SVDModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  private let isBiased: Bool
  private let width: Int
  private let userBiases: [Float]
  private let itemBiases: [Float]
  private let userFactors: [Float]
  private let itemFactors: [Float]
  private let knowsUser: [Bool]
  private let knowsItem: [Bool]

  init(_ state: SVDKernel.State, _ ratings: RatingSet, isBiased: Bool) {
    mean = ratings.mean
    scale = ratings.scale
    self.isBiased = isBiased
    width = state.width
    userBiases = state.userBiases
    itemBiases = state.itemBiases
    userFactors = state.userFactors
    itemFactors = state.itemFactors
    knowsUser = ratings.hasRatingsByUser
    knowsItem = ratings.hasRatingsByItem
  }

  /// The mean, the known biases, and q · p where user and item are known.
  ///
  /// - Returns: without biases `nil` unless user and item are known.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    let user = user.flatMap { $0.position < knowsUser.count ? $0.position : nil }
    let item = item.flatMap { $0.position < knowsItem.count ? $0.position : nil }
    var match: Double?
    if let user, let item, knowsUser[user], knowsItem[item] {
      match = FactorRows.dot(userFactors.span, user, itemFactors.span, item, width: width)
    }
    guard isBiased else { return match }
    let biases = (user.map { userBiases[$0] } ?? 0) + (item.map { itemBiases[$0] } ?? 0)
    return mean + Double(biases) + (match ?? 0)
  }
}

extension SVD: Parameterized {
  /// The settings of SVD.
  public static var parameters: [Parameter<SVD>] {
    [
      .integer(
        "factors", \.factors, 1...2000, search: 10...300, isLogarithmic: true,
        "number of factors"),
      .integer(
        "epochs", \.epochs, 1...10_000, search: 5...200, isLogarithmic: true,
        "number of passes over the ratings"),
      .flag("biased", \.isBiased, "whether mean and biases are part of the estimate"),
      .real(
        "learning-rate", \.learningRate, 0...1, search: 1e-3...0.05, isLogarithmic: true,
        "learning rate"),
      .real(
        "regularization", \.regularization, 0...1, search: 5e-3...0.3, isLogarithmic: true,
        "L2 penalty of biases and factors"),
      .real("init-mean", \.initialMean, -1...1, search: 0...0, "mean of the initial factors"),
      .real(
        "init-deviation", \.initialDeviation, 0...1, search: 0.01...0.2, isLogarithmic: true,
        "standard deviation of the initial factors"),
    ]
  }
}
