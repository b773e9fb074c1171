package import PickModel

/// The types a column can be read as.
package enum SQLType: Sendable {
  case integer
  case real
  case text
  case bytes
}

/// One row of an answer, read by position from 0.
///
/// `integer`, `real`, `text` and `bytes` never fail: a value of another type is converted as the
/// database does it, null is zero or empty. They are for columns whose type the schema enforces and
/// that are read by the thousand. `read` refuses what is of another type.
package protocol SQLRow {
  /// Whether there is nothing in a column.
  func isNull(_ column: Int) -> Bool
  /// Whether a column holds a value of that type; null is of no type.
  func holds(_ type: SQLType, _ column: Int) -> Bool
  /// What a column is called in the answer.
  func name(of column: Int) -> String
  /// A number; 0 when the column is null.
  func integer(_ column: Int) -> Int64
  /// A number; 0 when the column is null.
  func real(_ column: Int) -> Double
  /// A text; empty when the column is null.
  func text(_ column: Int) -> String
  /// Bytes; none when the column is null.
  func bytes(_ column: Int) -> [UInt8]
}

extension SQLRow {
  package func optionalInteger(_ column: Int) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  package func optionalReal(_ column: Int) -> Double? { isNull(column) ? nil : real(column) }

  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  package func identifier<Subject>(_ column: Int) -> Identifier<Subject> {
    Identifier(integer(column))
  }

  package func instant(_ column: Int) -> Instant {
    Instant(millisecondsSince1970: integer(column))
  }

  package func optionalInstant(_ column: Int) -> Instant? {
    optionalInteger(column).map(Instant.init(millisecondsSince1970:))
  }
}

// MARK: - Reading that refuses

/// What a column can be read as, or be found corrupt.
package protocol SQLReadable {
  /// The value of a column that is not null; `nil` when it is none of this type.
  init?(_ row: any SQLRow, _ column: Int)
}

extension SQLRow {
  /// A value that must be there.
  ///
  /// What is of another type, or null, is `corrupt` with table and column, and its value is never told
  /// (docs/decisions/numbers-from-outside.md).
  package func read<Value: SQLReadable>(
    _ column: Int, of table: String, as type: Value.Type = Value.self
  ) throws(StoreError) -> Value {
    guard let value = try readIfPresent(column, of: table, as: type) else {
      throw corrupt(column, table)
    }
    return value
  }

  /// A value that may be null.
  package func readIfPresent<Value: SQLReadable>(
    _ column: Int, of table: String, as type: Value.Type = Value.self
  ) throws(StoreError) -> Value? {
    if isNull(column) { return nil }
    guard let value = Value(self, column) else { throw corrupt(column, table) }
    return value
  }

  private func corrupt(_ column: Int, _ table: String) -> StoreError {
    .corrupt(reason: "\(table).\(name(of: column))")
  }
}

extension Int64: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard row.holds(.integer, column) else { return nil }
    self = row.integer(column)
  }
}

/// A whole number is one too: SQLite keeps 4.0 as 4 where it can.
extension Double: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard row.holds(.real, column) || row.holds(.integer, column) else { return nil }
    self = row.real(column)
  }
}

extension Int: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard let number = Int64(row, column) else { return nil }
    self.init(exactly: number)
  }
}

/// A flag is 0 or 1, and nothing else.
extension Bool: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    switch Int64(row, column) {
    case 0: self = false
    case 1: self = true
    default: return nil
    }
  }
}

extension String: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard row.holds(.text, column) else { return nil }
    self = row.text(column)
  }
}

extension [UInt8]: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard row.holds(.bytes, column) else { return nil }
    self = row.bytes(column)
  }
}

extension Instant: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard let milliseconds = Int64(row, column) else { return nil }
    self.init(millisecondsSince1970: milliseconds)
  }
}

extension Identifier: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard let number = Int64(row, column) else { return nil }
    self.init(number)
  }
}
