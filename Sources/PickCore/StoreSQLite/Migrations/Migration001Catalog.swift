import GRDB

/// Facts about the database itself, and everything that may be offered.
///
/// Codes of small enumerations are in `Rows/`; instants are milliseconds since 1970. Titles with
/// the same genres share one list, so that reading all titles reads no further row a title.
struct Migration001Catalog: SchemaMigration {
  let name = "001-catalog"
  let databaseID: DatabaseID

  func run(_ db: Database) throws {
    try db.execute(sql: Self.facts)
    try db.execute(
      sql: "INSERT INTO meta (id, database_id, catalog_version) VALUES (1, ?, 0)",
      arguments: [databaseID.rawValue])
    try db.execute(sql: Self.titles)
    try db.execute(sql: Self.assets)
  }

  private static let facts = """
    CREATE TABLE meta (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      database_id TEXT NOT NULL,
      catalog_version INTEGER NOT NULL,
      last_event_start INTEGER,
      demo_seed INTEGER,
      demo_until INTEGER,
      CHECK ((demo_seed IS NULL) = (demo_until IS NULL))
    ) STRICT;
    """

  private static let titles = """
    CREATE TABLE genre (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      english TEXT
    ) STRICT;
    CREATE TABLE genre_list (
      id INTEGER PRIMARY KEY,
      members TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE genre_list_member (
      list INTEGER NOT NULL REFERENCES genre_list (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      genre INTEGER NOT NULL REFERENCES genre (id),
      PRIMARY KEY (list, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE title (
      id INTEGER PRIMARY KEY CHECK (id > 0),
      name TEXT NOT NULL,
      english TEXT,
      kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
      category INTEGER CHECK (category BETWEEN 0 AND 4),
      genre_list INTEGER NOT NULL REFERENCES genre_list (id),
      year INTEGER,
      age_rating INTEGER CHECK (age_rating IN (0, 7, 12, 15, 19)),
      available_from INTEGER,
      available_until INTEGER,
      added_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE title_text (
      title INTEGER PRIMARY KEY REFERENCES title (id),
      imported_key TEXT NOT NULL,
      synopsis TEXT NOT NULL,
      synopsis_english TEXT
    ) STRICT;
    CREATE INDEX title_text_by_key ON title_text (imported_key);
    CREATE TABLE title_cast (
      title INTEGER NOT NULL REFERENCES title (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      name TEXT NOT NULL,
      PRIMARY KEY (title, position)
    ) STRICT, WITHOUT ROWID;
    """

  private static let assets = """
    CREATE TABLE asset (
      id INTEGER PRIMARY KEY CHECK (id > 0),
      title INTEGER NOT NULL REFERENCES title (id),
      season INTEGER CHECK (season >= 1),
      number INTEGER CHECK (number >= 0),
      name TEXT NOT NULL,
      running_seconds INTEGER CHECK (running_seconds > 0),
      added_at INTEGER NOT NULL,
      CHECK ((season IS NULL) = (number IS NULL))
    ) STRICT;
    CREATE INDEX asset_by_title ON asset (title, season, number);
    CREATE INDEX episode_by_arrival ON asset (added_at) WHERE number IS NOT NULL;
    CREATE TABLE asset_name (
      name TEXT PRIMARY KEY,
      asset INTEGER NOT NULL REFERENCES asset (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX asset_name_by_asset ON asset_name (asset);
    """
}
