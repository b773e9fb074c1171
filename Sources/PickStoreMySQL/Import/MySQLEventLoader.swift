import PickCore
import PickModel

/// Appends millions of watch events in the order of the table, with popularity summed up in memory
/// and written once.
struct MySQLEventLoader {
  private let lease: Lease
  private let facts: MySQLAssetFacts
  private var fold = PopularityFold()
  private var cells = PopularityCells()
  private var lastStarts: [Viewer.ID: Instant] = [:]

  init(_ lease: Lease) async throws(StoreError) {
    self.lease = lease
    facts = try await lease.step { try MySQLAssetFacts(all: $0) }
  }

  /// Appends what is not there yet and returns how much that was.
  mutating func load(_ events: [WatchEvent]) async throws(StoreError) -> Int {
    let new = try await lease.step { try MySQLEventWriter.insert(events, $0) }
    for event in new {
      facts.count(event, in: &fold)
      let last = lastStarts[event.viewer] ?? event.startedAt
      lastStarts[event.viewer] = max(last, event.startedAt)
    }
    try await take(fold.takeFinished())
    return new.count
  }

  /// Writes what the events add up to.
  ///
  /// Their viewers are there: an event of another is refused.
  mutating func finish() async throws(StoreError) {
    try await take(fold.takeAll())
    let rows = lastStarts.sorted { $0.key < $1.key }.map { [$0.key.sqlValue, $0.value.sqlValue] }
    try await lease.step { [cells] db in
      let upsert = BulkInsert(
        into: "viewer", ["id", "last_event_start"],
        orElse: """
          ON DUPLICATE KEY UPDATE last_event_start =
            GREATEST(COALESCE(last_event_start, VALUES(last_event_start)), VALUES(last_event_start))
          """)
      try upsert.run(db, rows)
      try MySQLEventWriter.write(cells, db)
    }
  }

  private mutating func take(_ entries: [PopularityFold.Entry]) async throws(StoreError) {
    guard !entries.isEmpty else { return }
    cells = try await lease.step { [cells] db in
      var cells = cells
      // A server that takes in events of these viewers meanwhile waits for the import.
      let viewers = Set(entries.map(\.key.viewer)).sorted()
      try KeyList.query(db, "SELECT id FROM viewer WHERE id IN", viewers, "FOR UPDATE") { _ in }
      try MySQLEventWriter.take(entries, into: &cells, db)
      return cells
    }
  }
}
