import GRDB
import PickModel

/// The columns of `session`, and its account's epoch.
enum SessionRow {
  static let select = """
    SELECT session.id, session.account, session.viewer, device_name, signed_in_at, last_seen_at,
      ends_at, end_reason, ended_at, account.token_epoch
    FROM session JOIN account ON account.id = session.account
    """

  static func session(_ id: String, _ db: Database) throws -> StoredSession? {
    try Row.fetchOne(
      db, sql: "\(select) WHERE session.id = ?", arguments: [id]
    ).map(session)
  }

  static func session(_ row: Row) throws -> StoredSession {
    let table = "session"
    return StoredSession(
      id: SessionID(try row.read(0, of: table)), account: try row.readIdentifier(1, of: table),
      viewer: try row.readIdentifier(2, of: table), deviceName: try row.read(3, of: table),
      signedInAt: try row.readInstant(4, of: table), lastSeenAt: try row.readInstant(5, of: table),
      endsAt: try row.readInstant(6, of: table),
      ended: try ending(
        reason: try row.readIfPresent(7, of: table), at: try row.readIfPresent(8, of: table)),
      epoch: try row.read(9, of: "account"))
  }

  /// Whether the account still is what the sign-in was decided on.
  static func insert(_ session: StoredSession, _ db: Database) throws -> Bool {
    try db.execute(
      sql: """
        INSERT INTO session (
          id, account, viewer, device_name, signed_in_at, last_seen_at, ends_at, end_reason,
          ended_at)
        SELECT ?, id, ?, ?, ?, ?, ?, ?, ? FROM account
        WHERE id = ? AND token_epoch = ? AND is_disabled = 0
        """,
      arguments: [
        session.id.rawValue, session.viewer.rawValue, session.deviceName,
        session.signedInAt.millisecondsSince1970, session.lastSeenAt.millisecondsSince1970,
        session.endsAt.millisecondsSince1970, session.ended?.reason.rawValue,
        session.ended?.at.millisecondsSince1970, session.account.rawValue, session.epoch,
      ])
    return db.changesCount == 1
  }

  /// Ends the live sessions of an account, but one; an ending is never overwritten.
  static func endAll(
    of account: Account.ID, keeping session: SessionID?, _ reason: SessionEnd, _ at: Instant,
    _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE session SET end_reason = ?, ended_at = ?
        WHERE account = ? AND ended_at IS NULL AND id IS NOT ?
        """,
      arguments: [
        reason.rawValue, at.millisecondsSince1970, account.rawValue, session?.rawValue,
      ])
  }

  private static func ending(reason: String?, at: Int64?) throws -> StoredSession.Ending? {
    guard let reason, let at else { return nil }
    guard let known = SessionEnd(rawValue: reason) else {
      throw StoreError.corrupt(reason: "session.end_reason")
    }
    return StoredSession.Ending(reason: known, at: Instant(millisecondsSince1970: at))
  }
}
