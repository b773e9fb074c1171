import PickCore

/// The steps that lead to the schema this program works with, numbered as SQLite's.
///
/// A step here is not one transaction: servers commit each change of a table by itself. Steps are
/// therefore made of statements that may be repeated, and taken under a lock of the server; a step
/// that was interrupted is taken again.
struct MySQLSchema {
  static let steps: [any MySQLMigration] = [
    MySQLMigration001Catalog(), MySQLMigration002Accounts(), MySQLMigration003Watching(),
    MySQLMigration004Choices(), MySQLMigration005Server(), MySQLMigration006Shares(),
  ]

  private static let lockSeconds = 60
  private let mode: MySQLDatabase.Mode

  init(_ mode: MySQLDatabase.Mode) { self.mode = mode }

  /// Takes the steps that are missing and returns the database's name.
  func bringUpToDate(_ db: MySQLConnection, named database: String) throws -> DatabaseID {
    if try Self.pending(db, named: database, mode).isEmpty { return try Self.id(db) }
    let lock = "pick-schema-\(database)"
    guard try db.integer("SELECT GET_LOCK(?, ?)", [lock, Self.lockSeconds]) == 1 else {
      throw StoreError.busy
    }
    defer { _ = try? db.integer("SELECT RELEASE_LOCK(?)", [lock]) }
    // Whoever held the lock before may have done the work.
    for step in try Self.pending(db, named: database, mode) { try take(step, db) }
    return try Self.id(db)
  }

  private func take(_ step: any MySQLMigration, _ db: MySQLConnection) throws {
    for statement in step.tables { try db.command(statement) }
    for column in step.columns { try column.addIfMissing(db) }
    try step.finish(db)
    if case .createIfMissing(let id) = mode, step is MySQLMigration001Catalog {
      try db.run(
        """
        INSERT INTO meta (id, database_id, catalog_version) VALUES (1, ?, 0)
        ON DUPLICATE KEY UPDATE id = meta.id
        """, [id.rawValue])
    }
    try db.run(
      "INSERT INTO pick_migration (name) VALUES (?) ON DUPLICATE KEY UPDATE name = VALUES(name)",
      [step.name])
  }

  private static func pending(
    _ db: MySQLConnection, named database: String, _ mode: MySQLDatabase.Mode
  ) throws -> [any MySQLMigration] {
    let applied = try applied(db, named: database, mode)
    let known = Set(steps.map(\.name))
    if let found = applied.filter({ !known.contains($0) }).max() {
      throw StoreError.newerSchema(found: found, known: steps.last?.name ?? "")
    }
    return steps.filter { !applied.contains($0.name) }
  }

  /// Names of the steps taken; in an empty database none, if tables may be made in it.
  private static func applied(
    _ db: MySQLConnection, named database: String, _ mode: MySQLDatabase.Mode
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

  private static func id(_ db: MySQLConnection) throws -> DatabaseID {
    let name = try db.first("SELECT database_id FROM meta WHERE id = 1") { $0.text(0) }
    guard let name else { throw StoreError.corrupt(reason: "the database has no name") }
    return DatabaseID(name)
  }
}
