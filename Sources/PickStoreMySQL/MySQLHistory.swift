import PickCore
import PickModel

/// What one viewer did, read back in the order it was done; of very much, the newest.
enum MySQLHistory {
  static func events(
    of viewer: Viewer.ID, before end: Instant, _ db: MySQLConnection
  ) throws -> [WatchEvent] {
    let row = try db.query(
      """
      SELECT \(MySQLWatchEventRow.columns) FROM watch_event WHERE viewer = ? AND started_at < ?
      ORDER BY id_high DESC, id_low DESC LIMIT ?
      """, [viewer, end, HistoryLimits.events])
    var events: [WatchEvent] = []
    while try row.step() { events.append(try MySQLWatchEventRow.event(row)) }
    let latest = Instant(millisecondsSince1970: .max)
    let running = try MySQLCheckpoints.events(of: viewer, takenBefore: latest, db)
    // Two nodes of a cluster may have taken in an event and its checkpoint at the same moment.
    let known = Set(events.map(\.id))
    events += running.filter { $0.startedAt < end && !known.contains($0.id) }
    events.sort(by: WatchEvent.began)
    return events
  }

  static func detailViews(
    of viewer: Viewer.ID, before end: Instant, _ db: MySQLConnection
  ) throws -> [DetailView] {
    let row = try db.query(
      """
      SELECT id_high, id_low, title, at FROM detail_view WHERE viewer = ? AND at < ?
      ORDER BY id_high DESC, id_low DESC LIMIT ?
      """, [viewer, end, HistoryLimits.detailViews])
    var views: [DetailView] = []
    while try row.step() {
      views.append(
        DetailView(
          id: EventID(row, high: 0, low: 1), viewer: viewer, title: Title.ID(row.integer(2)),
          at: row.instant(3)))
    }
    views.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    return views
  }
}
