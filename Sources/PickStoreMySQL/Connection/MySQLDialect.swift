import PickStore

/// The way of writing what SQL leaves open that MySQL, MariaDB and what speaks like them share.
struct MySQLDialect: SQLDialect {
  func keepingStored(in table: String, key: [String]) -> String {
    "ON DUPLICATE KEY UPDATE \(key[0]) = \(table).\(key[0])"
  }

  func updatingStored(in table: String, key: [String], _ assignments: [Assignment]) -> String {
    let sets = assignments.map { "\($0.column) = \($0.value)" }.joined(separator: ", ")
    return "ON DUPLICATE KEY UPDATE \(sets)"
  }

  func proposed(_ column: String) -> String { "VALUES(\(column))" }

  func greatest(_ left: String, _ right: String) -> String { "GREATEST(\(left), \(right))" }

  func least(_ left: String, _ right: String) -> String { "LEAST(\(left), \(right))" }

  var rowLock: String { "FOR UPDATE" }

  var hasPartialIndexes: Bool { false }

  var keepsDemoWorlds: Bool { false }

  /// A server's programs start seldom, and a trigger needs a right that its account may not have.
  var keepsTitleCopy: Bool { false }

  var tableOfLastEventStart: String? { "viewer" }

  var referencesTokenParents: Bool { false }

  var insertGroupSizes: [Int] { [256, 32, 4, 1] }

  var hasRoundTrips: Bool { true }

  var streamsRows: Bool { false }
}

// MARK: - Tables

// Texts that are only stored and shown are `utf8mb4`. Names are `VARBINARY` that holds UTF-8: compared
// and ordered byte by byte, trailing blanks included, as SQLite does it.
extension MySQLDialect {
  static let options = "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"

  func make(_ table: SQLTable) -> [String] {
    let columns = table.columns
    var lines = columns.map { definition(of: $0) }
    lines.append("PRIMARY KEY (\(table.key.joined(separator: ", ")))")
    lines += columns.compactMap { column in
      column.uniqueName.map { "UNIQUE KEY \($0) (\(column.name))" }
    }
    lines += (table.indexes + table.serverIndexes).map { index in
      let prefix = index.prefix.map { "(\($0))" } ?? ""
      return "KEY \(index.name) (\(index.columns.map { $0 + prefix }.joined(separator: ", ")))"
    }
    lines += columns.compactMap { column in
      column.reference.map { reference in
        let cascade = reference.cascades ? " ON DELETE CASCADE" : ""
        return "CONSTRAINT \(reference.name) FOREIGN KEY (\(column.name)) "
          + "REFERENCES \(reference.table) (\(reference.column))\(cascade)"
      }
    }
    lines += table.checks.map { "CONSTRAINT \($0.name) CHECK (\($0.condition))" }
    return [
      "CREATE TABLE IF NOT EXISTS \(table.name) (\n\(lines.joined(separator: ",\n"))\n) \(Self.options)"
    ]
  }

  func definition(of column: SQLColumn) -> String {
    var words = [column.name, type(column.content)]
    if !column.isOptional { words.append("NOT NULL") }
    if let value = column.initial { words.append("DEFAULT \(value)") }
    if let condition = column.check { words.append("CHECK (\(condition))") }
    return words.joined(separator: " ")
  }

  private func type(_ content: SQLColumn.Content) -> String {
    switch content {
    case .integer(bytes: 1): "TINYINT"
    case .integer(bytes: 4): "INT"
    case .integer: "BIGINT"
    case .real: "DOUBLE"
    case .name(let bytes): "VARBINARY(\(bytes))"
    case .text: "TEXT"
    case .longText: "MEDIUMTEXT"
    case .hash: "BINARY(32)"
    case .bytes: "MEDIUMBLOB"
    }
  }
}
