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
