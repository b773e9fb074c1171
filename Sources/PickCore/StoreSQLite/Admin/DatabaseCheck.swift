import GRDB

/// The steps of a check, on a connection that cannot write.
struct DatabaseCheck {
  private let stepCount = 4

  func run(_ path: String, _ progress: (Int, Int) -> Void) throws -> DatabaseReport {
    let queue = try DatabaseQueue(path: path, configuration: Connections.reading())
    defer { try? queue.close() }
    return try queue.read { db in
      let (applied, missing) = try schema(db)
      progress(1, stepCount)
      let damage = try self.damage(db)
      progress(2, stepCount)
      let dangling = damage.isEmpty ? try self.dangling(db) : []
      progress(3, stepCount)
      let rows = damage.isEmpty ? try self.rows(db) : []
      progress(stepCount, stepCount)
      return DatabaseReport(
        problems: damage + dangling + missing, id: try? name(db), migrations: applied, rows: rows)
    }
  }

  private func schema(_ db: Database) throws -> ([String], [DatabaseReport.Problem]) {
    let pending = try DatabaseSchema(naming: .random()).pending(db).map(\.name)
    let applied = try DatabaseSchema.applied(db).sorted()
    return (applied, pending.isEmpty ? [] : [.olderSchema(missing: pending)])
  }

  private func damage(_ db: Database) throws -> [DatabaseReport.Problem] {
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
    return lines == ["ok"] ? [] : lines.map { .damaged($0) }
  }

  private func dangling(_ db: Database) throws -> [DatabaseReport.Problem] {
    var counts: [String: Int] = [:]
    let rows = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
    while let row = try rows.next() { counts[row[0], default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }
      .map { .danglingReferences(table: $0.key, count: $0.value) }
  }

  private func rows(_ db: Database) throws -> [DatabaseReport.TableRows] {
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%' ORDER BY name
        """)
    return try tables.map { table in
      let sql = "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)"
      return DatabaseReport.TableRows(table: table, count: try Int.fetchOne(db, sql: sql) ?? 0)
    }
  }

  private func name(_ db: Database) throws -> DatabaseID? {
    try String.fetchOne(db, sql: "SELECT database_id FROM meta").map(DatabaseID.init)
  }
}
