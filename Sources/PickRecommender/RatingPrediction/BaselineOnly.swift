/// Predicts by how a user and an item usually differ from the mean: no taste, only generosity and
/// quality.
///
///     let model = try BaselineOnly().fit(ratings, context: FitContext())
///
/// - Note: `Baselines` has the mathematics.
public struct BaselineOnly: RatingPredictor {
  /// How the biases are estimated.
  public enum Method: String, CaseIterable, Codable, Sendable {
    /// `Baselines.leastSquares`.
    case als
    /// `Baselines.gradientDescent`.
    case sgd
  }

  /// How the biases are estimated.
  public var method = Method.als
  /// Passes over the data; 0 for what is usual: 10 of least squares, 20 of gradient descent.
  public var epochs = 0
  /// Least squares only: how many ratings at the mean a user is thought to have besides.
  public var userRegularization = 15.0
  /// Least squares only: the same for an item.
  public var itemRegularization = 10.0
  /// Gradient descent only: γ.
  public var learningRate = 0.005
  /// Gradient descent only: λ.
  public var regularization = 0.02

  /// Least squares with the usual settings.
  public init() {}

  /// Estimates the biases.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` when the steps were too large.
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

/// Biases of users and items.
public struct BaselineModel: FittedRatingPredictor {
  /// The biases.
  public let baselines: Baselines
  /// What a rating may be.
  public let scale: ClosedRange<Double>
  /// μ.
  public var mean: Double { baselines.mean }

  /// b_ui; whoever is unknown adds nothing to the mean.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    baselines.estimate(user: user, item: item)
  }
}

extension BaselineOnly: Parameterized {
  /// The settings of the baselines.
  public static var parameters: [Parameter<BaselineOnly>] {
    [
      .choice("method", \.method, "how biases are estimated: least squares or gradient descent"),
      .integer(
        "epochs", \.epochs, 0...10_000, search: 5...50,
        "passes over the data; 0 for 10 of als, 20 of sgd"),
      .real(
        "reg-u", \.userRegularization, 0...1e6, search: 1...100, isLogarithmic: true,
        "als: how many ratings at the mean a user is thought to have besides"),
      .real(
        "reg-i", \.itemRegularization, 0...1e6, search: 1...100, isLogarithmic: true,
        "als: how many ratings at the mean an item is thought to have besides"),
      .real(
        "learning-rate", \.learningRate, 0...1, search: 1e-3...0.1, isLogarithmic: true,
        "sgd: the share of an error that is corrected at once"),
      .real(
        "regularization", \.regularization, 0...1, search: 1e-3...0.2, isLogarithmic: true,
        "sgd: the pull of biases towards 0"),
    ]
  }
}

/// How far each user and each item lies from the mean of all ratings.
///
/// b_ui = μ + b_u + b_i; what somebody without ratings adds is 0.
/// - Note: Koren, "Factor in the Neighbors", TKDD 2010, section 2.1; the two ways to estimate them
///   and their defaults are Surprise's.
public struct Baselines: Equatable, Sendable {
  /// μ, the mean of all ratings.
  public let mean: Double
  /// b_u by row.
  public let userBiases: [Double]
  /// b_i by column.
  public let itemBiases: [Double]

  /// The estimate b_ui; whoever is unknown adds nothing.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double {
    mean + Self.bias(user?.position, of: userBiases) + Self.bias(item?.position, of: itemBiases)
  }

  private static func bias(_ position: Int?, of biases: [Double]) -> Double {
    guard let position, biases.indices.contains(position) else { return 0 }
    return biases[position]
  }

  /// Alternating least squares: items given users, then users given items.
  ///
  /// - Parameters:
  ///   - ratings: what to learn from.
  ///   - epochs: how often both are estimated.
  ///   - userRegularization: how many ratings at the mean a user is thought to have besides.
  ///   - itemRegularization: the same for an item.
  ///   - context: watches and stops it, epoch by epoch.
  /// - Returns: the biases; 0 for whoever has no ratings.
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

  /// Stochastic gradient descent, rating by rating in the order of the set.
  ///
  /// - Parameters:
  ///   - ratings: what to learn from.
  ///   - epochs: how often each rating is learned from.
  ///   - learningRate: γ, the share of an error that is corrected at once.
  ///   - regularization: λ, the pull towards 0.
  ///   - context: watches and stops it, epoch by epoch.
  /// - Returns: the biases; 0 for whoever has no ratings.
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
