/// Learns user and item factors by alternating least squares on implicit feedback.
///
/// Minimises Σ c (p − x·y)² over all cells + λ (Σ‖x‖² + Σ‖y‖²): an observed cell wants p = 1 with
/// the confidence c = alpha × weight, every other cell p = 0 with the confidence 1. This is how the
/// library implicit counts; the paper's c is 1 + alpha × weight.
///
///     let model = try ImplicitALS(factors: 64, alpha: 20).fit(dataset, context: FitContext(seed: 7))
///
/// - Note: Hu, Koren, Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008,
///   eq. 3–5. Results do not depend on the number of threads; the two forms of the kernels agree up
///   to rounding.
public struct ImplicitALS: Recommender {
  /// How a row's equations are solved.
  public enum Solver: String, CaseIterable, Codable, Sendable {
    /// A few steps from the last iteration's factors: much faster, as good after some iterations.
    case conjugateGradient = "cg"
    /// Exactly.
    case cholesky
  }

  /// Length of a row of factors, > 0.
  public var factors: Int
  /// λ: how dear a long row of factors is; > 0.
  public var regularization: Float
  /// What an interaction's weight is multiplied by to become a confidence; > 0.
  public var alpha: Float
  /// How often both sides are solved, > 0.
  public var iterations: Int
  /// How a row's equations are solved.
  public var solver: Solver
  /// Steps of the conjugate gradient, > 0.
  public var conjugateGradientSteps: Int
  /// What the size of weights counts: at 0 every confidence of what was watched is alpha.
  public var emphasis: Emphasis

  /// A recipe.
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
  ///   - context: seeds the first factors; watches and stops the fit between half iterations.
  /// - Returns: factors of shape `[userCount, factors]` and `[itemCount, factors]`.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` when a factor is not finite.
  /// - Complexity: O(iterations × (nonzeroCount × factors × steps + (userCount + itemCount) ×
  ///   factors² × steps)); factors² in place of factors × steps with Cholesky, and factors³.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> FactorModel {
    try fit(dataset, context: context, path: .best) { _, _, _ in }
  }

  /// Learns with the kernels of one path; `watch` sees both sides after each iteration.
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
      // Small positive numbers, as implicit starts.
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
        "length of a row of factors"),
      .real(
        "regularization", \.regularization, 1e-6...1e6, search: 1e-3...100, isLogarithmic: true,
        "how dear a long row of factors is"),
      .real(
        "alpha", \.alpha, 1e-3...1e6, search: 1...100, isLogarithmic: true,
        "confidence of an interaction of weight 1"),
      .integer(
        "iterations", \.iterations, 1...1000, search: 5...30, "how often both sides are solved"),
      .choice("solver", \.solver, "how a row's equations are solved"),
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
  /// What the fit minimises, over the confidence of all cells: the loss implicit prints.
  ///
  /// - Parameters:
  ///   - users: X, shape `[userCount, factors]`.
  ///   - items: Y, shape `[itemCount, factors]`.
  ///   - matrix: the interactions, shape `[userCount, itemCount]`.
  /// - Returns: (Σ c (p − x·y)² + λ (Σ‖x‖² + Σ‖y‖²)) / Σ c over all cells, c = 1 where nothing was
  ///   observed.
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
