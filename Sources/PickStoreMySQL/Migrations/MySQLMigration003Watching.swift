/// What viewers did, and the popularity it adds up to.
///
/// A fact is stored under its viewer and its identity, as in SQLite; a table is a tree over its
/// primary key here too.
struct MySQLMigration003Watching: MySQLMigration {
  let name = "003-watching"

  var tables: [String] { watching + seeing + [popularity] }

  private static let watchedColumns = """
    viewer BIGINT NOT NULL,
    id_high BIGINT NOT NULL,
    id_low BIGINT NOT NULL,
    asset BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    watched_seconds BIGINT NOT NULL CHECK (watched_seconds >= 0),
    end_position BIGINT CHECK (end_position >= 0),
    stated_preference DOUBLE CHECK (stated_preference BETWEEN 0 AND 1),
    source TINYINT NOT NULL CHECK (source BETWEEN 0 AND 3)
    """

  private let watching = [
    MySQLTable.create(
      "watch_event",
      """
      \(watchedColumns),
      PRIMARY KEY (viewer, id_high, id_low),
      KEY watch_event_by_asset (asset),
      CONSTRAINT event_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT event_asset FOREIGN KEY (asset) REFERENCES asset (id)
      """),
    MySQLTable.create(
      "checkpoint",
      """
      \(watchedColumns),
      taken_at BIGINT NOT NULL,
      PRIMARY KEY (viewer, id_high, id_low),
      KEY checkpoint_by_asset (asset),
      CONSTRAINT checkpoint_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT checkpoint_asset FOREIGN KEY (asset) REFERENCES asset (id)
      """),
  ]

  private let seeing = [
    MySQLTable.create(
      "detail_view",
      """
      viewer BIGINT NOT NULL,
      id_high BIGINT NOT NULL,
      id_low BIGINT NOT NULL,
      title BIGINT NOT NULL,
      at BIGINT NOT NULL,
      PRIMARY KEY (viewer, id_high, id_low),
      KEY detail_view_by_title (title),
      CONSTRAINT view_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT view_title FOREIGN KEY (title) REFERENCES title (id)
      """),
    MySQLTable.create(
      "impression",
      """
      viewer BIGINT NOT NULL,
      id_high BIGINT NOT NULL,
      id_low BIGINT NOT NULL,
      shelf TEXT NOT NULL,
      title BIGINT NOT NULL,
      position INT NOT NULL CHECK (position >= 0),
      at BIGINT NOT NULL,
      PRIMARY KEY (viewer, id_high, id_low),
      KEY impression_by_title (title),
      CONSTRAINT impression_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT impression_title FOREIGN KEY (title) REFERENCES title (id)
      """),
  ]

  private let popularity = MySQLTable.create(
    "popularity",
    """
    slot TINYINT NOT NULL CHECK (slot BETWEEN 0 AND 27),
    title BIGINT NOT NULL,
    weight DOUBLE NOT NULL,
    PRIMARY KEY (slot, title),
    KEY popularity_by_weight (slot, weight DESC, title),
    KEY popularity_by_title (title),
    CONSTRAINT popularity_title FOREIGN KEY (title) REFERENCES title (id)
    """)
}
