import GRDB
public import PickStore

/// The steps of a check, on a connection that cannot write.
struct DatabaseCheck {
  private let stepCount = 5

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
      progress(4, stepCount)
      let strange = try strangeValues(db, isDamaged: !damage.isEmpty)
      progress(stepCount, stepCount)
      return DatabaseReport(
        problems: damage + dangling + strange + missing, id: try? name(db), migrations: applied,
        rows: rows)
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
    while let row = try rows.next() {
      counts[try row.read(0, of: "foreign_key_check"), default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }
      .map { .danglingReferences(table: $0.key, count: $0.value) }
  }

  private func rows(_ db: Database) throws -> [DatabaseReport.TableRows] {
    try tables(db).map { table in
      let sql = "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)"
      return DatabaseReport.TableRows(table: table, count: try Int.fetchOne(db, sql: sql) ?? 0)
    }
  }

  private func tables(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%' ORDER BY name
        """)
  }

  /// Reads every column of every table.
  ///
  /// A damaged file is read as far as it can be: SQLite names a table that breaks its own rules, but
  /// not the row.
  private func strangeValues(
    _ db: Database, isDamaged: Bool
  ) throws -> [DatabaseReport.Problem] {
    do {
      return try tables(db).flatMap { table in
        try ColumnRules.findings(in: table, db).map {
          .strangeValue(table: $0.table, row: $0.row, column: $0.column)
        }
      }
    } catch let error as DatabaseError where isDamaged || error.isDamage {
      return isDamaged ? [] : [.damaged(error.message ?? "a table cannot be read")]
    }
  }

  private func name(_ db: Database) throws -> DatabaseID? {
    try String.fetchOne(db, sql: "SELECT database_id FROM meta").map(DatabaseID.init)
  }
}

/// What a check of a database file found.
public struct DatabaseReport: Equatable, Sendable {
  /// Something an operator should know of a file.
  public enum Problem: Equatable, Sendable {
    /// SQLite finds its pages contradictory; the text is SQLite's.
    case damaged(String)
    /// Rows of a table that refer to something that is not there.
    case danglingReferences(table: String, count: Int)
    /// A value that no program of ours writes: a column of another type, NULL, or out of range.
    ///
    /// The value itself is not told. `row` is the key, or the place where the key is a text.
    case strangeValue(table: String, row: String, column: String)
    /// Steps of the schema that were not taken yet; opening the file takes them.
    case olderSchema(missing: [String])
  }

  /// What is wrong or out of date.
  public let problems: [Problem]
  /// Who issues the sessions kept in it; `nil` when that cannot be read.
  public let id: DatabaseID?
  /// Schema steps taken, in their order.
  public let migrations: [String]
  /// Rows by table, by name of table.
  public let rows: [TableRows]

  /// How many rows a table has.
  public struct TableRows: Equatable, Sendable, Codable {
    /// The table.
    public let table: String
    /// Its rows.
    public let count: Int
  }

  /// Whether every page can be read and every reference followed, whatever single values say: such
  /// a file can be copied and copied back.
  public var isIntact: Bool {
    problems.allSatisfy {
      switch $0 {
      case .olderSchema, .strangeValue: true
      case .damaged, .danglingReferences: false
      }
    }
  }

  /// Whether nothing is damaged or missing; a schema that is merely older is neither.
  public var isSound: Bool {
    problems.allSatisfy { if case .olderSchema = $0 { true } else { false } }
  }
}
