/// Learns user and item factors by block coordinate descent on implicit feedback (iALS++).
///
/// Minimises Σ α w (p − x·y)² over observed cells + α₀ Σ (x·y)² over all cells + Σ λ (nᵤ + α₀ m)^ν
/// ‖x‖² over users, nᵤ the number of stored cells of m, and the same over items. In contrast to
/// `ImplicitALS` its penalty depends on the number of cells of a row, and its cost is not cubic in
/// the factors, so that it suits many factors.
///
///     let model = try IALSPlusPlus(factors: 128).fit(dataset, context: FitContext(seed: 7))
///
/// - Note: Rendle, Krichene, Zhang, Koren, "iALS++: Speeding up Matrix Factorization with Subspace
///   Optimization", 2021; the penalty as in Rendle et al., "Revisiting the Performance of iALS on
///   Item Recommendation Benchmarks", RecSys 2022, eq. 4. Results do not depend on the number of
///   threads.
public struct IALSPlusPlus: Recommender {
  /// The number of factors, > 0.
  public var factors: Int
  /// λ: the L2 penalty of factors, > 0.
  public var regularization: Float
  /// ν: the exponent of the penalty; 0 for the same penalty on every row, 1 for one proportional to
  /// its cells.
  public var regularizationExponent: Float
  /// α: the factor between the weight and the confidence of an interaction, > 0.
  public var alpha: Float
  /// α₀: the weight of a cell without an interaction, > 0.
  public var unobservedWeight: Float
  /// The number of factors solved at once, rounded up to a multiple of 8; > 0.
  public var blockSize: Int
  /// The number of iterations, > 0.
  public var iterations: Int

  /// A recipe with its settings.
  public init(
    factors: Int = 64, regularization: Float = 0.003, regularizationExponent: Float = 1,
    alpha: Float = 1, unobservedWeight: Float = 0.1, blockSize: Int = 32, iterations: Int = 16
  ) {
    self.factors = factors
    self.regularization = regularization
    self.regularizationExponent = regularizationExponent
    self.alpha = alpha
    self.unobservedWeight = unobservedWeight
    self.blockSize = blockSize
    self.iterations = iterations
  }

  /// Learns the factors.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`.
  ///   - context: the seed of the first factors; threads, progress and cancellation between half
  ///     iterations.
  /// - Returns: factors of shape `[userCount, factors]` and `[itemCount, factors]`.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where a factor is not finite.
  /// - Complexity: O(iterations × factors × (nonzeroCount × blockSize + (userCount + itemCount) ×
  ///   (factors + blockSize²))).
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> FactorModel {
    try fit(dataset, context: context, path: .best) { _, _, _ in }
  }

  /// Learns with the kernels of one path; `watch` is called with both sides after each iteration.
  func fit(
    _ dataset: Dataset, context: FitContext, path: KernelPath,
    watch: (_ iteration: Int, _ users: FactorMatrix, _ items: FactorMatrix) -> Void
  ) throws(FitError) -> FactorModel {
    let recipe = self
    // A first row is about 0.1 long, however many factors it has.
    let deviation = 0.1 / Double(factors).squareRoot()
    return try AlternatingFit(
      factors: factors, iterations: iterations, solver: .blocks(size: blockSize),
      unobservedWeight: unobservedWeight, confidence: Confidence(alpha: alpha, base: 0),
      ridge: {
        Ridge(
          regularization: recipe.regularization, exponent: recipe.regularizationExponent,
          offset: recipe.unobservedWeight * Float($0))
      }, path: path
    ).fit(
      dataset, context: context, first: { Float($0.normal(deviation: deviation)) }, watch: watch)
  }
}

extension IALSPlusPlus: Parameterized {
  /// The settings of iALS++.
  public static var parameters: [Parameter<IALSPlusPlus>] {
    [
      .integer(
        "factors", \.factors, 1...2048, search: 16...256, isLogarithmic: true,
        "number of factors"),
      .real(
        "regularization", \.regularization, 1e-9...1e6, search: 1e-4...0.1, isLogarithmic: true,
        "L2 penalty of factors"),
      .real(
        "regularization-exponent", \.regularizationExponent, 0...2, search: 0...1,
        "0: the same penalty on every row, 1: in proportion to its cells"),
      .real(
        "alpha", \.alpha, 1e-3...1e6, search: 1...1, "confidence of an interaction of weight 1"),
      .real(
        "unobserved-weight", \.unobservedWeight, 1e-6...1e3, search: 0.01...1,
        isLogarithmic: true, "weight of a cell without an interaction"),
      .integer(
        "block-size", \.blockSize, 1...2048, search: 32...32, "number of factors solved at once"
      ),
      .integer(
        "iterations", \.iterations, 1...1000, search: 8...32, "number of iterations"
      ),
    ]
  }

  /// The default recipe.
  public init() { self.init(factors: 64) }
}
