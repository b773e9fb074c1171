import Foundation
import GRDB
import PickModel
import PickStore

/// The one way a fetched row is read.
///
/// GRDB's subscripts end the program when a value is not of the expected type, and print the row.
/// These throw `corrupt` with the table and the column, and never tell a value
/// (docs/decisions/numbers-from-outside.md).
extension Row {
  /// A value that must be there.
  func read<Value: DatabaseValueConvertible>(
    _ column: Int, of table: String, as type: Value.Type = Value.self
  ) throws(StoreError) -> Value {
    guard let value = try readIfPresent(column, of: table, as: type) else {
      throw corrupt(column, table)
    }
    return value
  }

  /// A value that may be missing.
  func readIfPresent<Value: DatabaseValueConvertible>(
    _ column: Int, of table: String, as type: Value.Type = Value.self
  ) throws(StoreError) -> Value? {
    let stored: DatabaseValue
    do {
      stored = try decode(DatabaseValue.self, atIndex: column)
    } catch { throw corrupt(column, table) }
    if stored.isNull { return nil }
    guard let value = Value.fromDatabaseValue(stored) else { throw corrupt(column, table) }
    return value
  }

  /// A flag: 0 or 1, and nothing else.
  func readFlag(_ column: Int, of table: String) throws(StoreError) -> Bool {
    switch try read(column, of: table, as: Int64.self) {
    case 0: return false
    case 1: return true
    default: throw corrupt(column, table)
    }
  }

  /// The identifier of something.
  func readIdentifier<Subject>(
    _ column: Int, of table: String
  ) throws(StoreError) -> Identifier<Subject> {
    Identifier(try read(column, of: table, as: Int64.self))
  }

  /// A point in time, stored in milliseconds.
  func readInstant(_ column: Int, of table: String) throws(StoreError) -> Instant {
    Instant(millisecondsSince1970: try read(column, of: table, as: Int64.self))
  }

  /// Bytes as they are stored.
  func readBytes(_ column: Int, of table: String) throws(StoreError) -> [UInt8] {
    [UInt8](try read(column, of: table, as: Data.self))
  }

  private func corrupt(_ column: Int, _ table: String) -> StoreError {
    let names = Array(columnNames)
    return .corrupt(
      reason: "\(table).\(names.indices.contains(column) ? names[column] : "\(column)")")
  }
}
