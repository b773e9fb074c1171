import GRDB

/// What viewers chose.
struct Migration004Choices: SchemaMigration {
  let name = "004-choices"

  func run(_ db: Database) throws {
    for (table, further) in [
      ("my_list", ""), ("thumb", "is_up INTEGER NOT NULL CHECK (is_up IN (0, 1)),"),
      ("hidden_title", ""), ("forgotten_title", ""),
    ] {
      try db.execute(
        sql: """
          CREATE TABLE \(table) (
            viewer INTEGER NOT NULL REFERENCES viewer (id),
            title INTEGER NOT NULL REFERENCES title (id),
            \(further)
            at INTEGER NOT NULL,
            PRIMARY KEY (viewer, title)
          ) STRICT, WITHOUT ROWID;
          """)
    }
  }
}
