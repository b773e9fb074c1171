import GRDB
import PickModel

/// Running and abandoned playbacks, each under the identity of the event it becomes.
enum Checkpoints {
  /// One conditional statement: neither an appended event nor a later checkpoint is undone by an
  /// earlier one that arrives late.
  static func save(_ checkpoint: PlaybackCheckpoint, _ db: Database) throws {
    let statement = try PreparedStatement(
      db,
      """
      INSERT INTO checkpoint (\(WatchEventRow.columns), taken_at)
      SELECT \(WatchEventRow.parameters), ?10
      WHERE NOT EXISTS (
        SELECT 1 FROM watch_event WHERE viewer = ?1 AND id_high = ?2 AND id_low = ?3)
      ON CONFLICT (viewer, id_high, id_low) DO UPDATE SET
        watched_seconds = excluded.watched_seconds, end_position = excluded.end_position,
        taken_at = excluded.taken_at
      WHERE excluded.taken_at >= taken_at
      """)
    WatchEventRow.bind(checkpoint.event, to: statement)
    statement.bind(10, checkpoint.takenAt.millisecondsSince1970)
    try statement.run()
  }

  /// Turns checkpoints nobody renewed into the events they stood for; of very many, the newest, and
  /// the next ones the next time.
  static func settle(of viewer: Viewer.ID, takenBefore instant: Instant, _ db: Database) throws {
    var writer = EventWriter(db)
    for event in try events(of: viewer, takenBefore: instant, db) { try writer.append(event) }
    try writer.finish()
  }

  /// The events that a viewer's checkpoints stand for; of very many, the newest.
  static func events(
    of viewer: Viewer.ID, takenBefore instant: Instant, _ db: Database
  ) throws -> [WatchEvent] {
    let row = try PreparedStatement(
      db,
      """
      SELECT \(WatchEventRow.columns) FROM checkpoint WHERE viewer = ?1 AND taken_at < ?2
      ORDER BY id_high DESC, id_low DESC LIMIT ?3
      """)
    row.bind(1, viewer.rawValue)
    row.bind(2, instant.millisecondsSince1970)
    row.bind(3, HistoryLimits.checkpoints)
    var events: [WatchEvent] = []
    while try row.step() { events.append(try WatchEventRow.event(row)) }
    return events
  }
}
