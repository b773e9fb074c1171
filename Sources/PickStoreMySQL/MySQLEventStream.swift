import PickCore
import PickModel

/// Reads all events in the order of their table, in batches that never end within a viewer.
///
/// Each batch asks for what follows the last one by key, so that nothing is held on the server
/// between two of them but the snapshot.
struct MySQLEventStream {
  /// Events that are handed over at a time, about.
  private static let batchSize = 8192

  private(set) var isAtEnd = false
  private let end: Instant
  private var lastViewer: Int64 = .min

  init(before end: Instant) { self.end = end }

  /// The next batch; empty at the end.
  mutating func nextBatch(_ db: MySQLConnection) throws -> [WatchEvent] {
    guard let through = try lastViewerOfNextBatch(db) else {
      isAtEnd = true
      return []
    }
    let row = try db.query(
      """
      SELECT \(MySQLWatchEventRow.columns) FROM watch_event
      WHERE viewer > ? AND viewer <= ? AND started_at < ? ORDER BY viewer, id_high, id_low
      """, [lastViewer, through, end])
    var batch: [WatchEvent] = []
    var firstOfViewer = 0
    while try row.step() {
      let event = try MySQLWatchEventRow.event(row)
      if let last = batch.last, last.viewer != event.viewer {
        batch[firstOfViewer...].sort(by: WatchEvent.began)
        firstOfViewer = batch.count
      }
      batch.append(event)
    }
    batch[firstOfViewer...].sort(by: WatchEvent.began)
    lastViewer = through
    return batch
  }

  /// The viewer within whose events a full batch ends, or the last one of all.
  private func lastViewerOfNextBatch(_ db: MySQLConnection) throws -> Int64? {
    let full = try db.integer(
      """
      SELECT viewer FROM watch_event WHERE viewer > ? ORDER BY viewer, id_high, id_low
      LIMIT 1 OFFSET \(Self.batchSize - 1)
      """, [lastViewer])
    if let full { return full }
    return try db.integer("SELECT max(viewer) FROM watch_event WHERE viewer > ?", [lastViewer])
  }
}
