import GRDB

/// The tables of a study's file.
enum StudySchema {
  /// "PkSt" in ASCII: not a database of viewers.
  private static let mark: Int32 = 0x506B_5374
  private static let version = 1

  /// Whether a database holds a study.
  static func isStudy(_ db: Database) throws -> Bool {
    try Int32.fetchOne(db, sql: "PRAGMA application_id") == mark
  }

  /// Makes the tables of an empty file; `false` when they are there.
  static func prepare(_ db: Database) throws -> Bool {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if found == mark {
      guard version <= Self.version else {
        throw StoreError.newerSchema(found: "study \(version)", known: "study \(Self.version)")
      }
      return false
    }
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard found == 0, version == 0, tables == 0 else { throw StoreError.foreignDatabase }
    try db.execute(
      sql: """
        CREATE TABLE study (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          task TEXT NOT NULL,
          plan TEXT NOT NULL
        ) STRICT;
        CREATE TABLE trial (
          number INTEGER PRIMARY KEY CHECK (number >= 0),
          state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'pruned', 'failed')),
          value REAL,
          failure TEXT,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          CHECK ((state = 'complete') = (value IS NOT NULL))
        ) STRICT;
        CREATE TABLE parameter (
          trial INTEGER NOT NULL REFERENCES trial,
          place INTEGER NOT NULL,
          name TEXT NOT NULL,
          value ANY NOT NULL,
          PRIMARY KEY (trial, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE report (
          trial INTEGER NOT NULL REFERENCES trial,
          step INTEGER NOT NULL,
          value REAL NOT NULL,
          PRIMARY KEY (trial, step)
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(mark);
        PRAGMA user_version = \(Self.version);
        """)
    return true
  }
}
