import GRDB

/// The number in a database's header that says whose file it is.
enum ApplicationMark {
  /// "Pick" in ASCII.
  static let id: Int32 = 0x5069_636B

  /// Refuses a database of another program and marks an empty one as ours.
  static func claim(_ db: Database) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard found != id else { return }
    guard found == 0, try isEmpty(db) else { throw StoreError.foreignDatabase }
    try db.execute(sql: "PRAGMA application_id = \(id)")
  }

  /// Refuses everything but a database of ours.
  static func check(_ db: Database) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard found == id else { throw StoreError.foreignDatabase }
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
      && Int.fetchOne(db, sql: "PRAGMA user_version") == 0
  }
}
