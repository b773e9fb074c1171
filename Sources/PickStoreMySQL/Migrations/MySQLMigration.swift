import PickCore

/// One step from an older schema to a newer one, never edited once it is released.
protocol MySQLMigration: Sendable {
  /// The same as that of the step with this number in SQLite.
  var name: String { get }
  /// Statements that make tables, each harmless when repeated.
  var tables: [String] { get }
  /// Columns that tables of earlier steps gain.
  var columns: [AddedColumn] { get }
  /// What is to be done once the tables are there; harmless when repeated.
  func finish(_ db: MySQLConnection) throws
}

extension MySQLMigration {
  var columns: [AddedColumn] { [] }
  func finish(_ db: MySQLConnection) throws {}
}

/// A column that a later step adds to a table.
struct AddedColumn: Sendable {
  let table: String
  let name: String
  let definition: String

  /// Asks first: only some servers know `ADD COLUMN IF NOT EXISTS`.
  func addIfMissing(_ db: MySQLConnection) throws {
    let found = try db.integer(
      """
      SELECT count(*) FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?
      """, [table, name])
    guard found == 0 else { return }
    do {
      try db.command("ALTER TABLE \(table) ADD COLUMN \(name) \(definition)")
    } catch let failure as MySQLFailure where failure.number == 1060 {
      // Another node of a cluster was faster.
    }
  }
}

/// What all tables share.
enum MySQLTable {
  /// Texts that are only stored and shown are `utf8mb4`; what is compared is bytes.
  static let options = "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"

  /// A statement that makes a table if it is missing.
  static func create(_ name: String, _ body: String) -> String {
    "CREATE TABLE IF NOT EXISTS \(name) (\n\(body)\n) \(options)"
  }
}
