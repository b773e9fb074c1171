import PickCore
import PickModel

/// The columns of `session`, and its account's epoch.
enum MySQLSessionRow {
  static let select = """
    SELECT session.id, session.account, session.viewer, device_name, signed_in_at, last_seen_at,
      ends_at, end_reason, ended_at, account.token_epoch
    FROM session JOIN account ON account.id = session.account
    """

  static func session(_ id: String, _ db: MySQLConnection) throws -> StoredSession? {
    let row = try db.query("\(select) WHERE session.id = ?", [id])
    return try row.step() ? session(row) : nil
  }

  static func session(_ row: Statement) throws(StoreError) -> StoredSession {
    StoredSession(
      id: SessionID(row.text(0)), account: Account.ID(row.integer(1)),
      viewer: Viewer.ID(row.integer(2)), deviceName: row.text(3), signedInAt: row.instant(4),
      lastSeenAt: row.instant(5), endsAt: row.instant(6),
      ended: try ending(reason: row.optionalText(7), at: row.optionalInstant(8)),
      epoch: row.integer(9))
  }

  /// Inserts a session while its account still is what the sign-in was decided on.
  ///
  /// The account's row is locked by the statement itself: a password that is being changed at the
  /// same moment is waited for, and seen.
  static func insert(_ session: StoredSession, _ db: MySQLConnection) throws -> Bool {
    let changes = try db.run(
      """
      INSERT INTO session (
        id, account, viewer, device_name, signed_in_at, last_seen_at, ends_at, end_reason, ended_at)
      SELECT ?, id, ?, ?, ?, ?, ?, ?, ? FROM account
      WHERE id = ? AND token_epoch = ? AND is_disabled = 0 FOR UPDATE
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
    _ db: MySQLConnection
  ) throws {
    try db.run(
      """
      UPDATE session SET end_reason = ?, ended_at = ?
      WHERE account = ? AND ended_at IS NULL AND (? IS NULL OR id <> ?)
      """,
      [reason.rawValue, at, account, session?.rawValue, session?.rawValue])
  }

  private static func ending(
    reason: String?, at: Instant?
  ) throws(StoreError) -> StoredSession.Ending? {
    guard let reason, let at else { return nil }
    guard let known = SessionEnd(rawValue: reason) else {
      throw .corrupt(reason: "session ending")
    }
    return StoredSession.Ending(reason: known, at: at)
  }
}
