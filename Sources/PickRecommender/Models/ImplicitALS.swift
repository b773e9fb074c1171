/// Learns user and item factors by alternating least squares on implicit feedback.
///
/// Minimises Σ c (p − x·y)² over all cells + λ (Σ‖x‖² + Σ‖y‖²): a stored cell has p = 1 with the
/// confidence c = alpha × weight, every other cell p = 0 with the confidence 1. This is the loss of
/// the library implicit; the paper's c is 1 + alpha × weight.
///
///     let model = try ImplicitALS(factors: 64, alpha: 20).fit(dataset, context: FitContext(seed: 7))
///
/// - Note: Hu, Koren, Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM
///   2008, eq. 3–5. Results do not depend on the number of threads; the portable and the wide
///   kernels agree up to rounding.
public struct ImplicitALS: Recommender {
  /// The solver of a row's normal equations.
  public enum Solver: String, CaseIterable, Codable, Sendable {
    /// A few steps of conjugate gradient from the factors of the last iteration: much faster, and
    /// as good after some iterations.
    case conjugateGradient = "cg"
    /// The exact solution.
    case cholesky
  }

  /// The number of factors, > 0.
  public var factors: Int
  /// λ: the L2 penalty of factors, > 0.
  public var regularization: Float
  /// The factor between the weight and the confidence of an interaction, > 0.
  public var alpha: Float
  /// The number of iterations, > 0.
  public var iterations: Int
  /// The solver of a row's normal equations.
  public var solver: Solver
  /// The number of steps of conjugate gradient, > 0.
  public var conjugateGradientSteps: Int
  /// The emphasis of weights; at 0 every stored cell has the confidence alpha.
  public var emphasis: Emphasis

  /// A recipe with its settings.
  public init(
    factors: Int = 64, regularization: Float = 0.01, alpha: Float = 20, iterations: Int = 15,
    solver: Solver = .conjugateGradient, conjugateGradientSteps: Int = 3,
    emphasis: Emphasis = .full
  ) {
    self.factors = factors
    self.regularization = regularization
    self.alpha = alpha
    self.iterations = iterations
    self.solver = solver
    self.conjugateGradientSteps = conjugateGradientSteps
    self.emphasis = emphasis
  }

  /// Learns the factors.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`.
  ///   - context: the seed of the first factors; threads, progress and cancellation between half
  ///     iterations.
  /// - Returns: factors of shape `[userCount, factors]` and `[itemCount, factors]`.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where a factor is not finite.
  /// - Complexity: O(iterations × (nonzeroCount × factors × steps + (userCount + itemCount) ×
  ///   factors² × steps)); factors² in place of factors × steps with Cholesky, and factors³.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> FactorModel {
    try fit(dataset, context: context, path: .best) { _, _, _ in }
  }

  /// Learns with the kernels of one path; `watch` is called with both sides after each iteration.
  func fit(
    _ dataset: Dataset, context: FitContext, path: KernelPath,
    watch: (_ iteration: Int, _ users: FactorMatrix, _ items: FactorMatrix) -> Void
  ) throws(FitError) -> FactorModel {
    let solver: NormalEquations.Solver =
      switch self.solver {
      case .conjugateGradient: .conjugateGradient(steps: conjugateGradientSteps)
      case .cholesky: .cholesky
      }
    let ridge = Ridge(regularization: regularization)
    return try AlternatingFit(
      factors: factors, iterations: iterations, solver: solver, unobservedWeight: 1,
      confidence: Confidence(alpha: alpha, base: 1), ridge: { _ in ridge }, path: path
    ).fit(
      // Small positive initial numbers, as in implicit.
      dataset.emphasized(by: emphasis), context: context, first: { 0.01 * Float($0.unit()) },
      watch: watch
    ).asked(with: emphasis)
  }
}

extension ImplicitALS: Parameterized {
  /// The settings of implicit ALS.
  public static var parameters: [Parameter<ImplicitALS>] {
    [
      .integer(
        "factors", \.factors, 1...2048, search: 16...256, isLogarithmic: true,
        "number of factors"),
      .real(
        "regularization", \.regularization, 1e-6...1e6, search: 1e-3...100, isLogarithmic: true,
        "L2 penalty of factors"),
      .real(
        "alpha", \.alpha, 1e-3...1e6, search: 1...100, isLogarithmic: true,
        "confidence of an interaction of weight 1"),
      .integer(
        "iterations", \.iterations, 1...1000, search: 5...30, "number of iterations"),
      .choice("solver", \.solver, "solver of a row's normal equations"),
      .integer(
        "cg-steps", \.conjugateGradientSteps, 1...1000, search: 3...5,
        "steps of the conjugate gradient in each iteration"),
      .real(
        "emphasis", \.emphasis.power, 0...4, search: 1...1,
        "the power weights are raised to; 0 counts what was watched alike"),
    ]
  }

  /// The default recipe.
  public init() { self.init(factors: 64) }
}

extension ImplicitALS {
  /// The loss of the fit ÷ the confidence of all cells, as implicit prints it.
  ///
  /// - Parameters:
  ///   - users: X, shape `[userCount, factors]`.
  ///   - items: Y, shape `[itemCount, factors]`.
  ///   - matrix: the interactions, shape `[userCount, itemCount]`.
  /// - Returns: (Σ c (p − x·y)² + λ (Σ‖x‖² + Σ‖y‖²)) / Σ c over all cells, c = 1 for a cell that is
  ///   not stored.
  public func loss(
    users: FactorMatrix, items: FactorMatrix, on matrix: InteractionMatrix
  ) -> Double {
    let gramOfUsers = FactorGram.gram(users, threads: 1, path: .portable)
    let gramOfItems = FactorGram.gram(items, threads: 1, path: .portable)
    // Σ (x·y)² over all pairs is the trace of XᵀX YᵀY.
    var loss = zip(gramOfUsers, gramOfItems).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    var total = Double(matrix.userCount) * Double(matrix.itemCount)
    for user in 0..<matrix.userCount {
      for cell in matrix.cells(of: UserIndex(user)) {
        let (row, column) = (user * users.stride, Int(matrix.columns[cell]) * items.stride)
        var score: Float = 0
        for k in 0..<users.stride { score += users.values[row + k] * items.values[column + k] }
        let (estimate, confidence) = (Double(score), Double(alpha * matrix.weights[cell]))
        loss += confidence * (1 - estimate) * (1 - estimate) - estimate * estimate
        total += confidence - 1
      }
    }
    let squares = [users, items].reduce(0) { sum, matrix in
      matrix.values.reduce(sum) { $0 + Double($1) * Double($1) }
    }
    return (loss + Double(regularization) * squares) / total
  }
}
