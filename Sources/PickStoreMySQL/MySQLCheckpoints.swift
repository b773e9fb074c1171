import PickCore
import PickModel

/// Running and abandoned playbacks, each under the identity of the event it becomes.
enum MySQLCheckpoints {
  /// One conditional statement: neither an appended event nor a later checkpoint is undone by an
  /// earlier one that arrives late.
  static func save(_ checkpoint: PlaybackCheckpoint, _ db: MySQLConnection) throws {
    let event = checkpoint.event
    try lock(event.viewer, db)
    let key: [any SQLBindable] = [event.viewer, event.id.highValue, event.id.lowValue]
    // The instant is set last: servers differ in whether a later assignment sees an earlier one.
    try db.run(
      """
      INSERT INTO checkpoint (\(MySQLWatchEventRow.columns), taken_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM (SELECT 1 AS one) AS single
      WHERE NOT EXISTS (
        SELECT 1 FROM watch_event WHERE viewer = ? AND id_high = ? AND id_low = ?)
      ON DUPLICATE KEY UPDATE
        watched_seconds = IF(
          VALUES(taken_at) >= checkpoint.taken_at, VALUES(watched_seconds),
          checkpoint.watched_seconds),
        end_position = IF(
          VALUES(taken_at) >= checkpoint.taken_at, VALUES(end_position), checkpoint.end_position),
        taken_at = GREATEST(checkpoint.taken_at, VALUES(taken_at))
      """, MySQLWatchEventRow.values(event) + [checkpoint.takenAt] + key)
  }

  /// Turns checkpoints nobody renewed into the events they stood for; of very many, the newest, and
  /// the next ones the next time.
  static func settle(
    of viewer: Viewer.ID, takenBefore instant: Instant, _ db: MySQLConnection
  ) throws {
    try lock(viewer, db)
    let events = try events(of: viewer, takenBefore: instant, db)
    _ = try MySQLEventWriter.append(events, db)
  }

  /// The events that a viewer's checkpoints stand for; of very many, the newest.
  static func events(
    of viewer: Viewer.ID, takenBefore instant: Instant, _ db: MySQLConnection
  ) throws -> [WatchEvent] {
    let row = try db.query(
      """
      SELECT \(MySQLWatchEventRow.columns) FROM checkpoint WHERE viewer = ? AND taken_at < ?
      ORDER BY id_high DESC, id_low DESC LIMIT ?
      """, [viewer, instant, HistoryLimits.checkpoints])
    var events: [WatchEvent] = []
    while try row.step() { events.append(try MySQLWatchEventRow.event(row)) }
    return events
  }

  /// One viewer's checkpoints and events change one after the other.
  private static func lock(_ viewer: Viewer.ID, _ db: MySQLConnection) throws {
    _ = try db.integer("SELECT id FROM viewer WHERE id = ? FOR UPDATE", [viewer])
  }
}
