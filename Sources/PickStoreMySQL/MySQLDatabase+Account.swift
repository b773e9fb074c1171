public import PickCore
public import PickModel

extension MySQLDatabase: AccountStore {
  /// Found by the unique index on numbers.
  public func account(number: String) async throws(StoreError) -> StoredAccount? {
    guard StoredAccount.canHave(number: number) else { return nil }
    return try await read { try Self.account(where: "number = ?", number, $0) }
  }

  /// Found by the unique index on viewers.
  public func account(of viewer: Viewer.ID) async throws(StoreError) -> StoredAccount? {
    try await read { try Self.account(where: "viewer = ?", viewer, $0) }
  }

  /// The viewer and the account in one transaction.
  public func create(_ account: Account, passwordHash: String?) async throws(StoreError) {
    guard StoredAccount.canHave(number: account.number) else { throw .constraint(table: "account") }
    try await write { db in
      try db.run(
        "INSERT INTO viewer (id) VALUES (?) ON DUPLICATE KEY UPDATE id = viewer.id",
        [account.viewer])
      try db.run(
        "INSERT INTO account (id, number, viewer, password_hash) VALUES (?, ?, ?, ?)",
        [account.id, account.number, account.viewer, passwordHash])
    }
  }

  /// The hash, the epoch and the ends of the other sessions in one transaction.
  public func setPasswordHash(
    _ hash: String, account: Account.ID, ifEpoch epoch: Int64?, keeping session: SessionID?,
    at: Instant
  ) async throws(StoreError) -> Bool {
    try await write { db in
      let changes = try db.run(
        """
        UPDATE account SET password_hash = ?, token_epoch = token_epoch + 1
        WHERE id = ? AND (? IS NULL OR token_epoch = ?)
        """, [hash, account, epoch, epoch])
      guard changes == 1 else { return false }
      try MySQLSessionRow.endAll(of: account, keeping: session, .passwordChanged, at, db)
      return true
    }
  }

  /// One conditional update.
  public func upgradePasswordHash(
    from old: String, to new: String, account: Account.ID
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try db.run(
        "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?",
        [new, account, old]) == 1
    }
  }

  /// The mark, the epoch and the ends of all sessions in one transaction.
  public func setDisabled(
    _ isDisabled: Bool, account: Account.ID, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.run(
        "UPDATE account SET is_disabled = ?, token_epoch = token_epoch + ? WHERE id = ?",
        [isDisabled, isDisabled ? 1 : 0, account])
      if isDisabled {
        try MySQLSessionRow.endAll(of: account, keeping: nil, .disabled, at, db)
      }
    }
  }

  /// Failures older than a day may be forgotten already.
  public func failedSignIns(number: String) async throws(StoreError) -> FailedSignIns? {
    guard StoredAccount.canHave(number: number) else { return nil }
    return try await read { try Self.failures(of: number, $0) }
  }

  /// One upsert, read back under its own lock; also forgets all failures older than a day.
  public func recordFailedSignIn(
    number: String, at: Instant
  ) async throws(StoreError) -> FailedSignIns {
    guard StoredAccount.canHave(number: number) else { throw .constraint(table: "failed_sign_in") }
    return try await write { db in
      // Numbers are whatever somebody typed: what nobody waits for any more is thrown away, so
      // that typing numbers cannot fill the disk.
      try db.run(
        "DELETE FROM failed_sign_in WHERE last_at < ?",
        [at.advanced(bySeconds: -SignInThrottle.memorySeconds)])
      try db.run(
        """
        INSERT INTO failed_sign_in (number, count, last_at) VALUES (?, 1, ?)
        ON DUPLICATE KEY UPDATE count = LEAST(count, 1000000) + 1, last_at = VALUES(last_at)
        """, [number, at])
      return try Self.failures(of: number, db) ?? FailedSignIns(count: 1, lastAt: at)
    }
  }

  /// Two conditional statements; a row without failures goes.
  public func takeBackFailedSignIn(number: String, lastAt: Instant?) async throws(StoreError) {
    try await write { db in
      try db.run("DELETE FROM failed_sign_in WHERE number = ? AND count <= 1", [number])
      try db.run(
        "UPDATE failed_sign_in SET count = count - 1, last_at = COALESCE(?, last_at) WHERE number = ? AND count > 1",
        [lastAt, number])
    }
  }

  /// Removes the row of the number.
  public func clearFailedSignIns(number: String) async throws(StoreError) {
    try await write { try $0.run("DELETE FROM failed_sign_in WHERE number = ?", [number]) }
  }
}

extension MySQLDatabase {
  private static func account(
    where condition: String, _ value: any SQLBindable, _ db: MySQLConnection
  ) throws -> StoredAccount? {
    let row = try db.query(
      """
      SELECT id, number, viewer, password_hash, is_disabled, token_epoch
      FROM account WHERE \(condition)
      """, [value])
    guard try row.step() else { return nil }
    return StoredAccount(
      account: Account(
        id: Account.ID(row.integer(0)), number: row.text(1), viewer: Viewer.ID(row.integer(2))),
      passwordHash: row.optionalText(3), isDisabled: row.integer(4) != 0,
      tokenEpoch: row.integer(5))
  }

  private static func failures(
    of number: String, _ db: MySQLConnection
  ) throws -> FailedSignIns? {
    let row = try db.query(
      "SELECT count, last_at FROM failed_sign_in WHERE number = ?", [number])
    guard try row.step() else { return nil }
    return FailedSignIns(count: Int(row.integer(0)), lastAt: row.instant(1))
  }
}
