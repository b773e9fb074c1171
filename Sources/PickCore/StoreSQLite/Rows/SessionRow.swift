import GRDB
import PickModel

/// The columns of `session`.
enum SessionRow {
  static let columns = """
    id, account, viewer, device_name, signed_in_at, last_seen_at, ends_at, end_reason, ended_at
    """

  static func session(_ id: String, _ db: Database) throws -> StoredSession? {
    try Row.fetchOne(
      db, sql: "SELECT \(columns) FROM session WHERE id = ?", arguments: [id]
    ).map(session)
  }

  static func session(_ row: Row) throws -> StoredSession {
    StoredSession(
      id: SessionID(row[0]), account: Account.ID(row[1]), viewer: Viewer.ID(row[2]),
      deviceName: row[3],
      signedInAt: Instant(millisecondsSince1970: row[4]),
      lastSeenAt: Instant(millisecondsSince1970: row[5]),
      endsAt: Instant(millisecondsSince1970: row[6]),
      ended: try ending(reason: row[7], at: row[8]))
  }

  static func insert(_ session: StoredSession, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO session (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        session.id.rawValue, session.account.rawValue, session.viewer.rawValue,
        session.deviceName, session.signedInAt.millisecondsSince1970,
        session.lastSeenAt.millisecondsSince1970, session.endsAt.millisecondsSince1970,
        session.ended?.reason.rawValue, session.ended?.at.millisecondsSince1970,
      ])
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
      throw StoreError.corrupt(reason: "session ending")
    }
    return StoredSession.Ending(reason: known, at: Instant(millisecondsSince1970: at))
  }
}
