/// Who may sign in, and who is signed in where.
struct MySQLMigration002Accounts: MySQLMigration {
  let name = "002-accounts"

  var tables: [String] { accounts + sessions }

  // When the last event began is kept with its viewer: one row for all would be the row that every
  // append of every node waits for.
  private let accounts = [
    MySQLTable.create(
      "viewer",
      """
      id BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
      last_event_start BIGINT,
      KEY viewer_by_last_event (last_event_start)
      """),
    MySQLTable.create(
      "account",
      """
      id BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
      number VARBINARY(1000) NOT NULL,
      viewer BIGINT NOT NULL,
      password_hash VARBINARY(1000),
      is_disabled TINYINT NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
      UNIQUE KEY account_number (number),
      UNIQUE KEY account_viewer (viewer),
      CONSTRAINT account_of_viewer FOREIGN KEY (viewer) REFERENCES viewer (id)
      """),
    MySQLTable.create(
      "failed_sign_in",
      """
      number VARBINARY(1000) NOT NULL PRIMARY KEY,
      count BIGINT NOT NULL CHECK (count > 0),
      last_at BIGINT NOT NULL,
      KEY failed_sign_in_by_age (last_at)
      """),
  ]

  // A token has at most one child: that, and one conditional update, is what makes a rotation have
  // one winner. The parent is no foreign key: InnoDB follows no cascade deeper than 15 rows, and a
  // session has more tokens than that.
  private let sessions = [
    MySQLTable.create(
      "session",
      """
      id VARBINARY(64) NOT NULL PRIMARY KEY,
      account BIGINT NOT NULL,
      viewer BIGINT NOT NULL,
      device_name TEXT NOT NULL,
      signed_in_at BIGINT NOT NULL,
      last_seen_at BIGINT NOT NULL,
      ends_at BIGINT NOT NULL,
      end_reason VARBINARY(32),
      ended_at BIGINT,
      KEY session_by_account (account),
      KEY session_by_viewer (viewer),
      CONSTRAINT session_account FOREIGN KEY (account) REFERENCES account (id),
      CONSTRAINT session_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT session_ending CHECK ((end_reason IS NULL) = (ended_at IS NULL))
      """),
    MySQLTable.create(
      "refresh_token",
      """
      hash BINARY(32) NOT NULL PRIMARY KEY,
      session VARBINARY(64) NOT NULL,
      parent BINARY(32),
      expires_at BIGINT NOT NULL,
      replaced_at BIGINT,
      UNIQUE KEY refresh_token_parent (parent),
      KEY refresh_token_by_session (session),
      CONSTRAINT token_session FOREIGN KEY (session) REFERENCES session (id) ON DELETE CASCADE
      """),
  ]
}
