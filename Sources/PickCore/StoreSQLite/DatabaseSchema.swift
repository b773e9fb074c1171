import GRDB

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

  /// Takes the steps that are missing; another process may be taking them at the same time.
  func migrate(_ queue: DatabaseQueue) throws {
    var missing = try queue.read { try pending($0).count }
    while missing > 0 {
      do {
        return try migrator.migrate(queue)
      } catch {
        let left = try queue.read { try pending($0).count }
        guard left < missing else { throw error }
        missing = left
      }
    }
  }

  /// Names of the steps a database has taken; empty for a new one.
  static func applied(_ db: Database) throws -> Set<String> {
    try DatabaseMigrator().appliedIdentifiers(db)
  }

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { try Self.take(migration, $0) }
    }
    return migrator
  }

  /// Takes one step, inside a transaction.
  static func take(_ step: SchemaMigration, _ db: Database) throws {
    let connection = SQLiteConnection(db)
    let dialect = connection.dialect
    for statement in step.tables.flatMap(dialect.make) { try connection.command(statement) }
    for (table, column) in step.columns {
      try connection.command("ALTER TABLE \(table) ADD COLUMN \(dialect.definition(of: column))")
    }
    try step.finish?(connection)
  }
}
