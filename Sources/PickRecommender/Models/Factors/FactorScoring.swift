/// A model whose scores are products of factors, which many users can be scored by at once.
public protocol FactorScoring: FittedRecommender {
  /// The factors of the items.
  var items: FactorMatrix { get }

  /// The factors of every row of a matrix, folded in as `score` folds in a history.
  ///
  /// - Parameters:
  ///   - matrix: histories, its columns the model's items.
  ///   - threads: how many threads may work; the result does not depend on it.
  /// - Returns: rows as long as those of `items`.
  func factors(of matrix: InteractionMatrix, threads: Int) -> FactorMatrix
}
