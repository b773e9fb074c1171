public import PickModel

/// Who may sign in.
public protocol AccountStore: Sendable {
  /// The account of a set-top number; `nil` when there is none.
  func account(number: String) async throws(StoreError) -> StoredAccount?
  /// The account a viewer belongs to; `nil` when there is none.
  func account(of viewer: Viewer.ID) async throws(StoreError) -> StoredAccount?
  /// Adds an account and its viewer; `constraint` when the number is taken.
  func create(_ account: Account, passwordHash: String?) async throws(StoreError)
  /// Replaces the password, raises the token epoch and ends every session of the account but
  /// `keeping`, in one transaction; only while the account is at `epoch`, if one is given.
  ///
  /// - Returns: whether it was replaced; no when the epoch moved on in between.
  func setPasswordHash(
    _ hash: String, account: Account.ID, ifEpoch epoch: Int64?, keeping session: SessionID?,
    at: Instant
  ) async throws(StoreError) -> Bool
  /// Stores the same password under a better hash, only while `old` is still the stored one; no
  /// session ends and no epoch moves.
  ///
  /// - Returns: whether it was replaced.
  func upgradePasswordHash(from old: String, to new: String, account: Account.ID)
    async throws(StoreError) -> Bool
  /// Lets an account sign in; or lets it no longer, raises its token epoch and ends its sessions.
  func setDisabled(_ isDisabled: Bool, account: Account.ID, at: Instant)
    async throws(StoreError)

  /// Failed sign-ins in a row for an entered number, known or not.
  func failedSignIns(number: String) async throws(StoreError) -> FailedSignIns?
  /// Counts one more failure for an entered number and returns the new state.
  func recordFailedSignIn(number: String, at: Instant) async throws(StoreError) -> FailedSignIns
  /// Takes back one failure that was counted in advance; the last of those that stay was `lastAt`,
  /// or where that is not known when it was counted.
  func takeBackFailedSignIn(number: String, lastAt: Instant?) async throws(StoreError)
  /// Forgets the failures of a number after a successful sign-in.
  func clearFailedSignIns(number: String) async throws(StoreError)
}

/// An account with what only sign-in needs.
public struct StoredAccount: Equatable, Sendable {
  /// The account.
  public let account: Account
  /// Argon2id in PHC string format, or what Django exported; `nil` until a password is set.
  public let passwordHash: String?
  /// Whether it may not sign in.
  public let isDisabled: Bool
  /// How often the account's tokens were called in.
  ///
  /// A new password does it, being disabled, and signing out everywhere. Tokens of an earlier epoch
  /// are no longer accepted.
  public let tokenEpoch: Int64

  /// An account as it is stored.
  public init(account: Account, passwordHash: String?, isDisabled: Bool, tokenEpoch: Int64) {
    self.account = account
    self.passwordHash = passwordHash
    self.isDisabled = isDisabled
    self.tokenEpoch = tokenEpoch
  }

  /// Whether a store may be asked for that number at all.
  ///
  /// SQLite stops reading a text at a NUL and MariaDB does not: with one in it the two would not mean
  /// the same account.
  public static func canHave(number: String) -> Bool { !number.utf8.contains(0) }
}

/// Failed sign-ins in a row for one entered number.
public struct FailedSignIns: Equatable, Sendable {
  /// Failures older than this no longer count, and are forgotten by the store.
  public static let memorySeconds: Int64 = 24 * 3600

  /// How many.
  public let count: Int
  /// When the last one was.
  public let lastAt: Instant

  /// A state as it is stored.
  public init(count: Int, lastAt: Instant) {
    self.count = count
    self.lastAt = lastAt
  }
}

// MARK: - In SQL

extension SQLDatabase {
  /// Found by the unique index on numbers.
  public func account(number: String) async throws(StoreError) -> StoredAccount? {
    guard StoredAccount.canHave(number: number) else { return nil }
    return try await read { try AccountRow.account(where: "number = ?", number, $0) }
  }

