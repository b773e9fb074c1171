import GRDB

/// What viewers did, and the popularity it adds up to.
///
/// A fact is stored under its viewer and its identity. Identities begin with the fact's time, so
/// one tree serves "recorded once", "what did this viewer watch" and "everything, viewer by viewer",
/// and a sorted import only ever appends to it.
struct Migration003Watching: SchemaMigration {
  let name = "003-watching"

  func run(_ db: Database) throws {
    try db.execute(sql: Self.watching)
    try db.execute(sql: Self.seeing)
    try db.execute(sql: Self.popularity)
  }

  private static let watchedColumns = """
    viewer INTEGER NOT NULL REFERENCES viewer (id),
    id_high INTEGER NOT NULL,
    id_low INTEGER NOT NULL,
    asset INTEGER NOT NULL REFERENCES asset (id),
    started_at INTEGER NOT NULL,
    watched_seconds INTEGER NOT NULL CHECK (watched_seconds >= 0),
    end_position INTEGER CHECK (end_position >= 0),
    stated_preference REAL CHECK (stated_preference BETWEEN 0 AND 1),
    source INTEGER NOT NULL CHECK (source BETWEEN 0 AND 3)
    """

  private static let watching = """
    CREATE TABLE watch_event (
      \(watchedColumns),
      PRIMARY KEY (viewer, id_high, id_low)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE checkpoint (
      \(watchedColumns),
      taken_at INTEGER NOT NULL,
      PRIMARY KEY (viewer, id_high, id_low)
    ) STRICT, WITHOUT ROWID;
    """

  private static let seeing = """
    CREATE TABLE detail_view (
      viewer INTEGER NOT NULL REFERENCES viewer (id),
      id_high INTEGER NOT NULL,
      id_low INTEGER NOT NULL,
      title INTEGER NOT NULL REFERENCES title (id),
      at INTEGER NOT NULL,
      PRIMARY KEY (viewer, id_high, id_low)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE impression (
      viewer INTEGER NOT NULL REFERENCES viewer (id),
      id_high INTEGER NOT NULL,
      id_low INTEGER NOT NULL,
      shelf TEXT NOT NULL,
      title INTEGER NOT NULL REFERENCES title (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      at INTEGER NOT NULL,
      PRIMARY KEY (viewer, id_high, id_low)
    ) STRICT, WITHOUT ROWID;
    """

  private static let popularity = """
    CREATE TABLE popularity (
      slot INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 27),
      title INTEGER NOT NULL REFERENCES title (id),
      weight REAL NOT NULL,
      PRIMARY KEY (slot, title)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX popularity_by_weight ON popularity (slot, weight DESC, title);
    """
}
