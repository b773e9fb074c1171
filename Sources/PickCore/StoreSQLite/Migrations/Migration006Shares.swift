import GRDB

/// Popularity counts people: what a viewer adds to a title on a day is kept, so that more events of
/// the same day add no more.
///
/// Everything stored so far is counted anew.
struct Migration006Shares: SchemaMigration {
  let name = "006-shares"

  func run(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE popularity_share (
          viewer INTEGER NOT NULL REFERENCES viewer (id),
          title INTEGER NOT NULL REFERENCES title (id),
          day INTEGER NOT NULL,
          weight REAL NOT NULL CHECK (weight > 0),
          started_at INTEGER NOT NULL,
          PRIMARY KEY (viewer, title, day)
        ) STRICT, WITHOUT ROWID;
        DELETE FROM popularity;
        """)
    try EventWriter.countAll(SQLiteConnection(db))
  }
}
