public import PickModel

/// What viewers did: append-only facts, and the one place that counts them up.
public protocol WatchStore: Sendable {
  /// Appends facts that are not there yet, and their share of the popularity cells, in one
  /// transaction; a checkpoint with the same identity is cleared. Returns how many were new.
  @discardableResult
  func append(_ events: [WatchEvent]) async throws(StoreError) -> Int
  /// Appends opened detail pages that are not there yet. Returns how many were new.
  @discardableResult
  func append(_ views: [DetailView]) async throws(StoreError) -> Int
  /// Appends visible cards that are not there yet. Returns how many were new.
  @discardableResult
  func append(_ impressions: [Impression]) async throws(StoreError) -> Int

  /// Replaces the checkpoint of the same identity, unless that one was taken later. Ignored once
  /// the event is appended.
  func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError)
  /// Turns the viewer's checkpoints taken before `instant` into events; abandoned playbacks.
  func settleCheckpoints(of viewer: Viewer.ID, takenBefore instant: Instant)
    async throws(StoreError)

  /// The viewer's newest events that began before `end`, oldest first, running checkpoints included
  /// as the events they would become: `HistoryLimits.events` at most.
  func history(of viewer: Viewer.ID, before end: Instant) async throws(StoreError) -> [WatchEvent]
  /// The newest detail pages the viewer opened before `end`, oldest first:
  /// `HistoryLimits.detailViews` at most.
  func detailViews(of viewer: Viewer.ID, before end: Instant)
    async throws(StoreError) -> [DetailView]
  /// All events that began before `end`, grouped by viewer, oldest first within one, handed over
  /// in batches so that ten times the data needs no more memory.
  func forEachEventBatch(
    before end: Instant, _ body: @escaping @Sendable ([WatchEvent]) throws -> Void
  ) async throws
  /// All detail pages opened before `end`, in the same order and batches.
  func forEachDetailViewBatch(
    before end: Instant, _ body: @escaping @Sendable ([DetailView]) throws -> Void
  ) async throws
  /// Takes out of popularity what a viewer's watching of a title added to it on the day of `since`
  /// and after it; the events stay.
  func discount(_ title: Title.ID, of viewer: Viewer.ID, since: Instant) async throws(StoreError)
  /// The `count` heaviest titles of a popularity cell, heaviest first, ties by identifier.
  func popularTitles(in slot: PopularitySlot, count: Int)
    async throws(StoreError) -> [PopularTitle]
}

/// How much of one viewer's past a page is made of, so that no page costs more, whatever a viewer
/// has sent.
public enum HistoryLimits {
  /// Watch events: ten a day for over two years.
  ///
  /// Reading them takes some 40 ms.
  public static let events = 10_000
  /// Opened detail pages.
  public static let detailViews = 2_000
  /// Playbacks that run or were left: a viewer has a few.
  public static let checkpoints = 500
}

/// The cells popularity is counted in; every event counts in three of them.
public enum PopularitySlot: Hashable, Sendable {
  /// Every event.
  case all
  /// Events that began in this hour of the day in Seoul, 0 to 23.
  case hour(Int)
  /// Events that began on this kind of day.
  case day(DayType)
}

/// A title's decayed weight in one popularity cell.
public struct PopularTitle: Equatable, Sendable {
  /// The title.
  public let title: Title.ID
  /// The weight; comparable within one cell only.
  public let weight: Double

  /// A title and its weight.
  public init(title: Title.ID, weight: Double) {
    self.title = title
    self.weight = weight
  }
}

// MARK: - In SQL

extension SQLDatabase {
  /// Inserts, popularity and the clearing of checkpoints stand or fall together.
  @discardableResult
  public func append(_ events: [WatchEvent]) async throws(StoreError) -> Int {
    guard !events.isEmpty else { return 0 }
    return try await write { try EventWriter.append(events, $0) }
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

  /// One conditional statement, under the viewer's lock.
  public func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {
    try await write { try Checkpoints.save(checkpoint, $0) }
  }

  /// Appends the events the checkpoints stand for and removes these.
  public func settleCheckpoints(
    of viewer: Viewer.ID, takenBefore instant: Instant
  ) async throws(StoreError) {
    try await write { try Checkpoints.settle(of: viewer, takenBefore: instant, $0) }
  }

  /// Events and running checkpoints of one snapshot, put in order in memory: a viewer has few.
  public func history(
    of viewer: Viewer.ID, before end: Instant
  ) async throws(StoreError) -> [WatchEvent] {
    try await snapshot { try WatchEventRow.history(of: viewer, before: end, $0) }
  }

  /// In the order of their time, then of their identity.
  public func detailViews(
    of viewer: Viewer.ID, before end: Instant
  ) async throws(StoreError) -> [DetailView] {
    try await read { db in
      let views = try db.all(
        """
        SELECT id_high, id_low, title, at FROM detail_view WHERE viewer = ? AND at < ?
        ORDER BY id_high DESC, id_low DESC LIMIT ?
        """, [viewer, end, HistoryLimits.detailViews]
      ) { row in
        DetailView(
          id: EventID(row, high: 0, low: 1), viewer: viewer, title: row.identifier(2),
          at: row.instant(3))
      }
      return views.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }
  }

  /// One snapshot, about 8,000 events at a time.
  public func forEachEventBatch(
    before end: Instant, _ body: @escaping @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    try await readAll { try WatchEventRow.forEachBatch(before: end, $0, body) }
  }

  /// One snapshot, about 8,000 views at a time.
  public func forEachDetailViewBatch(
    before end: Instant, _ body: @escaping @Sendable ([DetailView]) throws -> Void
  ) async throws {
    try await readAll { try DetailViewRow.forEachBatch(before: end, $0, body) }
  }

  /// Shares and cells stand or fall together, under the viewer's lock.
  public func discount(
    _ title: Title.ID, of viewer: Viewer.ID, since: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.lock([viewer])
      var popularity = PopularityWriter(db, try AssetFacts(of: [], db))
      try popularity.remove(title: title, of: viewer, from: SeoulTime(since).dayNumber)
      try popularity.finish()
    }
  }

  /// Reads the first entries of an index that is kept in order.
  public func popularTitles(
    in slot: PopularitySlot, count: Int
  ) async throws(StoreError) -> [PopularTitle] {
    guard let number = slot.number, count > 0 else { return [] }
    return try await read { db in
      try db.all(
        """
        SELECT title, weight FROM popularity WHERE slot = ? AND weight > 0
        ORDER BY weight DESC, title LIMIT ?
        """, [number, count]
      ) { PopularTitle(title: $0.identifier(0), weight: $0.real(1)) }
    }
  }
}
