import GRDB

/// All that a database file holds, as text: the schema, and each table's rows by their key.
public enum DatabaseDump {
  /// Reads the file; equal databases have equal texts, whatever their pages look like.
  public static func text(of path: String) throws -> String {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.read { db in
      let schema = try Row.fetchAll(
        db, sql: "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
      var lines = schema.map { "\($0[2] as String);" }
      for table in schema where table[0] == "table" { lines += try rows(of: table[1], db) }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  /// Makes a database file of the SQL that a dump holds.
  public static func make(at path: String, from sql: String) throws {
    var configuration = Configuration()
    // Rows come table by table, those they refer to perhaps later.
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private static func rows(of table: String, _ db: Database) throws -> [String] {
    let key = try db.primaryKey(table).columns.map(\.quotedDatabaseIdentifier)
    let order = key.isEmpty ? "rowid" : key.joined(separator: ", ")
    let sql = "SELECT * FROM \(table.quotedDatabaseIdentifier) ORDER BY \(order)"
    return try Row.fetchAll(db, sql: sql).map { row in
      table + ": " + row.databaseValues.map(\.description).joined(separator: ", ")
    }
  }
}
