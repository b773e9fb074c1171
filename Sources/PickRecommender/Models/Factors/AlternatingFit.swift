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
