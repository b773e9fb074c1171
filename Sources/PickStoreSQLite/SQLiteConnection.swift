import GRDB
import GRDBSQLite
import PickStore

/// GRDB's connection, as the stores see it.
final class SQLiteConnection: SQLConnection {
  private let db: Database

  init(_ db: Database) { self.db = db }

  var dialect: any SQLDialect { SQLiteDialect() }

  func prepare(_ sql: String) throws -> any SQLStatement { try SQLiteStatement(db, sql) }

  func command(_ sql: String) throws { try db.execute(sql: sql) }
}

/// A statement compiled once a connection, bound and read by position without a value in between.
///
/// It is ready to be run again after each use, so that two uses of the same text follow each other;
/// two at once are not possible.
private final class SQLiteStatement: SQLStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer?

  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    connection = db.sqliteConnection
  }

  /// Rows of the last INSERT, UPDATE or DELETE; a row that is set to what it was counts.
  func run(_ values: [SQLValue]) throws -> Int {
    defer { reset() }
    bind(values)
    let status = sqlite3_step(handle)
    guard status == SQLITE_DONE || status == SQLITE_ROW else { throw failure() }
    return Int(sqlite3_changes(connection))
  }

  func query(_ values: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
    defer { reset() }
    bind(values)
    let row = SQLiteRow(handle)
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: guard try body(row) else { return }
      case SQLITE_DONE: return
      default: throw failure()
      }
    }
  }

  private func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func bind(_ values: [SQLValue]) {
    precondition(
      Int(sqlite3_bind_parameter_count(handle)) == values.count, "parameters of \(statement.sql)")
    // SQLITE_TRANSIENT: SQLite takes its own copy before the call returns.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (index, value) in values.enumerated() {
      let position = Int32(index + 1)
      switch value {
      case .null: sqlite3_bind_null(handle, position)
      case .integer(let number): sqlite3_bind_int64(handle, position, number)
      case .real(let number): sqlite3_bind_double(handle, position, number)
      case .text(let text): sqlite3_bind_text(handle, position, text, -1, transient)
      case .bytes(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(handle, position, 0)
      case .bytes(let bytes):
        sqlite3_bind_blob(handle, position, bytes, Int32(bytes.count), transient)
      }
    }
  }

  private func failure() -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) }, sql: statement.sql)
  }
}

/// The row a statement stands on.
private struct SQLiteRow: SQLRow {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  func isNull(_ column: Int) -> Bool { type(column) == SQLITE_NULL }

  func holds(_ type: SQLType, _ column: Int) -> Bool {
    switch type {
    case .integer: self.type(column) == SQLITE_INTEGER
    case .real: self.type(column) == SQLITE_FLOAT
    case .text: self.type(column) == SQLITE_TEXT
    case .bytes: self.type(column) == SQLITE_BLOB
    }
  }

  func name(of column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? "\(column)"
  }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  private func type(_ column: Int) -> Int32 { sqlite3_column_type(handle, Int32(column)) }
}
