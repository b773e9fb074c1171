import GRDB

/// The steps that lead to the schema this program works with, in their order.
struct DatabaseSchema {
  let migrations: [any SchemaMigration]

  /// All steps; a database that does not have a name yet gets `id`.
  init(naming id: DatabaseID) {
    migrations = [
      Migration001Catalog(databaseID: id), Migration002Accounts(), Migration003Watching(),
      Migration004Choices(), Migration005Server(), Migration006Shares(),
    ]
  }

  /// The steps a database has not taken yet.
  ///
  /// - Throws: `newerSchema` when it took one that this program does not know.
  func pending(_ db: Database) throws -> [any SchemaMigration] {
    let applied = try Self.applied(db)
    let known = Set(migrations.map(\.name))
    if let found = applied.filter({ !known.contains($0) }).max() {
      throw StoreError.newerSchema(found: found, known: migrations.last?.name ?? "")
    }
    return migrations.filter { !applied.contains($0.name) }
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
      migrator.registerMigration(migration.name) { try migration.run($0) }
    }
    return migrator
  }
}