  /// Found by the unique index on viewers.
  public func account(of viewer: Viewer.ID) async throws(StoreError) -> StoredAccount? {
    try await read { try AccountRow.account(where: "viewer = ?", viewer, $0) }
  }

  /// The viewer and the account in one transaction.
  public func create(_ account: Account, passwordHash: String?) async throws(StoreError) {
    guard StoredAccount.canHave(number: account.number) else { throw .constraint(table: "account") }
    try await write { db in
      let keeping = db.dialect.keepingStored(in: "viewer", key: ["id"])
      try db.run("INSERT INTO viewer (id) VALUES (?) \(keeping)", [account.viewer])
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
      try SessionRow.endAll(of: account, keeping: session, .passwordChanged, at, db)
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
      if isDisabled { try SessionRow.endAll(of: account, keeping: nil, .disabled, at, db) }
    }
  }

  /// Failures older than a day may be forgotten already.
  public func failedSignIns(number: String) async throws(StoreError) -> FailedSignIns? {
    guard StoredAccount.canHave(number: number) else { return nil }
    return try await read { try AccountRow.failures(of: number, $0) }
  }

  /// One upsert, read back under its own lock; also forgets all failures older than a day.
  public func recordFailedSignIn(
    number: String, at: Instant
  ) async throws(StoreError) -> FailedSignIns {
    guard StoredAccount.canHave(number: number) else { throw .constraint(table: "failed_sign_in") }
    return try await write { db in
      // Numbers are whatever was typed: failures that no sign-in waits for any more are removed, so
      // that typing numbers cannot fill the disk.
      try db.run(
        "DELETE FROM failed_sign_in WHERE last_at < ?",
        [at.advanced(bySeconds: -FailedSignIns.memorySeconds)])
      let dialect = db.dialect
      let updating = dialect.updatingStored(
        in: "failed_sign_in", key: ["number"],
        [
          ("count", "\(dialect.least("failed_sign_in.count", "1000000")) + 1"),
          ("last_at", dialect.proposed("last_at")),
        ])
      try db.run(
        "INSERT INTO failed_sign_in (number, count, last_at) VALUES (?, 1, ?) \(updating)",
        [number, at])
      return try AccountRow.failures(of: number, db) ?? FailedSignIns(count: 1, lastAt: at)
    }
  }

  /// Two conditional statements; a row without failures goes.
  public func takeBackFailedSignIn(number: String, lastAt: Instant?) async throws(StoreError) {
    try await write { db in
      try db.run("DELETE FROM failed_sign_in WHERE number = ? AND count <= 1", [number])
      try db.run(
        """
        UPDATE failed_sign_in SET count = count - 1, last_at = COALESCE(?, last_at)
        WHERE number = ? AND count > 1
        """, [lastAt, number])
    }
  }

  /// Removes the row of the number.
  public func clearFailedSignIns(number: String) async throws(StoreError) {
    try await write { db in
      _ = try db.run("DELETE FROM failed_sign_in WHERE number = ?", [number])
    }
  }
}

/// The columns of `account` and `failed_sign_in`.
private enum AccountRow {
  /// The account that a condition on one column names; `nil` when there is none.
  static func account(
    where condition: String, _ value: any SQLBindable, _ db: any SQLConnection
  ) throws -> StoredAccount? {
    let table = "account"
    return try db.first(
      """
      SELECT id, number, viewer, password_hash, is_disabled, token_epoch
      FROM account WHERE \(condition)
      """, [value]
    ) { row in
      StoredAccount(
        account: Account(
          id: try row.read(0, of: table), number: try row.read(1, of: table),
          viewer: try row.read(2, of: table)),
        passwordHash: try row.readIfPresent(3, of: table),
        isDisabled: try row.read(4, of: table), tokenEpoch: try row.read(5, of: table))
    }
  }

  static func failures(of number: String, _ db: any SQLConnection) throws -> FailedSignIns? {
    let table = "failed_sign_in"
    return try db.first(
      "SELECT count, last_at FROM failed_sign_in WHERE number = ?", [number]
    ) { row in
      FailedSignIns(count: try row.read(0, of: table), lastAt: try row.read(1, of: table))
    }
  }
}
