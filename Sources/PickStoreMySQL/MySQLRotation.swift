import PickCore
import PickModel

/// The exchange of one refresh token for its successor.
///
/// The conditional update decides who wins; that a token has one child at most (`parent` is unique)
/// is the second lock on the same door. In a cluster two nodes may both get this far: the commit of
/// the second is refused, and its operation, run again, finds the token replaced.
struct MySQLRotation {
  let presented: [UInt8]
  let successor: StoredRefreshToken
  let at: Instant

  func run(_ db: MySQLConnection) throws -> RotationResult {
    let found = try db.query("SELECT session FROM refresh_token WHERE hash = ?", [presented])
    guard try found.step() else { return .unknown }
    let session = found.text(0)
    guard try replace(db) else { return try refusal(session, db) }
    try insertSuccessor(of: session, db)
    return .rotated(try renewed(session, db))
  }

  private func replace(_ db: MySQLConnection) throws -> Bool {
    try db.run(
      """
      UPDATE refresh_token SET replaced_at = ?
      WHERE hash = ? AND replaced_at IS NULL AND expires_at > ?
        AND EXISTS (
          SELECT 1 FROM session WHERE session.id = refresh_token.session
            AND session.ended_at IS NULL AND session.ends_at > ?)
      """, [at, presented, at, at]) == 1
  }

  private func insertSuccessor(of session: String, _ db: MySQLConnection) throws {
    try db.run(
      "INSERT INTO refresh_token (hash, session, parent, expires_at) VALUES (?, ?, ?, ?)",
      [successor.hash, session, presented, successor.expiresAt])
  }

  /// The session, locked by its update; one that ended since the token was replaced takes the
  /// replacement back.
  private func renewed(_ session: String, _ db: MySQLConnection) throws -> StoredSession {
    try db.run(
      "UPDATE session SET last_seen_at = GREATEST(last_seen_at, ?) WHERE id = ?", [at, session])
    let stored = try stored(session, db)
    guard stored.ended == nil else { throw LostRace() }
    return stored
  }

  /// Why nothing was replaced: an ended or capped session first, since no token of it is worth
  /// anything; then a replaced token, which is evidence even when it has expired.
  private func refusal(_ session: String, _ db: MySQLConnection) throws -> RotationResult {
    let stored = try stored(session, db)
    if let ending = stored.ended { return .ended(ending.reason) }
    guard stored.endsAt > at else { return .expired }
    // Read after the update: what it saw is committed by now.
    let replaced = try db.integer(
      "SELECT replaced_at FROM refresh_token WHERE hash = ?", [presented])
    guard let replaced else { return .expired }
    let replacedAt = Instant(millisecondsSince1970: replaced)
    // A child that was exchanged itself proves that it arrived: this is no retry.
    let child = try db.query(
      "SELECT hash FROM refresh_token WHERE parent = ? AND replaced_at IS NULL", [presented])
    let isSame = try child.step() && child.bytes(0) == successor.hash
    return isSame
      ? .alreadyRotated(stored, at: replacedAt) : .replaced(stored, at: replacedAt)
  }

  private func stored(_ session: String, _ db: MySQLConnection) throws -> StoredSession {
    guard let stored = try MySQLSessionRow.session(session, db) else {
      throw StoreError.corrupt(reason: "a token without a session")
    }
    return stored
  }
}
