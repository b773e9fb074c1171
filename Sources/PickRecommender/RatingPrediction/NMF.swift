/// Predicts ratings by non-negative factors: r = q_i · p_u, or with biases r = μ + b_u + b_i + q_i
/// · p_u.
///
/// Each epoch multiplies every factor by the ratio of the sums over ratings and over estimates.
/// - Note: Luo, Zhou, Xia, Zhu, "An Efficient Non-Negative Matrix-Factorization-Based Approach to
///   Collaborative Filtering", 2014, eq. 10; defaults are those of Surprise.
public struct NMF: RatingPredictor {
  /// The number of factors, > 0.
  public var factors = 15
  /// The number of epochs.
  public var epochs = 50
  /// Whether mean and biases are part of the estimate.
  public var isBiased = false
  /// λ of the user factors.
  public var userRegularization = 0.06
  /// λ of the item factors.
  public var itemRegularization = 0.06
  /// λ of the biases.
  public var biasRegularization = 0.02
  /// γ, the learning rate of the biases.
  public var learningRate = 0.005
  /// The lowest initial factor, >= 0; initial factors are uniform.
  public var initialLow = 0.0
  /// The highest initial factor.
  public var initialHigh = 1.0

  /// A recipe with the usual settings.
  public init() {}

  /// Draws initial factors and learns.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where a factor is not finite.
  /// - Complexity: O(ratings × factors × epochs).
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> NMFModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    var random = PCG32(seed: context.seed)
    let low = initialLow
    let range = initialHigh - initialLow
    func rows(_ count: Int) -> [Double] {
      (0..<count * factors).map { _ in low + range * random.unit() }
    }
    var model = NMFModel(
      mean: ratings.mean, scale: ratings.scale, isBiased: isBiased, width: factors,
      userBiases: Array(repeating: 0, count: ratings.userCount),
      itemBiases: Array(repeating: 0, count: ratings.itemCount),
      userFactors: rows(ratings.userCount), itemFactors: rows(ratings.itemCount),
      knowsUser: ratings.hasRatingsByUser, knowsItem: ratings.hasRatingsByItem)
    let counts = ratings.itemRatingCounts
    for epoch in 0..<epochs {
      try context.checkCancellation()
      improve(&model, ratings, itemCounts: counts)
      guard (model.userFactors + model.itemFactors).allSatisfy(\.isFinite) else {
        throw .diverged(iteration: epoch)
      }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    return model
  }

  /// One epoch: sums over all ratings, then an update of every factor.
  private func improve(_ model: inout NMFModel, _ ratings: RatingSet, itemCounts: [Int]) {
    let width = factors
    let zeros = [Double](repeating: 0, count: ratings.itemCount * width)
    var (itemWanted, itemGiven) = (zeros, zeros)
    var userFactors = model.userFactors
    for user in 0..<ratings.userCount {
      let cells = ratings.cells(of: UserIndex(user))
      guard !cells.isEmpty else { continue }
      var wanted = [Double](repeating: 0, count: width)
      var given = wanted
      let own = user * width
      for cell in cells {
        let (item, rating) = (Int(ratings.items[cell]), ratings.ratings[cell])
        let row = item * width
        var estimate = FactorRows.dot(
          model.userFactors.span, user, model.itemFactors.span, item, width: width)
        if isBiased {
          estimate += model.mean + model.userBiases[user] + model.itemBiases[item]
          let error = rating - estimate
          model.userBiases[user] +=
            learningRate * (error - biasRegularization * model.userBiases[user])
          model.itemBiases[item] +=
            learningRate * (error - biasRegularization * model.itemBiases[item])
        }
        for factor in 0..<width {
          let (p, q) = (model.userFactors[own + factor], model.itemFactors[row + factor])
          wanted[factor] += q * rating
          given[factor] += q * estimate
          itemWanted[row + factor] += p * rating
          itemGiven[row + factor] += p * estimate
        }
      }
      for factor in 0..<width {
        userFactors[own + factor] = Self.scaled(
          userFactors[own + factor], wanted[factor], given[factor],
          penalty: Double(cells.count) * userRegularization)
      }
    }
    model.userFactors = userFactors
    for item in itemCounts.indices where itemCounts[item] > 0 {
      for place in item * width..<(item + 1) * width {
        model.itemFactors[place] = Self.scaled(
          model.itemFactors[place], itemWanted[place], itemGiven[place],
          penalty: Double(itemCounts[item]) * itemRegularization)
      }
    }
  }

  /// The factor times the ratio of `wanted` and `given` with its penalty; 0 stays 0.
  private static func scaled(
    _ factor: Double, _ wanted: Double, _ given: Double, penalty: Double
  ) -> Double {
    factor == 0 ? 0 : factor * (wanted / (given + penalty * factor))
  }
}

/// A fitted model of non-negative factors.
public struct NMFModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  let isBiased: Bool
  let width: Int
  var userBiases: [Double]
  var itemBiases: [Double]
  /// p, row-major, >= 0.
  var userFactors: [Double]
  /// q, row-major, >= 0.
  var itemFactors: [Double]
  let knowsUser: [Bool]
  let knowsItem: [Bool]

  /// The estimate; unknown users and items have no bias and no factors.
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
    return mean + biases + (match ?? 0)
  }
}

extension NMF: Parameterized {
  /// The settings of NMF.
  public static var parameters: [Parameter<NMF>] {
    [
      .integer(
        "factors", \.factors, 1...1000, search: 5...100, isLogarithmic: true,
        "number of factors"),
      .integer(
        "epochs", \.epochs, 1...10_000, search: 10...200, isLogarithmic: true,
        "number of epochs"),
      .flag("biased", \.isBiased, "whether mean and biases are part of the estimate"),
      .real(
        "reg-pu", \.userRegularization, 0...100, search: 0.01...1, isLogarithmic: true,
        "penalty of user factors"),
      .real(
        "reg-qi", \.itemRegularization, 0...100, search: 0.01...1, isLogarithmic: true,
        "penalty of item factors"),
      .real(
        "reg-biases", \.biasRegularization, 0...1, search: 5e-3...0.2, isLogarithmic: true,
        "biased: penalty of biases"),
      .real(
        "learning-rate", \.learningRate, 0...1, search: 1e-3...0.05, isLogarithmic: true,
        "biased: learning rate of biases"),
      .real("init-low", \.initialLow, 0...10, search: 0...0, "lowest initial factor"),
      .real("init-high", \.initialHigh, 0...10, search: 1...1, "highest initial factor"),
    ]
  }
}
