public import PickCore
public import PickModel

extension MySQLDatabase: SessionStore {
  /// Also forgets sessions of the account that were over a month before.
  public func begin(
    _ session: StoredSession, firstToken: StoredRefreshToken
  ) async throws(StoreError) -> Bool {
    try await write { db in
      guard try MySQLSessionRow.insert(session, db) else { return false }
      try Self.deleteSessionsLongOver(of: session.account, at: session.signedInAt, db)
      try db.run(
        "INSERT INTO refresh_token (hash, session, expires_at) VALUES (?, ?, ?)",
        [firstToken.hash, session.id.rawValue, firstToken.expiresAt])
      return true
    }
  }

  /// One row by its key, and its account's by its own.
  public func session(_ id: SessionID) async throws(StoreError) -> StoredSession? {
    try await read { try MySQLSessionRow.session(id.rawValue, $0) }
  }

  /// Neither ended nor past their cap.
  public func liveSessions(
    of account: Account.ID, at: Instant
  ) async throws(StoreError) -> [StoredSession] {
    try await read { db in
      let row = try db.query(
        """
        \(MySQLSessionRow.select)
        WHERE session.account = ? AND ended_at IS NULL AND ends_at > ?
        ORDER BY last_seen_at DESC, session.id
        """, [account, at])
      var sessions: [StoredSession] = []
      while try row.step() { sessions.append(try MySQLSessionRow.session(row)) }
      return sessions
    }
  }

  /// See `MySQLRotation`: one conditional update and one insert under a unique parent.
  public func rotate(
    presented hash: [UInt8], successor: StoredRefreshToken, at: Instant
  ) async throws(StoreError) -> RotationResult {
    try await write { try MySQLRotation(presented: hash, successor: successor, at: at).run($0) }
  }

  /// A session that ended keeps its first ending.
  @discardableResult
  public func end(_ id: SessionID, reason: SessionEnd, at: Instant) async throws(StoreError)
    -> Bool
  {
    try await write { db in
      try db.run(
        """
        UPDATE session SET end_reason = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL
        """, [reason.rawValue, at, id.rawValue]) > 0
    }
  }

  /// Sessions that ended keep their first ending.
  public func endAll(
    of account: Account.ID, keeping: SessionID?, reason: SessionEnd, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.run("UPDATE account SET token_epoch = token_epoch + 1 WHERE id = ?", [account])
      try MySQLSessionRow.endAll(of: account, keeping: keeping, reason, at, db)
    }
  }
}

extension MySQLDatabase {
  /// How long a session that can never be used again is remembered, in seconds: 30 days.
  private static let sessionMemory: Int64 = 30 * 86_400

  private static func deleteSessionsLongOver(
    of account: Account.ID, at: Instant, _ db: MySQLConnection
  ) throws {
    try db.run(
      "DELETE FROM session WHERE account = ? AND ends_at < ?",
      [account, at.advanced(bySeconds: -sessionMemory)])
  }
}
