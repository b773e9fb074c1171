import GRDB
import PickModel

/// What viewers did, read back in the order they did it.
///
/// Of one viewer the newest facts are read, by their identities, which begin with their time: the
/// table is in that order.
enum History {
  /// Events that are handed over at a time, about.
  static let batchSize = 8192

  static func events(
    of viewer: Viewer.ID, before end: Instant, _ db: Database
  ) throws -> [WatchEvent] {
    let row = try PreparedStatement(
      db,
      """
      SELECT \(WatchEventRow.columns) FROM watch_event WHERE viewer = ?1 AND started_at < ?2
      ORDER BY id_high DESC, id_low DESC LIMIT ?3
      """)
    row.bind(1, viewer.rawValue)
    row.bind(2, end.millisecondsSince1970)
    row.bind(3, HistoryLimits.events)
    var events: [WatchEvent] = []
    while try row.step() { events.append(try WatchEventRow.event(row)) }
    let latest = Instant(millisecondsSince1970: .max)
    let running = try Checkpoints.events(of: viewer, takenBefore: latest, db)
    events += running.filter { $0.startedAt < end }
    events.sort(by: WatchEvent.began)
    return events
  }

  static func detailViews(
    of viewer: Viewer.ID, before end: Instant, _ db: Database
  ) throws -> [DetailView] {
    let row = try PreparedStatement(
      db,
      """
      SELECT id_high, id_low, title, at FROM detail_view WHERE viewer = ?1 AND at < ?2
      ORDER BY id_high DESC, id_low DESC LIMIT ?3
      """)
    row.bind(1, viewer.rawValue)
    row.bind(2, end.millisecondsSince1970)
    row.bind(3, HistoryLimits.detailViews)
    var views: [DetailView] = []
    while try row.step() {
      views.append(
        DetailView(
          id: EventID(row, high: 0, low: 1), viewer: viewer, title: Title.ID(row.integer(2)),
          at: Instant(millisecondsSince1970: row.integer(3))))
    }
    views.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    return views
  }

  /// Streams all events.
  ///
  /// The table is in the order of viewers; only one viewer's events are sorted at a time, and a batch
  /// never ends within a viewer.
  static func forEachBatch(
    before end: Instant, _ db: Database, _ body: ([WatchEvent]) throws -> Void
  ) throws {
    let row = try PreparedStatement(
      db,
      """
      SELECT \(WatchEventRow.columns) FROM watch_event WHERE started_at < ?1
      ORDER BY viewer, id_high, id_low
      """)
    row.bind(1, end.millisecondsSince1970)
    var batch: [WatchEvent] = []
    var firstOfViewer = 0
    while try row.step() {
      let event = try WatchEventRow.event(row)
      if let last = batch.last, last.viewer != event.viewer {
        batch[firstOfViewer...].sort(by: WatchEvent.began)
        if batch.count >= batchSize {
          try body(batch)
          batch.removeAll(keepingCapacity: true)
        }
        firstOfViewer = batch.count
      }
      batch.append(event)
    }
    batch[firstOfViewer...].sort(by: WatchEvent.began)
    if !batch.isEmpty { try body(batch) }
  }
}
