import Foundation
import GRDB
import PickModel

/// The exchange of one refresh token for its successor.
///
/// The conditional update decides who wins; that a token has one child at most (`parent` is unique)
/// is the second lock on the same door.
struct Rotation {
  private static let table = "refresh_token"

  let presented: [UInt8]
  let successor: StoredRefreshToken
  let at: Instant

  func run(_ db: Database) throws -> RotationResult {
    let found = try Row.fetchOne(
      db,
      sql: "SELECT session, expires_at, replaced_at FROM refresh_token WHERE hash = ?",
      arguments: [Data(presented)])
    guard let found else { return .unknown }
    let session = try found.read(0, of: Self.table, as: String.self)
    if try replace(db) {
      try insertSuccessor(of: session, db)
      return .rotated(try renewed(session, db))
    }
    return try refusal(found, session, db)
  }

  private func replace(_ db: Database) throws -> Bool {
    try db.execute(
      sql: """
        UPDATE refresh_token SET replaced_at = :at
        WHERE hash = :hash AND replaced_at IS NULL AND expires_at > :at
          AND EXISTS (
            SELECT 1 FROM session WHERE session.id = refresh_token.session
              AND session.ended_at IS NULL AND session.ends_at > :at)
        """,
      arguments: ["hash": Data(presented), "at": at.millisecondsSince1970])
    return db.changesCount == 1
  }

  private func insertSuccessor(of session: String, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO refresh_token (hash, session, parent, expires_at) VALUES (?, ?, ?, ?)",
      arguments: [
        Data(successor.hash), session, Data(presented),
        successor.expiresAt.millisecondsSince1970,
      ])
  }

  private func renewed(_ session: String, _ db: Database) throws -> StoredSession {
    try db.execute(
      sql: "UPDATE session SET last_seen_at = max(last_seen_at, ?) WHERE id = ?",
      arguments: [at.millisecondsSince1970, session])
    return try stored(session, db)
  }

  /// Why nothing was replaced: an ended or capped session first, since no token of it is worth
  /// anything; then a replaced token, which is evidence even when it has expired.
  private func refusal(
    _ token: Row, _ session: String, _ db: Database
  ) throws -> RotationResult {
    let stored = try stored(session, db)
    if let ending = stored.ended { return .ended(ending.reason) }
    guard stored.endsAt > at,
      let replaced = try token.readIfPresent(2, of: Self.table, as: Int64.self)
    else { return .expired }
    let replacedAt = Instant(millisecondsSince1970: replaced)
    // A child that was exchanged itself proves that it arrived: this is no retry.
    let child = try Data.fetchOne(
      db, sql: "SELECT hash FROM refresh_token WHERE parent = ? AND replaced_at IS NULL",
      arguments: [Data(presented)])
    return child == Data(successor.hash)
      ? .alreadyRotated(stored, at: replacedAt) : .replaced(stored, at: replacedAt)
  }

  private func stored(_ session: String, _ db: Database) throws -> StoredSession {
    guard let stored = try SessionRow.session(session, db) else {
      throw StoreError.corrupt(reason: "a token without a session")
    }
    return stored
  }
}
