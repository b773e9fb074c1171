import CMariaDB
import PickCore

/// A statement the server has prepared, and the row it stands on, read by position from 0.
///
/// Belongs to the thread of its connection.
final class Statement: SQLStatement, SQLRow {
  private unowned let connection: MySQLConnection
  private let handle: UnsafeMutablePointer<MYSQL_STMT>
  private let sql: String
  private let columns: Columns?

  init(
    _ connection: MySQLConnection, _ library: UnsafeMutablePointer<MYSQL>, _ sql: String
  ) throws(MySQLFailure) {
    guard let handle = mysql_stmt_init(library) else {
      throw MySQLFailure(number: 2008, message: "out of memory", sql: sql)
    }
    guard mysql_stmt_prepare(handle, sql, UInt(sql.utf8.count)) == 0 else {
      defer { mysql_stmt_close(handle) }
      throw Self.failure(handle, sql)
    }
    self.connection = connection
    self.handle = handle
    self.sql = sql
    columns = Columns(of: handle)
  }

  deinit { mysql_stmt_close(handle) }

  /// Rows that were inserted or changed; a row set to what it was is not changed.
  func run(_ values: [SQLValue]) throws -> Int {
    try execute(values)
    return Int(mysql_stmt_affected_rows(handle))
  }

  func query(_ values: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
    try execute(values)
    defer { mysql_stmt_free_result(handle) }
    while try step() { guard try body(self) else { return } }
  }

  /// Runs the statement with these values, in the order of its parameters.
  ///
  /// All rows are fetched at once, so that another statement can be run between two of them.
  private func execute(_ values: [SQLValue]) throws(MySQLFailure) {
    precondition(Int(mysql_stmt_param_count(handle)) == values.count, "parameters of \(sql)")
    var parameters = Parameters(values)
    let isDone = parameters.withBinds { binds in
      (values.isEmpty || mysql_stmt_bind_param(handle, binds) == 0)
        && mysql_stmt_execute(handle) == 0
    }
    guard isDone else { throw Self.failure(handle, sql) }
    if let columns {
      guard columns.bind(to: handle), mysql_stmt_store_result(handle) == 0 else {
        throw Self.failure(handle, sql)
      }
    }
    try connection.requireTransaction(sql)
  }

  /// Moves to the next row; `false` when there is none.
  private func step() throws(MySQLFailure) -> Bool {
    switch mysql_stmt_fetch(handle) {
    case 0: return true
    case MYSQL_DATA_TRUNCATED:
      guard columns?.fetchCut(from: handle) == true else { throw Self.failure(handle, sql) }
      return true
    case MYSQL_NO_DATA: return false
    default: throw Self.failure(handle, sql)
    }
  }

  private static func failure(
    _ handle: UnsafeMutablePointer<MYSQL_STMT>, _ sql: String
  ) -> MySQLFailure {
    .afterConnecting(mysql_stmt_errno(handle), String(cString: mysql_stmt_error(handle)), sql)
  }
}

// MARK: - Columns of the current row

extension Statement {
  func isNull(_ column: Int) -> Bool { columns?.isNull(column) ?? true }

  /// The server has one type for texts that are compared byte by byte and for bytes.
  func holds(_ type: SQLType, _ column: Int) -> Bool {
    guard let columns, !columns.isNull(column) else { return false }
    switch type {
    case .integer: return columns.content(column) == .integer
    case .real: return columns.content(column) == .real
    case .text, .bytes: return columns.content(column) == .bytes
    }
  }

  func name(of column: Int) -> String { columns?.names[column] ?? "\(column)" }

  func integer(_ column: Int) -> Int64 { columns?.integer(column) ?? 0 }

  func real(_ column: Int) -> Double { columns?.real(column) ?? 0 }

  func text(_ column: Int) -> String {
    columns.map { String(decoding: $0.bytes(column), as: UTF8.self) } ?? ""
  }

  func bytes(_ column: Int) -> [UInt8] { columns.map { Array($0.bytes(column)) } ?? [] }
}
