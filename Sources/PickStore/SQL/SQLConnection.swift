package import PickModel

/// One connection to a database, used by one thread at a time.
///
/// A driver has `prepare`, `command` and its dialect; everything else follows from them. A connection
/// is handed to closures by `SQLDatabase`, which owns the transaction around it, and does not leave
/// them.
package protocol SQLConnection: AnyObject {
  /// How the SQL of this database is written.
  var dialect: any SQLDialect { get }
  /// A statement with `?` for each value, compiled once a connection.
  func prepare(_ sql: String) throws -> any SQLStatement
  /// Runs SQL without values or rows: tables, savepoints.
  func command(_ sql: String) throws
}

/// A compiled statement, which is run any number of times.
package protocol SQLStatement: AnyObject {
  /// Runs the statement and returns how many rows it inserted, changed or removed.
  ///
  /// Whether a row that is set to what it was counts differs between databases.
  @discardableResult
  func run(_ values: [SQLValue]) throws -> Int
  /// Hands each row to `body` until that says `false`; the row is valid during the call only.
  func query(_ values: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws
}

extension SQLConnection {
  /// Runs a statement and returns how many rows it inserted, changed or removed.
  @discardableResult
  package func run(_ sql: String, _ values: [any SQLBindable] = []) throws -> Int {
    try prepare(sql).run(values.map(\.sqlValue))
  }

  /// Hands each row of the answer to `body`.
  package func forEach(
    _ sql: String, _ values: [any SQLBindable] = [], _ body: (any SQLRow) throws -> Void
  ) throws {
    try prepare(sql).query(values.map(\.sqlValue)) { row in
      try body(row)
      return true
    }
  }

  /// What `read` makes of each row, in the order of the answer.
  package func all<Value>(
    _ sql: String, _ values: [any SQLBindable] = [], _ read: (any SQLRow) throws -> Value
  ) throws -> [Value] {
    var found: [Value] = []
    try forEach(sql, values) { found.append(try read($0)) }
    return found
  }

  /// What `read` makes of the first row; `nil` when there is none.
  package func first<Value>(
    _ sql: String, _ values: [any SQLBindable] = [], _ read: (any SQLRow) throws -> Value
  ) throws -> Value? {
    var found: Value?
    try prepare(sql).query(values.map(\.sqlValue)) { row in
      found = try read(row)
      return false
    }
    return found
  }

  /// The first column of the first row; `nil` when there is no row or it is null.
  package func integer(_ sql: String, _ values: [any SQLBindable] = []) throws -> Int64? {
    try first(sql, values) { $0.optionalInteger(0) } ?? nil
  }
}

/// A value on its way into a statement.
package enum SQLValue: Equatable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// What can be bound to a parameter.
package protocol SQLBindable {
  /// The value as the database stores it: an instant in milliseconds, a flag as 0 or 1.
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
  package var sqlValue: SQLValue { self }
}

extension Int64: SQLBindable {
  package var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLBindable {
  package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLBindable {
  package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLBindable {
  package var sqlValue: SQLValue { .real(self) }
}

extension String: SQLBindable {
  package var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLBindable {
  package var sqlValue: SQLValue { .bytes(self) }
}

extension Instant: SQLBindable {
  package var sqlValue: SQLValue { .integer(millisecondsSince1970) }
}

extension Identifier: SQLBindable {
  package var sqlValue: SQLValue { .integer(rawValue) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
  package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
