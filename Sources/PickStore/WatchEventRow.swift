package import PickModel

/// The columns `watch_event` and `checkpoint` share, in the order every statement names them, and
/// what viewers did, read back in the order they did it.
enum WatchEventRow {
  static let names = [
    "viewer", "id_high", "id_low", "asset", "started_at", "watched_seconds", "end_position",
    "stated_preference", "source",
  ]
  static let columns = names.joined(separator: ", ")
  /// What a fact is stored under: its viewer, and the two halves of its identity.
  static let key = ["viewer", "id_high", "id_low"]

  static func event(_ row: any SQLRow) throws(StoreError) -> WatchEvent {
    guard let source = WatchEvent.Source(storedCode: row.integer(8)) else {
      throw .corrupt(reason: "watch_event.source")
    }
    return WatchEvent(
      id: EventID(row, high: 1, low: 2),
      viewer: row.identifier(0),
      asset: row.identifier(3),
      startedAt: row.instant(4),
      watchedSeconds: Int(row.integer(5)),
      endPosition: row.optionalInteger(6).map(Int.init),
      statedPreference: row.optionalReal(7),
      source: source)
  }

  static func values(_ event: WatchEvent) -> [SQLValue] {
    [
      event.viewer.sqlValue, event.id.highValue, event.id.lowValue, event.asset.sqlValue,
      event.startedAt.sqlValue, event.watchedSeconds.sqlValue, event.endPosition.sqlValue,
      event.statedPreference.sqlValue, event.source.storedCode.sqlValue,
    ]
  }

  /// A viewer's events, and the running checkpoints as the events they would become; of very many the
  /// newest, by their identities, which begin with their time.
  static func history(
    of viewer: Viewer.ID, before end: Instant, _ db: any SQLConnection
  ) throws -> [WatchEvent] {
    var events = try db.all(
      """
      SELECT \(columns) FROM watch_event WHERE viewer = ? AND started_at < ?
      ORDER BY id_high DESC, id_low DESC LIMIT ?
      """, [viewer, end, HistoryLimits.events], event)
    let latest = Instant(millisecondsSince1970: .max)
    let running = try Checkpoints.events(of: viewer, takenBefore: latest, db)
    if !running.isEmpty {
      // Two nodes of a cluster may have taken in an event and its checkpoint at the same moment.
      let known = Set(events.map(\.id))
      events += running.filter { $0.startedAt < end && !known.contains($0.id) }
    }
    return events.sorted(by: WatchEvent.began)
  }
}

/// Identities are two columns, each half as the signed number of the same bits.
extension EventID {
  init(_ row: any SQLRow, high: Int, low: Int) {
    self.init(
      high: UInt64(bitPattern: row.integer(high)), low: UInt64(bitPattern: row.integer(low)))
  }

  var highValue: SQLValue { .integer(Int64(bitPattern: high)) }
  var lowValue: SQLValue { .integer(Int64(bitPattern: low)) }
}

// MARK: - All events

extension WatchEventRow {
  /// Reads all events in the order of their table, in batches that never end within a viewer; only
  /// one viewer's events are sorted at a time.
  static func forEachBatch(
    before end: Instant, _ db: any SQLConnection, _ body: ([WatchEvent]) throws -> Void
  ) throws {
    var batch: [WatchEvent] = []
    var firstOfViewer = 0
    func endViewer() throws {
      batch[firstOfViewer...].sort(by: WatchEvent.began)
      if batch.count >= ViewerPortions.batchSize {
        try body(batch)
        batch.removeAll(keepingCapacity: true)
      }
      firstOfViewer = batch.count
    }
    var last = Int64.min
    while let through = try ViewerPortions.last(after: last, of: "watch_event", db) {
      try db.forEach(
        """
        SELECT \(columns) FROM watch_event
        WHERE viewer > ? AND viewer <= ? AND started_at < ? ORDER BY viewer, id_high, id_low
        """, [last, through, end]
      ) { row in
        let event = try event(row)
        if let last = batch.last, last.viewer != event.viewer { try endViewer() }
        batch.append(event)
      }
      last = through
    }
    try endViewer()
    if !batch.isEmpty { try body(batch) }
  }
}

