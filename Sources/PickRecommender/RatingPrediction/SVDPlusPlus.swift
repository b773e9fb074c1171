/// Predicts ratings by factors of users and items, and by implicit factors of the items a user
/// rated.
///
/// r = μ + b_u + b_i + q_i · (p_u + |I(u)|^−½ Σ y_j over the items the user rated), learned by
/// gradient descent, rating by rating in the order of the set.
///
///     let model = try SVDPlusPlus().fit(ratings, context: FitContext(seed: 1))
///
/// - Note: Koren, "Factorization Meets the Neighborhood", KDD 2008, eq. 15; defaults are those of
///   Surprise, and the same initial values give the same parameters.
public struct SVDPlusPlus: RatingPredictor {
  /// The number of factors, > 0.
  public var factors = 20
  /// The number of passes over the ratings.
  public var epochs = 20
  /// γ, the learning rate.
  public var learningRate = 0.007
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
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> SVDPlusPlusModel {
    try fit(ratings, from: initialFactors(ratings, seed: context.seed), context: context)
  }

  /// Learns from given initial values.
  ///
  /// - Parameters:
  ///   - ratings: the training ratings.
  ///   - initial: a row for each user and item, whose width replaces `factors`.
  ///   - context: progress and cancellation; no random numbers are used.
  /// - Returns: the fitted model.
  /// - Throws: `FitError.emptyDataset`, `cancelled`, `diverged`; `data(.inconsistentLengths)` where
  ///   the number of rows is not that of users and items.
  public func fit(
    _ ratings: RatingSet, from initial: SVDPlusPlusFactors, context: FitContext
  ) throws(FitError) -> SVDPlusPlusModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    guard initial.fits(ratings) else { throw .data(.inconsistentLengths) }
    let lane = SVDPlusPlusKernel.laneWidth
    var learned = initial.resized(to: (initial.width + lane - 1) / lane * lane)
    let step = (rate: learningRate, decay: 1 - learningRate * regularization)
    for epoch in 0..<epochs {
      for start in stride(from: 0, to: ratings.userCount, by: 512) {
        try context.checkCancellation()
        let users = start..<min(start + 512, ratings.userCount)
        SVDPlusPlusKernel.descend(users, of: ratings, step: step, &learned)
      }
      guard learned.userBiases.allSatisfy(\.isFinite) else { throw .diverged(iteration: epoch) }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    return SVDPlusPlusModel(
      learned: learned.resized(to: initial.width), ratings: ratings)
  }

  private func initialFactors(_ ratings: RatingSet, seed: UInt64) -> SVDPlusPlusFactors {
    var random = PCG32(seed: seed)
    func rows(_ count: Int) -> [Double] {
      FactorRows.normal(
        count, width: factors, stride: factors, mean: initialMean, deviation: initialDeviation,
        using: &random)
    }
    let (users, items) = (rows(ratings.userCount), rows(ratings.itemCount))
    return SVDPlusPlusFactors(
      checkedWidth: factors, userFactors: users, itemFactors: items,
      implicitFactors: rows(ratings.itemCount))
  }
}

/// A fitted model of SVD++.
public struct SVDPlusPlusModel: FittedRatingPredictor {
  /// The learned biases and factors.
  public let learned: SVDPlusPlusFactors
  /// μ.
  public let mean: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  /// p_u + |I(u)|^−½ Σ y_j by user, row-major; zeros for a user without ratings.
  private let tastes: [Double]
  /// Whether each item has ratings.
  private let isRated: [Bool]

  init(learned: SVDPlusPlusFactors, ratings: RatingSet) {
    self.learned = learned
    mean = ratings.mean
    scale = ratings.scale
    isRated = ratings.hasRatingsByItem
    tastes = Self.tastes(learned, ratings)
  }

  /// The mean, the known biases, and the product of factors where user and item are known.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    var estimate = mean
    if let user, user.position < learned.userBiases.count {
      estimate += learned.userBiases[user.position]
    }
    if let item, item.position < isRated.count {
      estimate += learned.itemBiases[item.position]
      if let user, user.position < learned.userBiases.count, isRated[item.position] {
        estimate += FactorRows.dot(
          tastes.span, user.position, learned.itemFactors.span, item.position,
          width: learned.width)
      }
    }
    return estimate
  }

  private static func tastes(_ learned: SVDPlusPlusFactors, _ ratings: RatingSet) -> [Double] {
    let width = learned.width
    var tastes = [Double](repeating: 0, count: ratings.userCount * width)
    var span = tastes.mutableSpan
    let (own, implicit) = (learned.userFactors.span, learned.implicitFactors.span)
    let (offsets, items) = (ratings.rowOffsets.span, ratings.items.span)
    for user in 0..<ratings.userCount where offsets[user] < offsets[user + 1] {
      let row = user * width
      let share = 1 / Double(offsets[user + 1] - offsets[user]).squareRoot()
      for cell in offsets[user]..<offsets[user + 1] {
        let other = Int(items[cell]) * width
        for factor in 0..<width { span[row + factor] += implicit[other + factor] }
      }
      for factor in 0..<width {
        span[row + factor] = own[row + factor] + share * span[row + factor]
      }
    }
    return tastes
  }
}

