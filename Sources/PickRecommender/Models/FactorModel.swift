/// User and item factors of least squares; a score is x·y.
///
/// A request is scored from its history and not from the user's row in the fit: x is solved against
/// the item factors in microseconds, so that the latest watches count without training.
public struct FactorModel: ExplainingRecommender, FactorScoring {
  /// X, the factors of the users the model was fitted on.
  public let users: FactorMatrix
  /// Y, the factors of the items; an item without viewers has zeros.
  public let items: FactorMatrix
  private let equations: NormalEquations
  /// The emphasis of the weights of a history.
  private var emphasis = Emphasis.full

  /// A model from both sides and the equations of the fold-in.
  init(users: FactorMatrix, items: FactorMatrix, equations: NormalEquations) {
    self.users = users
    self.items = items
    self.equations = equations
  }

  /// The model with an emphasis of the weights of histories.
  func asked(with emphasis: Emphasis) -> FactorModel {
    var model = self
    model.emphasis = emphasis
    return model
  }

  /// The number of items that are scored.
  public var itemCount: Int { items.rowCount }

  /// The factors x of a history, padded as a row of `items` is; zeros for a history without items
  /// of the fit.
  ///
  /// - Complexity: O(history × factors × steps), steps ≤ factors.
  public func factors(of history: UserHistory) -> [Float] {
    let (columns, weights) = cells(of: history)
    return equations.solution(columns: columns, weights: weights, solver: foldIn)
  }

  /// The number of steps that makes the solution exact, or fewer where 10⁻⁵ of the residual is
  /// left.
  private var foldIn: NormalEquations.Solver {
    .conjugateGradient(steps: items.factors, tolerance: 1e-10)
  }

  /// Overwrites `scores` with x·y for each item, x the factors of the request's history.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    FactorScores.fill(&scores, items: items, vector: factors(of: request.history))
  }

  /// The contribution of each item of the history to the score of `item`: yᵢᵀ W yⱼ cⱼ, W the
  /// inverse of the matrix of the history's normal equations.
  ///
  /// - Note: Hu, Koren, Volinsky, 2008, section 5. The sum is the score up to rounding.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    guard item.position >= 0, item.position < itemCount else { return [] }
    let (columns, weights) = cells(of: request.history)
    let start = item.position * items.stride
    let link = equations.inverse(
      times: Array(items.values[start..<start + items.stride]), columns: columns,
      weights: weights)
    return zip(columns, weights).compactMap { column, weight in
      guard weight > 0 else { return nil }
      let row = Int(column) * items.stride
      var likeness = 0.0
      for factor in 0..<items.factors {
        likeness += Double(link[factor]) * Double(items.values[row + factor])
      }
      let contribution = Double(equations.confidence.alpha * weight) * likeness
      return contribution == 0 || !contribution.isFinite
        ? nil : ScoredItem(item: ItemIndex(column), score: contribution)
    }
  }

  /// The history's cells among the items of the fit.
  private func cells(of history: UserHistory) -> (columns: [Int32], weights: [Float]) {
    let known = history.entries.filter { $0.item.position >= 0 && $0.item.position < itemCount }
    return (known.map(\.item.rawValue), known.map { emphasis($0.weight) })
  }
}

/// The loop of alternating least squares: users are solved with fixed items, then items with fixed
/// users.
struct AlternatingFit {
  /// The number of factors, > 0.
  let factors: Int
  /// The number of iterations.
  let iterations: Int
  /// The solver of a row.
  let solver: NormalEquations.Solver
  /// The weight of a cell without an interaction.
  let unobservedWeight: Float
  /// The confidence of a weight.
  let confidence: Confidence
  /// The penalty of a row, given the number of rows of the other side.
  let ridge: @Sendable (_ cells: Int) -> Ridge
  /// The path of the kernels.
  let path: KernelPath

  /// Learns from a data set.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`.
  ///   - context: the seed of the first factors; threads, progress and cancellation.
  ///   - first: draws an initial factor.
  ///   - watch: called with both sides after each iteration.
  /// - Returns: the model with both sides.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where a factor is not finite.
  func fit(
    _ dataset: Dataset, context: FitContext, first: (inout PCG32) -> Float,
    watch: (_ iteration: Int, _ users: FactorMatrix, _ items: FactorMatrix) -> Void
  ) throws(FitError) -> FactorModel {
    let byUser = dataset.interactions
    guard byUser.nonzeroCount > 0 else { throw .emptyDataset }
    let byItem = byUser.transposed()
    var random = PCG32(seed: context.seed)
    var users = FactorMatrix(rowCount: byUser.userCount, factors: factors)
    var items = FactorMatrix(rowCount: byUser.itemCount, factors: factors)
    users.fill { first(&random) }
    items.fill { first(&random) }
    for iteration in 0..<iterations {
      try context.checkCancellation()
      equations(over: items, threads: context.threads)
        .solve(&users, by: byUser, solver: solver, threads: context.threads)
      try context.checkCancellation()
      equations(over: users, threads: context.threads)
        .solve(&items, by: byItem, solver: solver, threads: context.threads)
      guard users.isFinite, items.isFinite else { throw .diverged(iteration: iteration) }
      watch(iteration, users, items)
      context.progress(Double(iteration + 1) / Double(iterations))
    }
    return FactorModel(
      users: users, items: items, equations: equations(over: items, threads: context.threads))
  }

  private func equations(over fixed: FactorMatrix, threads: Int) -> NormalEquations {
    NormalEquations(
      over: fixed, unobservedWeight: unobservedWeight, ridge: ridge(fixed.rowCount),
      confidence: confidence, path: path, threads: threads)
  }
}
