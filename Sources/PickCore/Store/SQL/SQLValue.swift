package import PickModel

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
