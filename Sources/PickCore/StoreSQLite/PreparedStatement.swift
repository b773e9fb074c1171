import GRDB
import GRDBSQLite

/// A compiled statement, bound and read by position without a value in between.
///
/// For what runs ten thousand or a million times; elsewhere GRDB's own rows and arguments read
/// better. Positions count from 0 for columns and from 1 for parameters, as in SQLite. The statement
/// is compiled once a connection; two live uses of the same text at once are not possible.
struct PreparedStatement: ~Copyable {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer?

  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    connection = db.sqliteConnection
  }

  deinit {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// Moves to the next row; `false` when there is none.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure()
    }
  }

  /// Runs a statement that answers nothing, and makes it ready to be bound again.
  func run() throws {
    let status = sqlite3_step(handle)
    guard status == SQLITE_DONE || status == SQLITE_ROW else { throw failure() }
    sqlite3_reset(handle)
  }

  /// Makes the statement ready to be bound and stepped again.
  func reset() { sqlite3_reset(handle) }

  /// Rows changed by the last statement of the connection that changed any.
  var changes: Int { Int(sqlite3_changes(connection)) }

  private func failure() -> DatabaseError {
    let error = DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) }, sql: statement.sql)
    sqlite3_reset(handle)
    return error
  }
}

// MARK: - Parameters

extension PreparedStatement {
  func bind(_ position: Int32, _ value: Int64) { sqlite3_bind_int64(handle, position, value) }

  func bind(_ position: Int32, _ value: Int) { bind(position, Int64(value)) }

  func bind(_ position: Int32, _ value: Double) { sqlite3_bind_double(handle, position, value) }

  func bind(_ position: Int32, _ value: Int64?) {
    if let value { bind(position, value) } else { sqlite3_bind_null(handle, position) }
  }

  func bind(_ position: Int32, _ value: Int?) { bind(position, value.map(Int64.init)) }

  func bind(_ position: Int32, _ value: Double?) {
    if let value { bind(position, value) } else { sqlite3_bind_null(handle, position) }
  }

  func bind(_ position: Int32, _ value: String?) {
    guard let value else { return _ = sqlite3_bind_null(handle, position) }
    // SQLITE_TRANSIENT: SQLite takes its own copy before the call returns.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_text(handle, position, value, -1, transient)
  }
}

// MARK: - Columns

extension PreparedStatement {
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func optionalReal(_ column: Int32) -> Double? { isNull(column) ? nil : real(column) }

  /// A text; empty when the column is null.
  func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }
}
