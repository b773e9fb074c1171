import PickStore

/// The steps that lead to the schema this program works with, numbered as SQLite's.
///
/// A step here is not one transaction: servers commit each change of a table by itself. Steps are
/// therefore made of statements that may be repeated, and taken under a lock of the server; a step
/// that was interrupted is taken again.
struct MySQLSchema {
  private static let lockSeconds = 60
  private let mode: DatabaseMode
  private let steps: [SchemaMigration]

  init(_ mode: DatabaseMode) {
    self.mode = mode
    let id: DatabaseID? = if case .createIfMissing(let id) = mode { id } else { nil }
    steps = SchemaMigration.all(MySQLDialect(), naming: id)
  }

  /// Takes the steps that are missing and returns the database's name.
  func bringUpToDate(_ db: MySQLConnection, named database: String) throws -> DatabaseID {
    if try pending(db, named: database).isEmpty { return try id(db) }
    let lock = "pick-schema-\(database)"
    guard try db.integer("SELECT GET_LOCK(?, ?)", [lock, Self.lockSeconds]) == 1 else {
      throw StoreError.busy
    }
    defer { _ = try? db.integer("SELECT RELEASE_LOCK(?)", [lock]) }
    // The holder of the lock before may have done the work.
    for step in try pending(db, named: database) { try take(step, db) }
    return try id(db)
  }

  private func take(_ step: SchemaMigration, _ db: MySQLConnection) throws {
    try db.command(
      "CREATE TABLE IF NOT EXISTS pick_migration (name VARBINARY(64) NOT NULL PRIMARY KEY) "
        + MySQLDialect.options)
    for statement in step.tables.flatMap(db.dialect.make) { try db.command(statement) }
    for (table, column) in step.columns { try add(column, to: table, db) }
    for (table, column) in step.dropped { try drop(column, of: table, db) }
    if let finish = step.finish { try db.transaction { try finish($0) } }
    try db.run(
      "INSERT INTO pick_migration (name) VALUES (?) ON DUPLICATE KEY UPDATE name = VALUES(name)",
      [step.name])
  }

  /// Asks first: only some servers know `ADD COLUMN IF NOT EXISTS`.
  private func add(_ column: SQLColumn, to table: String, _ db: MySQLConnection) throws {
    guard try !has(column.name, table, db) else { return }
    do {
      try db.command("ALTER TABLE \(table) ADD COLUMN \(db.dialect.definition(of: column))")
    } catch let failure as MySQLFailure where failure.number == 1060 {
      // Another node of a cluster was faster.
    }
  }

  private func drop(_ column: String, of table: String, _ db: MySQLConnection) throws {
    guard try has(column, table, db) else { return }
    do {
      try db.command("ALTER TABLE \(table) DROP COLUMN \(column)")
    } catch let failure as MySQLFailure where failure.number == 1091 {
      // Another node of a cluster was faster.
    }
  }

  private func has(_ column: String, _ table: String, _ db: MySQLConnection) throws -> Bool {
    try db.integer(
      """
      SELECT count(*) FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?
      """, [table, column]) != 0
  }

  private func pending(
    _ db: MySQLConnection, named database: String
  ) throws -> [SchemaMigration] {
    try SchemaMigration.pending(steps, applied: applied(db, named: database))
  }

  /// Names of the steps taken; in an empty database none, if tables may be made in it.
  private func applied(
    _ db: MySQLConnection, named database: String
  ) throws -> Set<String> {
    let found = Set(
      try db.all(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
      ) { $0.text(0) })
    if found.contains("pick_migration") {
      let names = Set(try db.all("SELECT name FROM pick_migration") { $0.text(0) })
      // An interrupted first step has left the table and nothing in it.
      if !names.isEmpty || mode != .existing { return names }
    }
    guard found.subtracting(["pick_migration"]).isEmpty || found.contains("pick_migration") else {
      throw StoreError.foreignDatabase
    }
    guard mode != .existing else {
      throw StoreError.cannotOpen(reason: "there is nothing of Pick in \(database) yet")
    }
    return []
  }

  private func id(_ db: MySQLConnection) throws -> DatabaseID {
    let name = try db.first("SELECT database_id FROM meta WHERE id = 1") { $0.text(0) }
    guard let name else { throw StoreError.corrupt(reason: "the database has no name") }
    return DatabaseID(name)
  }
}
