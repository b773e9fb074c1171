/// Predicts ratings by the mean and the biases of user and item.
///
///     let model = try BaselineOnly().fit(ratings, context: FitContext())
///
/// - Note: `Baselines` has the mathematics.
public struct BaselineOnly: RatingPredictor {
  /// The method of the estimation of biases.
  public enum Method: String, CaseIterable, Codable, Sendable {
    /// `Baselines.leastSquares`.
    case als
    /// `Baselines.gradientDescent`.
    case sgd
  }

  /// The method of the estimation of biases.
  public var method = Method.als
  /// The number of passes over the data; 0 for the usual 10 of least squares or 20 of gradient
  /// descent.
  public var epochs = 0
  /// The number of ratings at the mean added for each user; least squares only.
  public var userRegularization = 15.0
  /// The number of ratings at the mean added for each item; least squares only.
  public var itemRegularization = 10.0
  /// γ, the learning rate; gradient descent only.
  public var learningRate = 0.005
  /// λ, the L2 penalty of biases; gradient descent only.
  public var regularization = 0.02

  /// A recipe of least squares with the usual settings.
  public init() {}

  /// Estimates the biases.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where the learning rate is too
  ///   large.
  /// - Complexity: O(ratings × epochs).
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> BaselineModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let baselines = try estimate(ratings, context)
    guard (baselines.userBiases + baselines.itemBiases).allSatisfy(\.isFinite) else {
      throw .diverged(iteration: usedEpochs)
    }
    return BaselineModel(baselines: baselines, scale: ratings.scale)
  }

  private var usedEpochs: Int { epochs > 0 ? epochs : method == .als ? 10 : 20 }

  private func estimate(
    _ ratings: RatingSet, _ context: FitContext
  ) throws(FitError) -> Baselines {
    switch method {
    case .als:
      try .leastSquares(
        ratings, epochs: usedEpochs, userRegularization: userRegularization,
        itemRegularization: itemRegularization, context: context)
    case .sgd:
      try .gradientDescent(
        ratings, epochs: usedEpochs, learningRate: learningRate, regularization: regularization,
        context: context)
    }
  }
}

/// A fitted model of biases.
public struct BaselineModel: FittedRatingPredictor {
  /// The biases.
  public let baselines: Baselines
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  /// μ.
  public var mean: Double { baselines.mean }

  /// b_ui; the bias of an unknown user or item is 0.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    baselines.estimate(user: user, item: item)
  }
}

extension BaselineOnly: Parameterized {
  /// The settings of the baselines.
  public static var parameters: [Parameter<BaselineOnly>] {
    [
      .choice("method", \.method, "estimation of biases: least squares or gradient descent"),
      .integer(
        "epochs", \.epochs, 0...10_000, search: 5...50,
        "passes over the data; 0 for 10 of als, 20 of sgd"),
      .real(
        "reg-u", \.userRegularization, 0...1e6, search: 1...100, isLogarithmic: true,
        "als: number of ratings at the mean added for each user"),
      .real(
        "reg-i", \.itemRegularization, 0...1e6, search: 1...100, isLogarithmic: true,
        "als: number of ratings at the mean added for each item"),
      .real(
        "learning-rate", \.learningRate, 0...1, search: 1e-3...0.1, isLogarithmic: true,
        "sgd: learning rate"),
      .real(
        "regularization", \.regularization, 0...1, search: 1e-3...0.2, isLogarithmic: true,
        "sgd: L2 penalty of biases"),
    ]
  }
}

/// The biases of users and items from the mean of all ratings.
///
/// b_ui = μ + b_u + b_i; the bias of a user or item without ratings is 0.
/// - Note: Koren, "Factor in the Neighbors", TKDD 2010, section 2.1; the two methods and their
///   defaults are those of Surprise.
public struct Baselines: Equatable, Sendable {
  /// μ, the mean of all ratings.
  public let mean: Double
  /// b_u by row.
  public let userBiases: [Double]
  /// b_i by column.
  public let itemBiases: [Double]

  /// The estimate b_ui; the bias of an unknown user or item is 0.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double {
    mean + Self.bias(user?.position, of: userBiases) + Self.bias(item?.position, of: itemBiases)
  }

  private static func bias(_ position: Int?, of biases: [Double]) -> Double {
    guard let position, biases.indices.contains(position) else { return 0 }
    return biases[position]
  }

  /// Biases by alternating least squares.
  ///
  /// - Parameters:
  ///   - ratings: the training ratings.
  ///   - epochs: the number of iterations.
  ///   - userRegularization: the number of ratings at the mean added for each user.
  ///   - itemRegularization: the number of ratings at the mean added for each item.
  ///   - context: progress and cancellation, epoch by epoch.
  /// - Returns: the biases; 0 for a user or item without ratings.
  /// - Throws: `FitError.cancelled`.
  /// - Complexity: O(ratings) an epoch.
  public static func leastSquares(
    _ ratings: RatingSet, epochs: Int = 10, userRegularization: Double = 15,
    itemRegularization: Double = 10, context: FitContext = FitContext()
  ) throws(FitError) -> Baselines {
    let mean = ratings.mean
    var users = [Double](repeating: 0, count: ratings.userCount)
    var items = [Double](repeating: 0, count: ratings.itemCount)
    let counts = ratings.itemRatingCounts
    for epoch in 0..<epochs {
      try context.checkCancellation()
      var sums = [Double](repeating: 0, count: ratings.itemCount)
      for user in 0..<ratings.userCount {
        for cell in ratings.cells(of: UserIndex(user)) {
          sums[Int(ratings.items[cell])] += ratings.ratings[cell] - mean - users[user]
        }
      }
      for item in items.indices where counts[item] > 0 {
        items[item] = sums[item] / (itemRegularization + Double(counts[item]))
      }
      for user in users.indices {
        let cells = ratings.cells(of: UserIndex(user))
        guard !cells.isEmpty else { continue }
        let sum = cells.reduce(0) {
          $0 + ratings.ratings[$1] - mean - items[Int(ratings.items[$1])]
        }
        users[user] = sum / (userRegularization + Double(cells.count))
      }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    return Baselines(mean: mean, userBiases: users, itemBiases: items)
  }

  /// Biases by stochastic gradient descent, rating by rating in the order of the set.
  ///
  /// - Parameters:
  ///   - ratings: the training ratings.
  ///   - epochs: the number of passes over the ratings.
  ///   - learningRate: γ, the learning rate.
  ///   - regularization: λ, the L2 penalty.
  ///   - context: progress and cancellation, epoch by epoch.
  /// - Returns: the biases; 0 for a user or item without ratings.
  /// - Throws: `FitError.cancelled`.
  /// - Complexity: O(ratings) an epoch.
  public static func gradientDescent(
    _ ratings: RatingSet, epochs: Int = 20, learningRate: Double = 0.005,
    regularization: Double = 0.02, context: FitContext = FitContext()
  ) throws(FitError) -> Baselines {
    var users = [Double](repeating: 0, count: ratings.userCount)
    var items = [Double](repeating: 0, count: ratings.itemCount)
    for epoch in 0..<epochs {
      try context.checkCancellation()
      for user in 0..<ratings.userCount {
        for cell in ratings.cells(of: UserIndex(user)) {
          let item = Int(ratings.items[cell])
          let error = ratings.ratings[cell] - (ratings.mean + users[user] + items[item])
          users[user] += learningRate * (error - regularization * users[user])
          items[item] += learningRate * (error - regularization * items[item])
        }
      }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    return Baselines(mean: ratings.mean, userBiases: users, itemBiases: items)
  }
}
