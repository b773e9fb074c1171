/// What viewers chose.
struct MySQLMigration004Choices: MySQLMigration {
  let name = "004-choices"

  var tables: [String] {
    [
      Self.choice("my_list"),
      Self.choice("thumb", "is_up TINYINT NOT NULL CHECK (is_up IN (0, 1)),"),
      Self.choice("hidden_title"), Self.choice("forgotten_title"),
    ]
  }

  private static func choice(_ table: String, _ further: String = "") -> String {
    MySQLTable.create(
      table,
      """
      viewer BIGINT NOT NULL,
      title BIGINT NOT NULL,
      \(further)
      at BIGINT NOT NULL,
      PRIMARY KEY (viewer, title),
      KEY \(table)_by_title (title),
      CONSTRAINT \(table)_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT \(table)_title FOREIGN KEY (title) REFERENCES title (id)
      """)
  }
}
