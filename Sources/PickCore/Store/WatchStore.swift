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
    before end: Instant, _ body: @Sendable ([WatchEvent]) throws -> Void
  ) async throws
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
