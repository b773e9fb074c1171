package import PickModel

extension SQLDatabase {
  /// Also forgets sessions of the account that were over a month before.
  public func begin(
    _ session: StoredSession, firstToken: StoredRefreshToken
  ) async throws(StoreError) -> Bool {
    try await write { db in
      guard try SessionRow.insert(session, db) else { return false }
      try SessionRow.deleteLongOver(of: session.account, at: session.signedInAt, db)
      try db.run(
        "INSERT INTO refresh_token (hash, session, expires_at) VALUES (?, ?, ?)",
        [firstToken.hash, session.id.rawValue, firstToken.expiresAt])
      return true
    }
  }

  /// One row by its key, and its account's by its own.
  public func session(_ id: SessionID) async throws(StoreError) -> StoredSession? {
    try await read { try SessionRow.session(id.rawValue, $0) }
  }

  /// Neither ended nor past their cap.
  public func liveSessions(
    of account: Account.ID, at: Instant
  ) async throws(StoreError) -> [StoredSession] {
    try await read { db in
      try db.all(
        """
        \(SessionRow.select)
        WHERE session.account = ? AND ended_at IS NULL AND ends_at > ?
        ORDER BY last_seen_at DESC, session.id
        """, [account, at], SessionRow.session)
    }
  }

  /// See `Rotation`: one conditional update and one insert under a unique parent.
  public func rotate(
    presented hash: [UInt8], successor: StoredRefreshToken, at: Instant
  ) async throws(StoreError) -> RotationResult {
    try await write { try Rotation(presented: hash, successor: successor, at: at).run($0) }
  }

  /// A session that ended keeps its first ending.
  @discardableResult
  public func end(_ id: SessionID, reason: SessionEnd, at: Instant) async throws(StoreError)
    -> Bool
  {
    try await write { db in
      try db.run(
        "UPDATE session SET end_reason = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL",
        [reason.rawValue, at, id.rawValue]) > 0
    }
  }

  /// Sessions that ended keep their first ending.
  public func endAll(
    of account: Account.ID, keeping: SessionID?, reason: SessionEnd, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.run("UPDATE account SET token_epoch = token_epoch + 1 WHERE id = ?", [account])
      try SessionRow.endAll(of: account, keeping: keeping, reason, at, db)
    }
  }
}

/// The columns of `session`, and its account's epoch.
enum SessionRow {
  static let select = """
    SELECT session.id, session.account, session.viewer, device_name, signed_in_at, last_seen_at,
      ends_at, end_reason, ended_at, account.token_epoch
    FROM session JOIN account ON account.id = session.account
    """

  /// How long a session that can never be used again is remembered, in seconds: 30 days.
  private static let memory: Int64 = 30 * 86_400

  static func session(_ id: String, _ db: any SQLConnection) throws -> StoredSession? {
    try db.first("\(select) WHERE session.id = ?", [id], session)
  }

  static func session(_ row: any SQLRow) throws -> StoredSession {
    let table = "session"
    return StoredSession(
      id: SessionID(try row.read(0, of: table)), account: try row.read(1, of: table),
      viewer: try row.read(2, of: table), deviceName: try row.read(3, of: table),
      signedInAt: try row.read(4, of: table), lastSeenAt: try row.read(5, of: table),
      endsAt: try row.read(6, of: table),
      ended: try ending(
        reason: try row.readIfPresent(7, of: table), at: try row.readIfPresent(8, of: table)),
      epoch: try row.read(9, of: "account"))
  }

  private static func ending(
    reason: String?, at: Instant?
  ) throws(StoreError) -> StoredSession.Ending? {
    guard let reason, let at else { return nil }
    guard let known = SessionEnd(rawValue: reason) else {
      throw .corrupt(reason: "session.end_reason")
    }
    return StoredSession.Ending(reason: known, at: at)
  }

  /// Inserts a session while its account still is what the sign-in was decided on.
  ///
  /// The account's row is locked by the statement itself: a password that is being changed at the
  /// same moment is waited for, and seen.
  static func insert(_ session: StoredSession, _ db: any SQLConnection) throws -> Bool {
    let changes = try db.run(
      """
      INSERT INTO session (
        id, account, viewer, device_name, signed_in_at, last_seen_at, ends_at, end_reason, ended_at)
      SELECT ?, id, ?, ?, ?, ?, ?, ?, ? FROM account
      WHERE id = ? AND token_epoch = ? AND is_disabled = 0 \(db.dialect.rowLock)
      """,
      [
        session.id.rawValue, session.viewer, session.deviceName, session.signedInAt,
        session.lastSeenAt, session.endsAt, session.ended?.reason.rawValue, session.ended?.at,
        session.account, session.epoch,
      ])
    return changes == 1
  }

