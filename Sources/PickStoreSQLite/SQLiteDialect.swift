import PickStore

/// SQLite's way of writing what SQL leaves open.
struct SQLiteDialect: SQLDialect {
  func keepingStored(in table: String, key: [String]) -> String {
    "ON CONFLICT (\(key.joined(separator: ", "))) DO NOTHING"
  }

  func updatingStored(in table: String, key: [String], _ assignments: [Assignment]) -> String {
    let sets = assignments.map { "\($0.column) = \($0.value)" }.joined(separator: ", ")
    return "ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET \(sets)"
  }

  func proposed(_ column: String) -> String { "excluded.\(column)" }

  func greatest(_ left: String, _ right: String) -> String { "max(\(left), \(right))" }

  func least(_ left: String, _ right: String) -> String { "min(\(left), \(right))" }

  /// One connection writes.
  var rowLock: String { "" }

  var hasPartialIndexes: Bool { true }

  var keepsDemoWorlds: Bool { true }

  var keepsTitleCopy: Bool { true }

  var tableOfLastEventStart: String? { "meta" }

  var referencesTokenParents: Bool { true }

  var insertGroupSizes: [Int] { [1] }

  var hasRoundTrips: Bool { false }

  var streamsRows: Bool { true }
}

// MARK: - Tables

// No table has a hidden row number: equal input is an equal file.
extension SQLiteDialect {
  func make(_ table: SQLTable) -> [String] {
    var lines = table.columns.map { definition(of: $0, isKey: table.key == [$0.name]) }
    lines += table.checks.map { "CHECK (\($0.condition))" }
    if table.key.count > 1 { lines.append("PRIMARY KEY (\(table.key.joined(separator: ", ")))") }
    let body = lines.map { "  \($0)" }.joined(separator: ",\n")
    let rows = isKeyedByNumber(table) ? "STRICT" : "STRICT, WITHOUT ROWID"
    return ["CREATE TABLE \(table.name) (\n\(body)\n) \(rows)"]
      + table.indexes.map { index in
        let condition = index.condition.map { " WHERE \($0)" } ?? ""
        let columns = index.columns.joined(separator: ", ")
        return "CREATE INDEX \(index.name) ON \(table.name) (\(columns))\(condition)"
      }
  }

  func definition(of column: SQLColumn) -> String { definition(of: column, isKey: false) }

  private func definition(of column: SQLColumn, isKey: Bool) -> String {
    var words = [column.name, type(column.content)]
    if isKey {
      words.append("PRIMARY KEY")
    } else if !column.isOptional {
      words.append("NOT NULL")
    }
    if column.uniqueName != nil { words.append("UNIQUE") }
    if let value = column.initial { words.append("DEFAULT \(value)") }
    if let condition = column.check ?? column.fileCheck { words.append("CHECK (\(condition))") }
    if let reference = column.reference {
      words.append("REFERENCES \(reference.table) (\(reference.column))")
      if reference.cascades { words.append("ON DELETE CASCADE") }
    }
    return words.joined(separator: " ")
  }

  private func isKeyedByNumber(_ table: SQLTable) -> Bool {
    guard table.key.count == 1, let key = table.columns.first(where: { $0.name == table.key[0] })
    else { return false }
    if case .integer = key.content { return true }
    return false
  }

  private func type(_ content: SQLColumn.Content) -> String {
    switch content {
    case .integer: "INTEGER"
    case .real: "REAL"
    case .name, .text, .longText: "TEXT"
    case .hash, .bytes: "BLOB"
    }
  }
}