extension WatchEvent {
  /// Oldest first; of two that began together the one with the lower identity.
  package static func began(_ left: WatchEvent, _ right: WatchEvent) -> Bool {
    (left.startedAt, left.id) < (right.startedAt, right.id)
  }

  /// Events as the stores keep them: viewer by viewer, identities ascending.
  static func inTableOrder(_ events: [WatchEvent]) -> [WatchEvent] {
    func precedes(_ left: WatchEvent, _ right: WatchEvent) -> Bool {
      left.viewer == right.viewer ? left.id < right.id : left.viewer < right.viewer
    }
    let isSorted = zip(events, events.dropFirst()).allSatisfy { !precedes($1, $0) }
    return isSorted ? events : events.sorted(by: precedes)
  }
}

// MARK: - Checkpoints

/// Running and abandoned playbacks, each under the identity of the event it becomes.
enum Checkpoints {
  /// One conditional statement: neither an appended event nor a later checkpoint is undone by an
  /// earlier one that arrives late.
  static func save(_ checkpoint: PlaybackCheckpoint, _ db: any SQLConnection) throws {
    let event = checkpoint.event
    try db.lock([event.viewer])
    let dialect = db.dialect
    let isLater = "\(dialect.proposed("taken_at")) >= checkpoint.taken_at"
    let updating = dialect.updatingStored(
      in: "checkpoint", key: WatchEventRow.key,
      ["watched_seconds", "end_position"].map { column in
        (
          column,
          "CASE WHEN \(isLater) THEN \(dialect.proposed(column)) ELSE checkpoint.\(column) END"
        )
      } + [("taken_at", dialect.greatest("checkpoint.taken_at", dialect.proposed("taken_at")))])
    let values = WatchEventRow.values(event) + [checkpoint.takenAt.sqlValue]
    try db.run(
      """
      INSERT INTO checkpoint (\(WatchEventRow.columns), taken_at)
      SELECT \(repeatElement("?", count: values.count).joined(separator: ", "))
      FROM (SELECT 1 AS one) AS single
      WHERE NOT EXISTS (
        SELECT 1 FROM watch_event WHERE viewer = ? AND id_high = ? AND id_low = ?)
      \(updating)
      """, values + values.prefix(3))
  }

  /// Turns checkpoints that were not renewed into the events they stood for; of very many the newest,
  /// and the next ones the next time.
  static func settle(
    of viewer: Viewer.ID, takenBefore instant: Instant, _ db: any SQLConnection
  ) throws {
    try db.lock([viewer])
    _ = try EventWriter.append(try events(of: viewer, takenBefore: instant, db), db)
  }

  /// The events that a viewer's checkpoints stand for; of very many, the newest.
  static func events(
    of viewer: Viewer.ID, takenBefore instant: Instant, _ db: any SQLConnection
  ) throws -> [WatchEvent] {
    try db.all(
      """
      SELECT \(WatchEventRow.columns) FROM checkpoint WHERE viewer = ? AND taken_at < ?
      ORDER BY id_high DESC, id_low DESC LIMIT ?
      """, [viewer, instant, HistoryLimits.checkpoints], WatchEventRow.event)
  }
}

extension SQLConnection {
  /// From now on one viewer's checkpoints and events change one after the other, until the
  /// transaction ends.
  func lock(_ viewers: some Collection<Viewer.ID>) throws {
    guard !dialect.rowLock.isEmpty else { return }
    let keys = Set(viewers).map(\.rawValue).sorted()
    try KeyList.forEach(
      self, "SELECT id FROM viewer WHERE id IN", keys, "ORDER BY id \(dialect.rowLock)"
    ) { _ in }
  }
}

// MARK: - Codes

// The numbers that small enumerations are stored as, the same in every database.

extension WatchEvent.Source {
  /// The number a source is stored as.
  package var storedCode: Int64 {
    switch self {
    case .player: 0
    case .marked: 1
    case .imported: 2
    case .demo: 3
    }
  }

  /// The source a number stands for.
  package init?(storedCode code: Int64) {
    switch code {
    case 0: self = .player
    case 1: self = .marked
    case 2: self = .imported
    case 3: self = .demo
    default: return nil
    }
  }
}
