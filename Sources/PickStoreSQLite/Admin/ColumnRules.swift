import GRDB
import PickStore

/// What each column may hold, so that a check finds a value before a program meets it.
///
/// The rule follows from the declared type and the name: `…_at` is an instant, `…_seconds` a span,
/// `is_…` a flag. A new column has its rule without anybody writing one; what a name does not tell
/// stands in `ranges`.
struct ColumnRules {
  /// A value that no program of ours writes.
  struct Finding: Equatable {
    let table: String
    /// The numbers of its key, or its place in the order of the table where the key is a text: texts
    /// may be numbers of viewers or secrets.
    let row: String
    let column: String
  }

  private struct Column {
    let name: String
    let condition: String
    let keyPlace: Int
    let isNumber: Bool
  }

  /// How many rows of one table are named.
  static let limit = 20

  private static let year1: Int64 = -62_135_596_800_000
  private static let year10000: Int64 = 253_402_300_800_000
  private static let instants: Set<String> = [
    "at", "demo_until", "available_from", "available_until", "published_at", "since",
  ]
  private static let ranges: [String: ClosedRange<Int64>] = [
    "title.kind": 0...1, "title.category": 0...4, "title.age_rating": 0...19,
    "title.year": 0...9999, "asset.season": 1...1_000_000, "asset.number": 0...1_000_000_000,
    "asset.running_seconds": 1...Int64(Int32.max), "watch_event.source": 0...3,
    "checkpoint.source": 0...3, "popularity.slot": 0...27,
    "failed_sign_in.count": 1...1_000_001, "account.token_epoch": 0...(1 << 53),
    "device_sign_in.interval_seconds": 1...86_400,
  ]
  private static let words: [String: [String]] = [
    "session.end_reason": SessionEnd.allCases.map(\.rawValue),
    "device_sign_in.state": ["pending", "approved", "denied", "used"],
  ]
  private static let seconds: Set<String> = ["end_position"]

  /// Every value of a table that breaks its column's rule, up to `limit` rows.
  static func findings(in table: String, _ db: Database) throws -> [Finding] {
    let columns = try columns(of: table, db)
    guard !columns.isEmpty else { return [] }
    let broken = columns.enumerated().map { "NOT (\($1.condition)) AS broken\($0)" }
    let keys = columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }
    let key = keys.filter(\.isNumber).map(\.name.quotedDatabaseIdentifier)
    let name = key.map { "CAST(ifnull(\($0), 'NULL') AS TEXT)" }.joined(separator: " || ',' || ")
    let order = keys.map(\.name.quotedDatabaseIdentifier).joined(separator: ", ")
    let place = "'place ' || row_number() OVER (\(order.isEmpty ? "" : "ORDER BY \(order)"))"
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM (
          SELECT \(key.isEmpty ? place : name), \(broken.joined(separator: ", "))
          FROM \(table.quotedDatabaseIdentifier))
        WHERE \(columns.indices.map { "broken\($0)" }.joined(separator: " OR ")) LIMIT \(limit)
        """)
    var findings: [Finding] = []
    while let row = try rows.next() {
      let name = try row.read(0, of: table, as: String.self)
      for (index, column) in columns.enumerated()
      where try row.readFlag(index + 1, of: table) {
        findings.append(Finding(table: table, row: name, column: column.name))
      }
    }
    return findings
  }

  private static func columns(of table: String, _ db: Database) throws -> [Column] {
    try Row.fetchAll(
      db, sql: "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)", arguments: [table]
    ).map { row in
      let name = try row.read(0, of: "table_info", as: String.self)
      let type = try row.read(1, of: "table_info", as: String.self)
      let keyPlace = try row.read(3, of: "table_info", as: Int.self)
      let isRequired = try row.readFlag(2, of: "table_info") || keyPlace > 0
      let value = name.quotedDatabaseIdentifier
      let rule = rule(value, name, type, table)
      return Column(
        name: name, condition: isRequired ? rule : "(\(value) IS NULL OR \(rule))",
        keyPlace: keyPlace, isNumber: type == "INTEGER")
    }
  }

  /// A condition that is 0 or 1, whatever the value is.
  private static func rule(
    _ value: String, _ name: String, _ type: String, _ table: String
  ) -> String {
    switch type {
    case "INTEGER":
      let number = "typeof(\(value)) = 'integer'"
      guard let range = range(of: name, in: table) else { return "(\(number))" }
      return "(\(number) AND \(value) BETWEEN \(range.lowerBound) AND \(range.upperBound))"
    case "REAL":
      let number = "typeof(\(value)) = 'real' AND \(value) BETWEEN -1.7e308 AND 1.7e308"
      return name == "stated_preference"
        ? "(\(number) AND \(value) BETWEEN 0 AND 1)" : "(\(number))"
    case "TEXT":
      let text = "typeof(\(value)) = 'text' AND instr(\(value), char(0)) = 0"
      guard let words = words["\(table).\(name)"] else { return "(\(text))" }
      return "(\(text) AND \(value) IN (\(words.map { "'\($0)'" }.joined(separator: ", "))))"
    case "BLOB": return "(typeof(\(value)) = 'blob')"
    default: return "(1)"
    }
  }

  private static func range(of name: String, in table: String) -> ClosedRange<Int64>? {
    if let range = ranges["\(table).\(name)"] { return range }
    if name.hasSuffix("_at") || instants.contains(name) { return year1...(year10000 - 1) }
    if name.hasSuffix("_seconds") || seconds.contains(name) { return 0...Int64(Int32.max) }
    if name.hasPrefix("is_") { return 0...1 }
    if name == "position" || name == "place" { return 0...Int64(Int32.max) }
    return nil
  }
}
