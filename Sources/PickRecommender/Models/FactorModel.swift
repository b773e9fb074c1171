/// User and item factors learned by least squares; a score is x·y.
///
/// A request is answered from its history, not from the row the user had in the fit: x is solved
/// anew against the item factors, in microseconds and with no training, so that what was watched a
/// moment ago counts.
public struct FactorModel: ExplainingRecommender, FactorScoring {
  /// X, the factors of the users the model was fitted on.
  public let users: FactorMatrix
  /// Y, the factors of the items; an item nobody watched has zeros.
  public let items: FactorMatrix
  private let equations: NormalEquations
  /// What a history's weights count.
  private var emphasis = Emphasis.full

  /// A model from both sides and the equations that fold a history in.
  init(users: FactorMatrix, items: FactorMatrix, equations: NormalEquations) {
    self.users = users
    self.items = items
    self.equations = equations
  }

  /// The same model, asked with histories whose weights count so much.
  func asked(with emphasis: Emphasis) -> FactorModel {
    var model = self
    model.emphasis = emphasis
    return model
  }

  /// Number of items a score is given for.
  public var itemCount: Int { items.rowCount }

  /// The factors x of a history, padded as a row of `items` is; zeros when it says nothing.
  ///
  /// - Complexity: O(history × factors × steps), steps ≤ factors.
  public func factors(of history: UserHistory) -> [Float] {
    let (columns, weights) = cells(of: history)
    return equations.solution(columns: columns, weights: weights, solver: foldIn)
  }

  /// The factors of every row of a matrix, folded in as `score` does.
  public func factors(of matrix: InteractionMatrix, threads: Int) -> FactorMatrix {
    var rows = FactorMatrix(rowCount: matrix.userCount, factors: items.factors)
    equations.solve(
      &rows, by: matrix.emphasized(by: emphasis), solver: foldIn, threads: threads)
    return rows
  }

  /// As many steps as are exact, fewer once a hundred-thousandth of the residual is left.
  private var foldIn: NormalEquations.Solver {
    .conjugateGradient(steps: items.factors, tolerance: 1e-10)
  }

  /// Overwrites `scores` with x·y for each item, x folded in from the request's history.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    FactorScores.fill(&scores, items: items, vector: factors(of: request.history))
  }

  /// What each item of the history adds to the score of `item`: yᵢᵀ W yⱼ cⱼ with W the inverse of the
  /// history's normal equations.
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

/// The loop all recipes of alternating least squares share: solve the users while the items stand
/// still, then the items while the users do.
struct AlternatingFit {
  /// Length of a row of factors, > 0.
  let factors: Int
  /// How often both sides are solved.
  let iterations: Int
  /// How a row is solved.
  let solver: NormalEquations.Solver
  /// What a cell nobody filled counts.
  let unobservedWeight: Float
  /// How weights become confidences.
  let confidence: Confidence
  /// How dear a row is that has so many cells on the other side.
  let ridge: @Sendable (_ cells: Int) -> Ridge
  /// Which kernels run.
  let path: KernelPath

  /// Learns from a data set.
  ///
  /// - Parameters:
  ///   - dataset: weights of shape `[userCount, itemCount]`.
  ///   - context: seeds, watches and stops the fit.
  ///   - first: draws a number of the first factors.
  ///   - watch: sees both sides after each iteration.
  /// - Returns: both sides and what folds a history in.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` when a factor is not finite.
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
