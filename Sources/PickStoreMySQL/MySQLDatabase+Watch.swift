public import PickCore
public import PickModel

extension MySQLDatabase: WatchStore {
  /// Inserts, popularity and the clearing of checkpoints stand or fall together.
  @discardableResult
  public func append(_ events: [WatchEvent]) async throws(StoreError) -> Int {
    guard !events.isEmpty else { return 0 }
    return try await write { try MySQLEventWriter.append(events, $0) }
  }

  /// Known identities are passed over.
  @discardableResult
  public func append(_ views: [DetailView]) async throws(StoreError) -> Int {
    guard !views.isEmpty else { return 0 }
    return try await write { try MySQLSeenWriter.append(views, $0) }
  }

  /// Known identities are passed over.
  @discardableResult
  public func append(_ impressions: [Impression]) async throws(StoreError) -> Int {
    guard !impressions.isEmpty else { return 0 }
    return try await write { try MySQLSeenWriter.append(impressions, $0) }
  }

  /// One conditional statement, under the viewer's lock.
  public func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {
    try await write { try MySQLCheckpoints.save(checkpoint, $0) }
  }

  /// Appends the events the checkpoints stand for and removes these.
  public func settleCheckpoints(
    of viewer: Viewer.ID, takenBefore instant: Instant
  ) async throws(StoreError) {
    try await write { try MySQLCheckpoints.settle(of: viewer, takenBefore: instant, $0) }
  }

  /// Events and running checkpoints of one snapshot, put in order in memory: a viewer has few.
  public func history(
    of viewer: Viewer.ID, before end: Instant
  ) async throws(StoreError) -> [WatchEvent] {
    try await snapshot { try MySQLHistory.events(of: viewer, before: end, $0) }
  }

  /// In the order of their time, then of their identity.
  public func detailViews(
    of viewer: Viewer.ID, before end: Instant
  ) async throws(StoreError) -> [DetailView] {
    try await read { try MySQLHistory.detailViews(of: viewer, before: end, $0) }
  }

  /// One snapshot, read row by row over a connection of its own, about 8,000 events at a time.
  public func forEachEventBatch(
    before end: Instant, _ body: @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    let lease = Lease(of: self)
    defer { lease.end() }
    try await lease.step { db in
      try db.command("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
      try db.begin("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
    }
    var stream = MySQLEventStream(before: end)
    while !stream.isAtEnd {
      let (next, batch) = try await lease.step { [stream] db in
        var stream = stream
        let batch = try stream.nextBatch(db)
        return (stream, batch)
      }
      stream = next
      if !batch.isEmpty { try body(batch) }
    }
  }

  /// Reads the first entries of an index that is kept in order.
  public func popularTitles(
    in slot: PopularitySlot, count: Int
  ) async throws(StoreError) -> [PopularTitle] {
    guard let number = slot.number, count > 0 else { return [] }
    return try await read { db in
      let row = try db.query(
        """
        SELECT title, weight FROM popularity WHERE slot = ? AND weight > 0
        ORDER BY weight DESC, title LIMIT ?
        """, [number, count])
      var titles: [PopularTitle] = []
      while try row.step() {
        titles.append(PopularTitle(title: Title.ID(row.integer(0)), weight: row.real(1)))
      }
      return titles
    }
  }
}
