import Foundation
import GRDB
public import PickModel

extension SQLiteDatabase: SessionStore {
  /// Also forgets sessions of the account that were over a month before.
  public func begin(
    _ session: StoredSession, firstToken: StoredRefreshToken
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try Self.deleteSessionsLongOver(of: session.account, at: session.signedInAt, db)
      guard try SessionRow.insert(session, db) else { return false }
      try db.execute(
        sql: "INSERT INTO refresh_token (hash, session, expires_at) VALUES (?, ?, ?)",
        arguments: [
          Data(firstToken.hash), session.id.rawValue, firstToken.expiresAt.millisecondsSince1970,
        ])
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
      try Row.fetchAll(
        db,
        sql: """
          \(SessionRow.select)
          WHERE session.account = ? AND ended_at IS NULL AND ends_at > ?
          ORDER BY last_seen_at DESC, session.id
          """,
        arguments: [account.rawValue, at.millisecondsSince1970]
      ).map(SessionRow.session)
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
      try db.execute(
        sql: """
          UPDATE session SET end_reason = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL
          """,
        arguments: [reason.rawValue, at.millisecondsSince1970, id.rawValue])
      return db.changesCount > 0
    }
  }

  /// Sessions that ended keep their first ending.
  public func endAll(
    of account: Account.ID, keeping: SessionID?, reason: SessionEnd, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.execute(
        sql: "UPDATE account SET token_epoch = token_epoch + 1 WHERE id = ?",
        arguments: [account.rawValue])
      try SessionRow.endAll(of: account, keeping: keeping, reason, at, db)
    }
  }
}

extension SQLiteDatabase {
  /// How long a session that can never be used again is remembered, in seconds: 30 days.
  private static let sessionMemory: Int64 = 30 * 86_400

  private static func deleteSessionsLongOver(
    of account: Account.ID, at: Instant, _ db: Database
  ) throws {
    let limit = at.advanced(bySeconds: -sessionMemory).millisecondsSince1970
    // A session's tokens are a chain, and SQLite follows a cascade no deeper than 1,000 rows: a
    // terminal in use for a month has more.
    try db.execute(
      sql: """
        UPDATE refresh_token SET parent = NULL
        WHERE session IN (SELECT id FROM session WHERE account = ? AND ends_at < ?)
        """,
      arguments: [account.rawValue, limit])
    try db.execute(
      sql: "DELETE FROM session WHERE account = ? AND ends_at < ?",
      arguments: [account.rawValue, limit])
  }
}
