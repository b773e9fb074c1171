/// Inserts many rows with few statements.
///
/// Rows go in groups of a few fixed sizes, so that a connection prepares a handful of statements
/// whatever is inserted.
struct BulkInsert {
  /// Sizes of groups, largest first.
  static let groupSizes = [256, 32, 4, 1]

  /// `INSERT INTO table (columns)`.
  let head: String
  let columnCount: Int
  /// What happens to rows that are there.
  let tail: String

  /// Rows that are there stay as they are, and do not count as changed.
  init(into table: String, _ columns: [String], keeping key: String) {
    self.init(
      into: table, columns, orElse: "ON DUPLICATE KEY UPDATE \(key) = \(table).\(key)")
  }

  /// Rows that are there are dealt with as `tail` says; an empty one makes them an error.
  init(into table: String, _ columns: [String], orElse tail: String = "") {
    head = "INSERT INTO \(table) (\(columns.joined(separator: ", ")))"
    columnCount = columns.count
    self.tail = tail
  }

  /// Inserts the rows and returns how many were changed in all.
  @discardableResult
  func run(_ db: MySQLConnection, _ rows: [[SQLValue]]) throws -> Int {
    var changes = 0
    for group in Self.groups(of: rows.count) { changes += try insert(db, rows[group]) }
    return changes
  }

  /// Inserts one group with one statement.
  func insert(_ db: MySQLConnection, _ rows: ArraySlice<[SQLValue]>) throws -> Int {
    let row = "(\(Array(repeating: "?", count: columnCount).joined(separator: ", ")))"
    let values = Array(repeating: row, count: rows.count).joined(separator: ", ")
    let statement = try db.prepared("\(head) VALUES \(values) \(tail)")
    try statement.execute(Array(rows.joined()))
    return statement.changes
  }

  /// `count` rows as consecutive groups.
  static func groups(of count: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for size in groupSizes {
      while count - start >= size {
        groups.append(start..<start + size)
        start += size
      }
    }
    return groups
  }
}

/// Asks for many keys with few statements.
enum KeyList {
  private static let groupSizes = [1, 8, 64, 512]

  /// Runs a query that ends in `WHERE … IN` for all keys; `rest` follows the list.
  ///
  /// The list is filled up with its last key to one of a few sizes.
  static func query(
    _ db: MySQLConnection, _ sql: String, _ keys: [Int64], _ rest: String = "",
    _ body: (Statement) throws -> Void
  ) throws {
    var start = 0
    while start < keys.count {
      let left = keys.count - start
      let size = groupSizes.first { $0 >= left } ?? groupSizes[groupSizes.count - 1]
      let group = keys[start..<min(keys.count, start + size)]
      let filling = Array(repeating: keys[group.endIndex - 1], count: size - group.count)
      let list = Array(repeating: "?", count: size).joined(separator: ", ")
      let row = try db.query("\(sql) (\(list)) \(rest)", group + filling)
      while try row.step() { try body(row) }
      start = group.endIndex
    }
  }
}
