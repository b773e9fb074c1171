import GRDB

/// Who may sign in, and who is signed in where.
struct Migration002Accounts: SchemaMigration {
  let name = "002-accounts"

  func run(_ db: Database) throws {
    try db.execute(sql: Self.accounts)
    try db.execute(sql: Self.sessions)
  }

  private static let accounts = """
    CREATE TABLE viewer (
      id INTEGER PRIMARY KEY CHECK (id > 0)
    ) STRICT;
    CREATE TABLE account (
      id INTEGER PRIMARY KEY CHECK (id > 0),
      number TEXT NOT NULL UNIQUE,
      viewer INTEGER NOT NULL UNIQUE REFERENCES viewer (id),
      password_hash TEXT,
      is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1))
    ) STRICT;
    CREATE TABLE failed_sign_in (
      number TEXT PRIMARY KEY,
      count INTEGER NOT NULL CHECK (count > 0),
      last_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  // A token has at most one child: that, and one conditional update, is what makes a rotation
  // have one winner.
  private static let sessions = """
    CREATE TABLE session (
      id TEXT PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account (id),
      viewer INTEGER NOT NULL REFERENCES viewer (id),
      device_name TEXT NOT NULL,
      signed_in_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      end_reason TEXT CHECK (
        end_reason IN ('signedOut', 'reused', 'passwordChanged', 'disabled', 'restored')),
      ended_at INTEGER,
      CHECK ((end_reason IS NULL) = (ended_at IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_by_account ON session (account);
    CREATE TABLE refresh_token (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
      parent BLOB UNIQUE REFERENCES refresh_token (hash) ON DELETE CASCADE,
      expires_at INTEGER NOT NULL,
      replaced_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refresh_token_by_session ON refresh_token (session);
    """
}
