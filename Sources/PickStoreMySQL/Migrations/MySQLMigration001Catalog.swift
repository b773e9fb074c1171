/// Facts about the database itself, and everything that may be offered.
///
/// Names are `VARBINARY` that holds UTF-8: compared and ordered byte by byte, trailing blanks
/// included, as SQLite does it. 3,000 bytes are what an index of every server can hold.
struct MySQLMigration001Catalog: MySQLMigration {
  let name = "001-catalog"

  var tables: [String] { facts + genres + titles + assets }

  private let facts = [
    MySQLTable.create("pick_migration", "name VARBINARY(64) NOT NULL PRIMARY KEY"),
    MySQLTable.create(
      "meta",
      """
      id TINYINT NOT NULL PRIMARY KEY CHECK (id = 1),
      database_id VARBINARY(64) NOT NULL,
      catalog_version BIGINT NOT NULL
      """),
  ]

  private let genres = [
    MySQLTable.create(
      "genre",
      """
      id BIGINT NOT NULL PRIMARY KEY,
      name VARBINARY(3000) NOT NULL,
      english TEXT,
      UNIQUE KEY genre_name (name)
      """),
    MySQLTable.create(
      "genre_list",
      """
      id BIGINT NOT NULL PRIMARY KEY,
      members VARBINARY(3000) NOT NULL,
      UNIQUE KEY genre_list_members (members)
      """),
    MySQLTable.create(
      "genre_list_member",
      """
      list BIGINT NOT NULL,
      position INT NOT NULL CHECK (position >= 0),
      genre BIGINT NOT NULL,
      PRIMARY KEY (list, position),
      CONSTRAINT member_list FOREIGN KEY (list) REFERENCES genre_list (id),
      CONSTRAINT member_genre FOREIGN KEY (genre) REFERENCES genre (id)
      """),
  ]

  private let titles = [
    MySQLTable.create(
      "title",
      """
      id BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
      name VARBINARY(3000) NOT NULL,
      english TEXT,
      kind TINYINT NOT NULL CHECK (kind IN (0, 1)),
      category TINYINT CHECK (category BETWEEN 0 AND 4),
      genre_list BIGINT NOT NULL,
      year INT,
      age_rating TINYINT CHECK (age_rating IN (0, 7, 12, 15, 19)),
      available_from BIGINT,
      available_until BIGINT,
      added_at BIGINT NOT NULL,
      CONSTRAINT title_genres FOREIGN KEY (genre_list) REFERENCES genre_list (id)
      """),
    MySQLTable.create(
      "title_text",
      """
      title BIGINT NOT NULL PRIMARY KEY,
      imported_key VARBINARY(3000) NOT NULL,
      synopsis MEDIUMTEXT NOT NULL,
      synopsis_english MEDIUMTEXT,
      KEY title_text_by_key (imported_key(255)),
      CONSTRAINT text_title FOREIGN KEY (title) REFERENCES title (id)
      """),
    MySQLTable.create(
      "title_cast",
      """
      title BIGINT NOT NULL,
      position INT NOT NULL CHECK (position >= 0),
      name TEXT NOT NULL,
      PRIMARY KEY (title, position),
      CONSTRAINT cast_title FOREIGN KEY (title) REFERENCES title (id)
      """),
  ]

  private let assets = [
    MySQLTable.create(
      "asset",
      """
      id BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
      title BIGINT NOT NULL,
      season INT CHECK (season >= 1),
      number INT CHECK (number >= 0),
      name VARBINARY(3000) NOT NULL,
      running_seconds BIGINT CHECK (running_seconds > 0),
      added_at BIGINT NOT NULL,
      KEY asset_by_title (title, season, number),
      KEY asset_by_arrival (added_at),
      CONSTRAINT asset_title FOREIGN KEY (title) REFERENCES title (id),
      CONSTRAINT asset_episode CHECK ((season IS NULL) = (number IS NULL))
      """),
    MySQLTable.create(
      "asset_name",
      """
      name VARBINARY(3000) NOT NULL PRIMARY KEY,
      asset BIGINT NOT NULL,
      KEY asset_name_by_asset (asset),
      CONSTRAINT name_asset FOREIGN KEY (asset) REFERENCES asset (id)
      """),
  ]
}
