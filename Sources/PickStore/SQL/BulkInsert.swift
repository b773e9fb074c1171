/// Inserts many rows with few statements.
///
/// Rows go in groups of a few fixed sizes, so that a connection compiles a handful of statements
/// whatever is inserted.
package final class BulkInsert {
  /// What happens to rows whose key is there.
  enum Conflict {
    /// They make the statement fail.
    case refused
    /// They stay, and do not count as changed.
    case kept(key: [String])
    /// They are updated.
    case updated(key: [String], [Assignment])
  }

  private let db: any SQLConnection
  private let head: String
  private let row: String
  private let tail: String
  private var statements: [Int: any SQLStatement] = [:]

  init(_ db: any SQLConnection, into table: String, _ columns: [String], _ conflict: Conflict) {
    self.db = db
    head = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
    row = Self.parameters(columns.count)
    switch conflict {
    case .refused: tail = ""
    case .kept(let key): tail = " " + db.dialect.keepingStored(in: table, key: key)
    case .updated(let key, let assignments):
      tail = " " + db.dialect.updatingStored(in: table, key: key, assignments)
    }
  }

  /// Inserts the rows and returns how many were changed in all.
  @discardableResult
  func run(_ rows: [[SQLValue]]) throws -> Int {
    var changes = 0
    for group in Self.groups(of: rows.count, sizes: db.dialect.insertGroupSizes) {
      changes += try insert(rows[group])
    }
    return changes
  }

  /// Inserts one group with one statement.
  func insert(_ rows: ArraySlice<[SQLValue]>) throws -> Int {
    try statement(rows.count).run(rows.count == 1 ? rows[rows.startIndex] : Array(rows.joined()))
  }

  private func statement(_ count: Int) throws -> any SQLStatement {
    if let known = statements[count] { return known }
    let values = repeatElement(row, count: count).joined(separator: ", ")
    let statement = try db.prepare(head + values + tail)
    statements[count] = statement
    return statement
  }

  /// `(?, ?, ?)`.
  static func parameters(_ count: Int) -> String {
    // Joining five hundred of them took longer than the question they stand in.
    count > 0 ? "(\(String(repeating: "?, ", count: count - 1))?)" : "()"
  }

  /// `count` rows as consecutive groups of the given sizes.
  package static func groups(of count: Int, sizes: [Int]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for size in sizes {
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
  static func forEach(
    _ db: any SQLConnection, _ sql: String, _ keys: [Int64], _ rest: String = "",
    _ body: (any SQLRow) throws -> Void
  ) throws {
    var start = 0
    while start < keys.count {
      let left = keys.count - start
      let size = groupSizes.first { $0 >= left } ?? groupSizes[groupSizes.count - 1]
      let group = keys[start..<min(keys.count, start + size)]
      let filling = repeatElement(keys[group.endIndex - 1], count: size - group.count)
      try db.prepare("\(sql) \(BulkInsert.parameters(size)) \(rest)")
        .query((group + filling).map(SQLValue.integer)) { row in
          try body(row)
          return true
        }
      start = group.endIndex
    }
  }

  /// A condition on several columns at once for `count` keys.
  static func matches(_ columns: [String], count: Int) -> String {
    let one = columns.map { "\($0) = ?" }.joined(separator: " AND ")
    return repeatElement("(\(one))", count: count).joined(separator: " OR ")
  }
}
