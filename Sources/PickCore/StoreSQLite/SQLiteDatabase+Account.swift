import GRDB
public import PickModel

extension SQLiteDatabase: AccountStore {
  /// Found by the unique index on numbers.
  public func account(number: String) async throws(StoreError) -> StoredAccount? {
    guard StoredAccount.canHave(number: number) else { return nil }
    return try await read { try AccountRow.account(where: "number = ?", number, $0) }
  }

  /// Found by the unique index on viewers.
  public func account(of viewer: Viewer.ID) async throws(StoreError) -> StoredAccount? {
    try await read { try AccountRow.account(where: "viewer = ?", viewer.rawValue, $0) }
  }

  /// The viewer and the account in one transaction.
  public func create(_ account: Account, passwordHash: String?) async throws(StoreError) {
    guard StoredAccount.canHave(number: account.number) else { throw .constraint(table: "account") }
    try await write { db in
      try db.execute(
        sql: "INSERT INTO viewer (id) VALUES (?) ON CONFLICT (id) DO NOTHING",
        arguments: [account.viewer.rawValue])
      try db.execute(
        sql: "INSERT INTO account (id, number, viewer, password_hash) VALUES (?, ?, ?, ?)",
        arguments: [
          account.id.rawValue, account.number, account.viewer.rawValue, passwordHash,
        ])
    }
  }

  /// The hash and the ends of the other sessions in one transaction.
  public func setPasswordHash(
    _ hash: String, account: Account.ID, ifEpoch epoch: Int64?, keeping session: SessionID?,
    at: Instant
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE account SET password_hash = :hash, token_epoch = token_epoch + 1
          WHERE id = :id AND (:epoch IS NULL OR token_epoch = :epoch)
          """,
        arguments: ["hash": hash, "id": account.rawValue, "epoch": epoch])
      guard db.changesCount == 1 else { return false }
      try SessionRow.endAll(of: account, keeping: session, .passwordChanged, at, db)
      return true
    }
  }

  /// One conditional update.
  public func upgradePasswordHash(
    from old: String, to new: String, account: Account.ID
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try db.execute(
        sql: "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?",
        arguments: [new, account.rawValue, old])
      return db.changesCount == 1
    }
  }

  /// The mark and the ends of all sessions in one transaction.
  public func setDisabled(
    _ isDisabled: Bool, account: Account.ID, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.execute(
        sql: "UPDATE account SET is_disabled = ?, token_epoch = token_epoch + ? WHERE id = ?",
        arguments: [isDisabled, isDisabled ? 1 : 0, account.rawValue])
      if isDisabled { try SessionRow.endAll(of: account, keeping: nil, .disabled, at, db) }
    }
  }

  /// Failures older than a day may be forgotten already.
  public func failedSignIns(number: String) async throws(StoreError) -> FailedSignIns? {
    guard StoredAccount.canHave(number: number) else { return nil }
    return try await read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT count, last_at FROM failed_sign_in WHERE number = ?",
        arguments: [number])
      return try row.map(Self.failures)
    }
  }

  /// One upsert; also forgets all failures older than a day.
  public func recordFailedSignIn(
    number: String, at: Instant
  ) async throws(StoreError) -> FailedSignIns {
    guard StoredAccount.canHave(number: number) else { throw .constraint(table: "failed_sign_in") }
    return try await write { db in
      // Numbers are whatever somebody typed: what nobody waits for any more is thrown away, so
      // that typing numbers cannot fill the disk.
      try db.execute(
        sql: "DELETE FROM failed_sign_in WHERE last_at < ?",
        arguments: [at.advanced(bySeconds: -SignInThrottle.memorySeconds).millisecondsSince1970])
      let row = try Row.fetchOne(
        db,
        sql: """
          INSERT INTO failed_sign_in (number, count, last_at) VALUES (?, 1, ?)
          ON CONFLICT (number) DO UPDATE SET count = min(count, 1000000) + 1,
            last_at = excluded.last_at
          RETURNING count, last_at
          """,
        arguments: [number, at.millisecondsSince1970])
      return try row.map(Self.failures) ?? FailedSignIns(count: 1, lastAt: at)
    }
  }

  /// One conditional statement; a row without failures goes.
  public func takeBackFailedSignIn(number: String, lastAt: Instant?) async throws(StoreError) {
    try await write { db in
      try db.execute(
        sql:
          "UPDATE failed_sign_in SET count = count - 1, last_at = coalesce(?, last_at) WHERE number = ? AND count > 1",
        arguments: [lastAt?.millisecondsSince1970, number])
      guard db.changesCount == 0 else { return }
      try db.execute(
        sql: "DELETE FROM failed_sign_in WHERE number = ? AND count <= 1", arguments: [number])
    }
  }

  /// Removes the row of the number.
  public func clearFailedSignIns(number: String) async throws(StoreError) {
    try await write { db in
      try db.execute(
        sql: "DELETE FROM failed_sign_in WHERE number = ?", arguments: [number])
    }
  }
}

extension SQLiteDatabase {
  private static func failures(_ row: Row) throws(StoreError) -> FailedSignIns {
    let table = "failed_sign_in"
    return FailedSignIns(
      count: try row.read(0, of: table), lastAt: try row.readInstant(1, of: table))
  }
}
