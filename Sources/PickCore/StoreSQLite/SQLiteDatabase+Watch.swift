import GRDB
public import PickModel

extension SQLiteDatabase: WatchStore {
  /// Inserts, popularity and the clearing of checkpoints stand or fall together.
  @discardableResult
  public func append(_ events: [WatchEvent]) async throws(StoreError) -> Int {
    guard !events.isEmpty else { return 0 }
    return try await write { db in
      var writer = EventWriter(db)
      for event in events { try writer.append(event) }
      try writer.finish()
      return writer.newCount
    }
  }

  /// One insert a view; known identities are passed over.
  @discardableResult
  public func append(_ views: [DetailView]) async throws(StoreError) -> Int {
    guard !views.isEmpty else { return 0 }
    return try await write { try SeenWriter.append(views, $0) }
  }

  /// One insert a card; known identities are passed over.
  @discardableResult
  public func append(_ impressions: [Impression]) async throws(StoreError) -> Int {
    guard !impressions.isEmpty else { return 0 }
    return try await write { try SeenWriter.append(impressions, $0) }
  }

  /// One conditional statement.
  public func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {
    try await write { try Checkpoints.save(checkpoint, $0) }
  }

  /// Appends the events the checkpoints stand for and removes these.
  public func settleCheckpoints(
    of viewer: Viewer.ID, takenBefore instant: Instant
  ) async throws(StoreError) {
    try await write { try Checkpoints.settle(of: viewer, takenBefore: instant, $0) }
  }

  /// Events and running checkpoints, put in order in memory: a viewer has few.
  public func history(
    of viewer: Viewer.ID, before end: Instant
  ) async throws(StoreError) -> [WatchEvent] {
    try await read { try History.events(of: viewer, before: end, $0) }
  }

  /// In the order of their time, then of their identity.
  public func detailViews(
    of viewer: Viewer.ID, before end: Instant
  ) async throws(StoreError) -> [DetailView] {
    try await read { try History.detailViews(of: viewer, before: end, $0) }
  }

  /// One snapshot, read on the calling thread, about 8,000 events at a time.
  public func forEachEventBatch(
    before end: Instant, _ body: @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    try readNow { try History.forEachBatch(before: end, $0, body) }
  }

  /// Reads the first entries of an index that is kept in order.
  public func popularTitles(
    in slot: PopularitySlot, count: Int
  ) async throws(StoreError) -> [PopularTitle] {
    guard let number = slot.number, count > 0 else { return [] }
    return try await read { db in
      let row = try PreparedStatement(
        db,
        """
        SELECT title, weight FROM popularity WHERE slot = ?1 AND weight > 0
        ORDER BY weight DESC, title LIMIT ?2
        """)
      row.bind(1, number)
      row.bind(2, count)
      var titles: [PopularTitle] = []
      while try row.step() {
        titles.append(PopularTitle(title: Title.ID(row.integer(0)), weight: row.real(1)))
      }
      return titles
    }
  }
}
