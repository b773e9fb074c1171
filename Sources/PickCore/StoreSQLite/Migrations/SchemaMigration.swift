import GRDB

/// One step from an older schema to a newer one, never edited once it is released.
protocol SchemaMigration: Sendable {
  /// Sorts after the names of all earlier steps.
  var name: String { get }
  /// Takes the step, inside a transaction.
  func run(_ db: Database) throws
}
