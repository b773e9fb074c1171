import CMariaDB
import PickModel

/// A statement the server has prepared, bound and read by position.
///
/// Belongs to the thread of its connection. Positions count from 0.
final class Statement {
  private let handle: UnsafeMutablePointer<MYSQL_STMT>
  private let sql: String
  private let columns: Columns?

  init(
    _ connection: UnsafeMutablePointer<MYSQL>, _ sql: String
  ) throws(MySQLFailure) {
    guard let handle = mysql_stmt_init(connection) else {
      throw MySQLFailure(number: 2008, message: "out of memory", sql: sql)
    }
    guard mysql_stmt_prepare(handle, sql, UInt(sql.utf8.count)) == 0 else {
      defer { mysql_stmt_close(handle) }
      throw Self.failure(handle, sql)
    }
    self.handle = handle
    self.sql = sql
    columns = Columns(of: handle)
  }

  deinit { mysql_stmt_close(handle) }

  /// Runs the statement with these values, in the order of its parameters.
  ///
  /// All rows are fetched at once, so that another statement can be run between two of them.
  func execute(_ values: [SQLValue]) throws(MySQLFailure) {
    mysql_stmt_free_result(handle)
    precondition(Int(mysql_stmt_param_count(handle)) == values.count, "parameters of \(sql)")
    var parameters = Parameters(values)
    let isDone = parameters.withBinds { binds in
      (values.isEmpty || mysql_stmt_bind_param(handle, binds) == 0)
        && mysql_stmt_execute(handle) == 0
    }
    guard isDone else { throw Self.failure(handle, sql) }
    guard let columns else { return }
    guard columns.bind(to: handle), mysql_stmt_store_result(handle) == 0 else {
      throw Self.failure(handle, sql)
    }
  }

  /// Moves to the next row; `false` when there is none.
  func step() throws(MySQLFailure) -> Bool {
    switch mysql_stmt_fetch(handle) {
    case 0: return true
    case MYSQL_DATA_TRUNCATED:
      guard columns?.fetchCut(from: handle) == true else { throw Self.failure(handle, sql) }
      return true
    case MYSQL_NO_DATA:
      mysql_stmt_free_result(handle)
      return false
    default: throw Self.failure(handle, sql)
    }
  }

  /// Rows the last execution changed; a row set to what it was is not changed.
  var changes: Int { Int(mysql_stmt_affected_rows(handle)) }

  private static func failure(
    _ handle: UnsafeMutablePointer<MYSQL_STMT>, _ sql: String
  ) -> MySQLFailure {
    .afterConnecting(mysql_stmt_errno(handle), String(cString: mysql_stmt_error(handle)), sql)
  }
}

// MARK: - Columns of the current row

extension Statement {
  func isNull(_ column: Int) -> Bool { columns?.isNull(column) ?? true }

  func integer(_ column: Int) -> Int64 { columns?.integer(column) ?? 0 }

  func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

  func real(_ column: Int) -> Double { columns?.real(column) ?? 0 }

  func optionalReal(_ column: Int) -> Double? { isNull(column) ? nil : real(column) }

  /// A text; empty when the column is null.
  func text(_ column: Int) -> String {
    columns.map { String(decoding: $0.bytes(column), as: UTF8.self) } ?? ""
  }

  func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  func bytes(_ column: Int) -> [UInt8] { columns.map { Array($0.bytes(column)) } ?? [] }

  func instant(_ column: Int) -> Instant { Instant(millisecondsSince1970: integer(column)) }

  func optionalInstant(_ column: Int) -> Instant? {
    optionalInteger(column).map(Instant.init(millisecondsSince1970:))
  }
}
