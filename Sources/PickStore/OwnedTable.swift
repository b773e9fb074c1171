import PickModel

/// A table that holds something about viewers, as the schema says: it refers to a viewer, or to a row
/// that does.
///
/// Found and not listed, so that no table of a later step is forgotten where a viewer's data are
/// exported or erased.
struct OwnedTable {
  /// What the table is called.
  let name: String
  private let columns: [SQLColumn]
  private let key: [String]
  /// Which rows are a viewer's; the viewer is the one value of it.
  private let condition: String

  /// All of them, each after those it refers to.
  static func all(_ dialect: any SQLDialect) -> [OwnedTable] {
    var conditions: [String: String] = [:]
    var owned: [OwnedTable] = []
    let steps = SchemaMigration.all(dialect, naming: nil)
    for table in steps.flatMap(\.tables) {
      let added = steps.flatMap(\.columns).filter { $0.table == table.name }.map(\.column)
      let dropped = steps.flatMap(\.dropped).filter { $0.table == table.name }.map(\.column)
      let columns = (table.columns + added).filter { !dropped.contains($0.name) }
      guard let condition = condition(of: table.name, columns, knowing: conditions) else {
        continue
      }
      conditions[table.name] = condition
      owned.append(
        OwnedTable(name: table.name, columns: columns, key: table.key, condition: condition))
    }
    return owned
  }

  private static func condition(
    of table: String, _ columns: [SQLColumn], knowing known: [String: String]
  ) -> String? {
    // Nothing refers to these two by a foreign key: the first is the viewer, the second counts for
    // numbers as they were typed, known or not.
    if table == "viewer" { return "id = ?" }
    if table == "failed_sign_in" {
      return "number IN (SELECT number FROM account WHERE viewer = ?)"
    }
    let references = columns.compactMap { column in column.reference.map { (column.name, $0) } }
    if let (column, _) = references.first(where: { $0.1.table == "viewer" }) {
      return "\(column) = ?"
    }
    return references.compactMap { column, reference -> String? in
      guard reference.table != table, let owner = known[reference.table] else { return nil }
      return
        "\(column) IN (SELECT \(reference.column) FROM \(reference.table) WHERE \(owner))"
    }.first
  }

  /// The rows about a viewer, in the order of their keys.
  func rows(
    about viewer: Viewer.ID, _ db: any SQLConnection, _ names: inout OutsideNames
  ) throws -> [[String: ViewerTable.Value]] {
    let shown = columns.filter { !Self.isSecret($0) }
    let found = try db.all(
      """
      SELECT \(shown.map(\.name).joined(separator: ", ")) FROM \(name) WHERE \(condition)
      ORDER BY \(key.joined(separator: ", "))
      """, [viewer]
    ) { row in
      var values: [String: ViewerTable.Value] = [:]
      for (place, column) in shown.enumerated() where !row.isNull(place) {
        values[column.name] = Self.value(of: column, row, place)
      }
      return values
    }
    return try found.map { try named($0, &names) }
  }

  /// Removes the rows about a viewer; returns how many there were.
  func erase(_ viewer: Viewer.ID, _ db: any SQLConnection) throws -> Int {
    if name == "refresh_token", db.dialect.referencesTokenParents {
      // A long chain would be removed parent by parent.
      try db.run("UPDATE refresh_token SET parent = NULL WHERE \(condition)", [viewer])
    }
    return try db.run("DELETE FROM \(name) WHERE \(condition)", [viewer])
  }

  /// Whether a column is what a sign-in is proved by.
  private static func isSecret(_ column: SQLColumn) -> Bool {
    switch column.content {
    case .hash: true
    case .integer, .real, .name, .text, .longText, .bytes: column.name == "password_hash"
    }
  }

  private static func value(
    of column: SQLColumn, _ row: any SQLRow, _ place: Int
  ) -> ViewerTable.Value {
    switch column.content {
    case .integer:
      let isInstant = column.name == "at" || column.name.hasSuffix("_at")
      return isInstant ? .instant(row.instant(place)) : .number(row.integer(place))
    case .real: return .real(row.real(place))
    case .name, .text, .longText, .hash, .bytes: return .text(row.text(place))
    }
  }

  /// The row with the names of the titles and parts it speaks of.
  private func named(
    _ row: [String: ViewerTable.Value], _ names: inout OutsideNames
  ) throws -> [String: ViewerTable.Value] {
    var row = row
    for column in columns {
      guard let table = column.reference?.table, case .number(let id) = row[column.name] else {
        continue
      }
      if let name = try names.name(of: id, in: table) { row["\(column.name)_name"] = .text(name) }
    }
    return row
  }
}

/// What titles and parts are called, each asked for once.
struct OutsideNames {
  private let db: any SQLConnection
  private var known: [String: [Int64: String]] = [:]

  init(_ db: any SQLConnection) { self.db = db }

  /// The name of a title or part; `nil` for rows of tables without names.
  mutating func name(of id: Int64, in table: String) throws -> String? {
    guard ["title", "asset"].contains(table) else { return nil }
    if let name = known[table]?[id] { return name }
    let name = try db.first("SELECT name FROM \(table) WHERE id = ?", [id]) { $0.text(0) }
    known[table, default: [:]][id] = name
    return name
  }
}
