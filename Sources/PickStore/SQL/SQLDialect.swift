/// How one database writes what SQL leaves open, and what it can do.
///
/// Statements of the stores are written once and ask the dialect for the parts that differ. An
/// assignment of an upsert may see what an assignment before it did, on some servers: the column that
/// a condition reads is assigned last.
package protocol SQLDialect: Sendable {
  /// Follows an INSERT: a row whose key is there stays as it is, and is not counted as changed.
  func keepingStored(in table: String, key: [String]) -> String
  /// Follows an INSERT: a row whose key is there gets these values; `proposed` names the new ones.
  func updatingStored(in table: String, key: [String], _ assignments: [Assignment]) -> String
  /// The value that an INSERT proposed for a column, inside an upsert.
  func proposed(_ column: String) -> String
  /// The greater of two numbers.
  func greatest(_ left: String, _ right: String) -> String
  /// The lesser of two numbers.
  func least(_ left: String, _ right: String) -> String
  /// Follows a SELECT whose rows no other transaction may change before the transaction ends; empty where a
  /// transaction that writes is alone anyway.
  var rowLock: String { get }
  /// The statements that make a table that is not there, with its indexes.
  ///
  /// Where a database commits each of them by itself, each is harmless when repeated.
  func make(_ table: SQLTable) -> [String]
  /// A column as it stands in a table, or is added to one.
  func definition(of column: SQLColumn) -> String
  /// Whether an index may be over some rows of a table.
  var hasPartialIndexes: Bool { get }
  /// Whether a demo world may be kept in it.
  var keepsDemoWorlds: Bool { get }
  /// Whether `TitleCopy` is kept in it.
  var keepsTitleCopy: Bool { get }
  /// The table that was made with the column `last_event_start`, which step 007 drops.
  /// `nil` where no table ever had it.
  var tableOfLastEventStart: String? { get }
  /// Whether a refresh token refers to its parent by a foreign key, which has to be let go before a
  /// long chain is removed.
  var referencesTokenParents: Bool { get }
  /// How many rows one INSERT takes, largest first; ends with 1.
  var insertGroupSizes: [Int] { get }
  /// Whether a question travels to a server and back, so that one of many keys is better than many.
  var hasRoundTrips: Bool { get }
  /// Whether rows are read from the database one by one while they are stepped through, rather than
  /// kept in memory all at once.
  var streamsRows: Bool { get }
}

/// A column of an upsert and the expression it is set to.
package typealias Assignment = (column: String, value: String)
