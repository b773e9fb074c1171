import CMariaDB
import PickStore

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

/// The values of one execution, laid out for the library: numbers in slots of eight bytes, texts
/// behind each other.
private struct Parameters {
  private var binds: [MYSQL_BIND] = []
  private var slots: [UInt64] = []
  private var bytes: [UInt8] = []
  /// Where in `bytes` a value begins; `nil` for what is in a slot.
  private var offsets: [Int?] = []

  init(_ values: [SQLValue]) {
    binds.reserveCapacity(values.count)
    slots.reserveCapacity(values.count)
    offsets.reserveCapacity(values.count)
    for value in values { append(value) }
  }

  private mutating func append(_ value: SQLValue) {
    switch value {
    case .null: append(MYSQL_TYPE_NULL, slot: 0)
    case .integer(let number): append(MYSQL_TYPE_LONGLONG, slot: UInt64(bitPattern: number))
    case .real(let number): append(MYSQL_TYPE_DOUBLE, slot: number.bitPattern)
    case .text(let text): append(MYSQL_TYPE_STRING, text.utf8)
    case .bytes(let bytes): append(MYSQL_TYPE_BLOB, bytes)
    }
  }

  private mutating func append(_ type: enum_field_types, slot: UInt64) {
    var bind = MYSQL_BIND()
    bind.buffer_type = type
    binds.append(bind)
    slots.append(slot)
    offsets.append(nil)
  }

  private mutating func append(_ type: enum_field_types, _ content: some Collection<UInt8>) {
    var bind = MYSQL_BIND()
    bind.buffer_type = type
    bind.buffer_length = UInt(content.count)
    binds.append(bind)
    slots.append(0)
    offsets.append(bytes.count)
    bytes.append(contentsOf: content)
  }

  var count: Int { binds.count }

  /// Runs `body` with what the library reads; none of it lives longer than the call.
  mutating func withBinds<Answer>(_ body: (UnsafeMutablePointer<MYSQL_BIND>?) -> Answer) -> Answer {
    // A text without a byte still needs an address.
    bytes.append(0)
    return slots.withUnsafeMutableBytes { slots in
      bytes.withUnsafeMutableBytes { bytes in
        for index in binds.indices {
          let slot = slots.baseAddress.map { $0 + 8 * index }
          if let offset = offsets[index] {
            binds[index].buffer = bytes.baseAddress.map { $0 + offset }
          } else {
            binds[index].buffer = slot
          }
        }
        return binds.withUnsafeMutableBufferPointer { body($0.baseAddress) }
      }
    }
  }
}
