import PickCore

/// Popularity counts people: what a viewer adds to a title on a day is kept, so that more events of
/// the same day add no more.
///
/// Everything stored so far is counted anew.
struct MySQLMigration006Shares: MySQLMigration {
  let name = "006-shares"

  let tables = [
    MySQLTable.create(
      "popularity_share",
      """
      viewer BIGINT NOT NULL,
      title BIGINT NOT NULL,
      day BIGINT NOT NULL,
      weight DOUBLE NOT NULL CHECK (weight > 0),
      started_at BIGINT NOT NULL,
      PRIMARY KEY (viewer, title, day),
      KEY popularity_share_by_title (title),
      CONSTRAINT share_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT share_title FOREIGN KEY (title) REFERENCES title (id)
      """)
  ]

  /// One transaction, so that an interrupted count is begun anew.
  func finish(_ db: MySQLConnection) throws {
    try db.transaction { db in
      try db.command("DELETE FROM popularity")
      try db.command("DELETE FROM popularity_share")
      try EventWriter.countAll(db)
    }
  }
}
