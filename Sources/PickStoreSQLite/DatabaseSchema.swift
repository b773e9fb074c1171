import GRDB
import PickStore

/// The steps that lead to the schema this program works with, in their order.
struct DatabaseSchema {
  let migrations: [SchemaMigration]

  /// All steps; a database that does not have a name yet gets `id`.
  init(naming id: DatabaseID) { migrations = SchemaMigration.all(SQLiteDialect(), naming: id) }

  /// The steps a database has not taken yet.
  ///
  /// - Throws: `newerSchema` when it took one that this program does not know.
  func pending(_ db: Database) throws -> [SchemaMigration] {
    try SchemaMigration.pending(migrations, applied: Self.applied(db))
  }

  /// Takes the steps that are missing, all of them or none: a program that opens the file meanwhile
  /// sees what was before any step, or what is after the last one.
  func migrate(_ queue: DatabaseQueue) throws {
    guard try !queue.read(pending).isEmpty else { return }
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        // The table of GRDB's migrator, which made the files of earlier programs.
        try db.execute(
          sql: "CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        for step in try pending(db) {
          try Self.take(step, db)
          try db.execute(
            sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [step.name])
        }
        return .commit
      }
    }
  }

  /// Names of the steps a database has taken; empty for a new one.
  static func applied(_ db: Database) throws -> Set<String> {
    try DatabaseMigrator().appliedIdentifiers(db)
  }

  /// Takes one step, inside a transaction.
  static func take(_ step: SchemaMigration, _ db: Database) throws {
    let connection = SQLiteConnection(db)
    let dialect = connection.dialect
    for statement in step.tables.flatMap(dialect.make) { try connection.command(statement) }
    for (table, column) in step.columns {
      try connection.command("ALTER TABLE \(table) ADD COLUMN \(dialect.definition(of: column))")
    }
    for (table, column) in step.dropped {
      try connection.command("ALTER TABLE \(table) DROP COLUMN \(column)")
    }
    try step.finish?(connection)
  }
}
