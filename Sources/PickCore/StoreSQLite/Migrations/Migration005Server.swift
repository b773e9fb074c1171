import GRDB

/// What many terminals before one server need.
struct Migration005Server: SchemaMigration {
  let name = "005-server"

  func run(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE account
          ADD COLUMN token_epoch INTEGER NOT NULL DEFAULT 0 CHECK (token_epoch >= 0);
        """)
    try db.execute(sql: "ALTER TABLE impression ADD COLUMN page TEXT")
    try db.execute(sql: Self.deviceSignIns)
  }

  // `name` and `proof` are the halves of what a person types (docs/decisions/device-sign-in.md).
  private static let deviceSignIns = """
    CREATE TABLE device_sign_in (
      device_code BLOB PRIMARY KEY CHECK (length(device_code) = 32),
      name TEXT NOT NULL UNIQUE,
      proof BLOB NOT NULL CHECK (length(proof) = 32),
      device_name TEXT NOT NULL,
      place TEXT NOT NULL,
      begun_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      interval_seconds INTEGER NOT NULL CHECK (interval_seconds > 0),
      next_poll_at INTEGER NOT NULL,
      wrong_guesses INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'approved', 'denied', 'used')),
      viewer INTEGER REFERENCES viewer (id),
      epoch INTEGER,
      CHECK (state NOT IN ('approved', 'used') OR (viewer IS NOT NULL AND epoch IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_sign_in_by_expiry ON device_sign_in (expires_at);
    """
}
