/// What many terminals before one server need.
struct MySQLMigration005Server: MySQLMigration {
  let name = "005-server"

  let columns = [
    AddedColumn(
      table: "account", name: "token_epoch",
      definition: "BIGINT NOT NULL DEFAULT 0 CHECK (token_epoch >= 0)"),
    AddedColumn(table: "impression", name: "page", definition: "TEXT"),
  ]

  let tables = [
    MySQLTable.create(
      "device_sign_in",
      """
      device_code BINARY(32) NOT NULL PRIMARY KEY,
      name VARBINARY(64) NOT NULL,
      proof BINARY(32) NOT NULL,
      device_name TEXT NOT NULL,
      place TEXT NOT NULL,
      begun_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      interval_seconds BIGINT NOT NULL CHECK (interval_seconds > 0),
      next_poll_at BIGINT NOT NULL,
      wrong_guesses BIGINT NOT NULL DEFAULT 0,
      state VARBINARY(16) NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'approved', 'denied', 'used')),
      viewer BIGINT,
      epoch BIGINT,
      UNIQUE KEY device_sign_in_name (name),
      KEY device_sign_in_by_expiry (expires_at),
      CONSTRAINT device_sign_in_viewer FOREIGN KEY (viewer) REFERENCES viewer (id),
      CONSTRAINT device_sign_in_approval CHECK (
        state NOT IN ('approved', 'used') OR (viewer IS NOT NULL AND epoch IS NOT NULL))
      """)
  ]
}
