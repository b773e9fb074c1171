/// Why values do not make a data set.
public enum DatasetError: Error, Equatable, Sendable {
  /// Offsets, columns and weights do not belong together.
  case inconsistentLengths
  /// A row's columns do not strictly ascend.
  case unsortedColumns(row: Int)
  /// A row names an item twice.
  case repeatedItem(row: Int)
  /// A row names a column the matrix does not have.
  case columnOutOfRange(row: Int)
  /// A row holds a weight that is not finite and positive.
  case invalidWeight(row: Int)
  /// More rows or columns than an index can name.
  case unsupportedSize(Int)
}

/// Why a recipe learned nothing.
public enum FitError: Error, Equatable, Sendable {
  /// There is nothing to learn from.
  case emptyDataset
  /// More items than the recipe can hold in memory.
  case tooManyItems(count: Int, limit: Int)
  /// More users than the recipe can hold in memory.
  case tooManyUsers(count: Int, limit: Int)
  /// A parameter is no longer finite.
  case diverged(iteration: Int)
  /// The matrix to invert is not positive definite at this row.
  case notPositiveDefinite(row: Int)
  /// The data do not suit the recipe.
  case data(DatasetError)
  /// Somebody asked to stop.
  case cancelled
}