  /// Ends the live sessions of an account, but one; an ending is never overwritten.
  static func endAll(
    of account: Account.ID, keeping session: SessionID?, _ reason: SessionEnd, _ at: Instant,
    _ db: any SQLConnection
  ) throws {
    try db.run(
      """
      UPDATE session SET end_reason = ?, ended_at = ?
      WHERE account = ? AND ended_at IS NULL AND (? IS NULL OR id <> ?)
      """, [reason.rawValue, at, account, session?.rawValue, session?.rawValue])
  }

  static func deleteLongOver(
    of account: Account.ID, at: Instant, _ db: any SQLConnection
  ) throws {
    let limit = at.advanced(bySeconds: -memory)
    if db.dialect.referencesTokenParents {
      // A session's tokens are a chain, and a cascade is followed some 1,000 rows deep: a terminal in
      // use for a month has more.
      try db.run(
        """
        UPDATE refresh_token SET parent = NULL
        WHERE session IN (SELECT id FROM session WHERE account = ? AND ends_at < ?)
        """, [account, limit])
    }
    try db.run("DELETE FROM session WHERE account = ? AND ends_at < ?", [account, limit])
  }
}

/// The exchange of one refresh token for its successor.
///
/// The conditional update decides who wins; that a token has one child at most (`parent` is unique)
/// is the second lock on the same door. In a cluster two nodes may both get this far: the commit of
/// the second is refused, and its operation, run again, finds the token replaced.
private struct Rotation {
  let presented: [UInt8]
  let successor: StoredRefreshToken
  let at: Instant

  func run(_ db: any SQLConnection) throws -> RotationResult {
    let table = "refresh_token"
    let session = try db.first(
      "SELECT session FROM refresh_token WHERE hash = ?", [presented]
    ) { try $0.read(0, of: table, as: String.self) }
    guard let session else { return .unknown }
    guard try replace(db) else { return try refusal(session, db) }
    try db.run(
      "INSERT INTO refresh_token (hash, session, parent, expires_at) VALUES (?, ?, ?, ?)",
      [successor.hash, session, presented, successor.expiresAt])
    return .rotated(try renewed(session, db))
  }

  private func replace(_ db: any SQLConnection) throws -> Bool {
    try db.run(
      """
      UPDATE refresh_token SET replaced_at = ?
      WHERE hash = ? AND replaced_at IS NULL AND expires_at > ?
        AND EXISTS (
          SELECT 1 FROM session WHERE session.id = refresh_token.session
            AND session.ended_at IS NULL AND session.ends_at > ?)
      """, [at, presented, at, at]) == 1
  }

  /// The session, locked by its update; one that ended since the token was replaced takes the
  /// replacement back.
  private func renewed(_ session: String, _ db: any SQLConnection) throws -> StoredSession {
    let latest = db.dialect.greatest("last_seen_at", "?")
    try db.run("UPDATE session SET last_seen_at = \(latest) WHERE id = ?", [at, session])
    let stored = try stored(session, db)
    guard stored.ended == nil else { throw LostRace() }
    return stored
  }

  /// Why nothing was replaced: an ended or capped session first, since no token of it is worth
  /// anything; then a replaced token, which is evidence even when it has expired.
  private func refusal(_ session: String, _ db: any SQLConnection) throws -> RotationResult {
    let stored = try stored(session, db)
    if let ending = stored.ended { return .ended(ending.reason) }
    guard stored.endsAt > at else { return .expired }
    // Read after the update: what it saw is committed by now.
    let replacedAt = try db.first(
      "SELECT replaced_at FROM refresh_token WHERE hash = ?", [presented]
    ) { try $0.readIfPresent(0, of: "refresh_token", as: Instant.self) }
    guard let replacedAt = replacedAt ?? nil else { return .expired }
    // A child that was exchanged itself proves that it arrived: this is no retry.
    let child = try db.first(
      "SELECT hash FROM refresh_token WHERE parent = ? AND replaced_at IS NULL", [presented]
    ) { try $0.read(0, of: "refresh_token", as: [UInt8].self) }
    return child == successor.hash
      ? .alreadyRotated(stored, at: replacedAt) : .replaced(stored, at: replacedAt)
  }

  private func stored(_ session: String, _ db: any SQLConnection) throws -> StoredSession {
    guard let stored = try SessionRow.session(session, db) else {
      throw StoreError.corrupt(reason: "a token without a session")
    }
    return stored
  }
}