extension SVDPlusPlus: Parameterized {
  /// The settings of SVD++.
  public static var parameters: [Parameter<SVDPlusPlus>] {
    [
      .integer(
        "factors", \.factors, 1...2000, search: 5...200, isLogarithmic: true,
        "number of factors"),
      .integer(
        "epochs", \.epochs, 1...10_000, search: 5...100, isLogarithmic: true,
        "number of passes over the ratings"),
      .real(
        "learning-rate", \.learningRate, 0...1, search: 1e-3...0.05, isLogarithmic: true,
        "learning rate"),
      .real(
        "regularization", \.regularization, 0...1, search: 5e-3...0.2, isLogarithmic: true,
        "L2 penalty of biases and factors"),
      .real("init-mean", \.initialMean, -1...1, search: 0...0, "mean of the initial factors"),
      .real(
        "init-deviation", \.initialDeviation, 0...1, search: 0.01...0.2, isLogarithmic: true,
        "standard deviation of the initial factors"),
    ]
  }
}

/// The biases and factors of SVD++, learned or initial.
public struct SVDPlusPlusFactors: Equatable, Sendable {
  /// Length of a row of factors.
  public let width: Int
  /// b_u by row.
  public internal(set) var userBiases: [Double]
  /// b_i by column.
  public internal(set) var itemBiases: [Double]
  /// p, row-major, shape `[userCount, width]`.
  public internal(set) var userFactors: [Double]
  /// q, row-major, shape `[itemCount, width]`.
  public internal(set) var itemFactors: [Double]
  /// y, the implicit factors of items, shape `[itemCount, width]`.
  public internal(set) var implicitFactors: [Double]

  /// Initial factors, with biases of 0.
  ///
  /// - Parameters:
  ///   - width: length of a row, > 0.
  ///   - userFactors: p, row-major.
  ///   - itemFactors: q, row-major.
  ///   - implicitFactors: y, row-major.
  /// - Throws: `DatasetError.inconsistentLengths` where an array does not consist of whole rows.
  public init(
    width: Int, userFactors: [Double], itemFactors: [Double], implicitFactors: [Double]
  ) throws(DatasetError) {
    guard width > 0, userFactors.count.isMultiple(of: width),
      itemFactors.count.isMultiple(of: width), itemFactors.count == implicitFactors.count
    else { throw .inconsistentLengths }
    self.init(
      checkedWidth: width, userFactors: userFactors, itemFactors: itemFactors,
      implicitFactors: implicitFactors)
  }

  /// Factors whose lengths the caller guarantees; biases are 0 by default.
  init(
    checkedWidth width: Int, userFactors: [Double], itemFactors: [Double],
    implicitFactors: [Double], userBiases: [Double]? = nil, itemBiases: [Double]? = nil
  ) {
    self.width = width
    self.userFactors = userFactors
    self.itemFactors = itemFactors
    self.implicitFactors = implicitFactors
    self.userBiases = userBiases ?? Array(repeating: 0, count: userFactors.count / width)
    self.itemBiases = itemBiases ?? Array(repeating: 0, count: itemFactors.count / width)
  }

  /// Whether there is a row for every user and item.
  func fits(_ ratings: RatingSet) -> Bool {
    userBiases.count == ratings.userCount && itemBiases.count == ratings.itemCount
  }

  /// The factors with rows of another length, extended by zeros or cut.
  func resized(to newWidth: Int) -> SVDPlusPlusFactors {
    func rows(_ rows: [Double]) -> [Double] {
      FactorRows.resized(rows, from: width, to: newWidth)
    }
    return SVDPlusPlusFactors(
      checkedWidth: newWidth, userFactors: rows(userFactors), itemFactors: rows(itemFactors),
      implicitFactors: rows(implicitFactors), userBiases: userBiases, itemBiases: itemBiases)
  }
}
