import PickCore
import PickModel

/// A catalogue in an array.
struct ArrayCatalog: CatalogStore {
  var all: [Title] = []
  var texts: [TitleText] = []
  var parts: [Asset] = []

  func catalogVersion() async throws(StoreError) -> Int64 { 1 }
  func titles() async throws(StoreError) -> [Title] { all }
  func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? { nil }
  func titleTexts() async throws(StoreError) -> [TitleText] { texts }
  func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    let wanted = Set(titles)
    return parts.filter { wanted.contains($0.title) }
  }
  func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? { parts.first { $0.id == id } }
  func episodes(addedFrom start: Instant, until end: Instant) async throws(StoreError) -> [Asset] {
    []
  }
  func title(named name: String) async throws(StoreError) -> Title? { nil }
}

/// Events in an array, handed over a few at a time, so that viewers span batches.
struct ArrayWatches: WatchStore {
  var events: [WatchEvent] = []
  var batchSize = 3
  var failure: StoreError?

  func append(_ events: [WatchEvent]) async throws(StoreError) -> Int { 0 }
  func append(_ views: [DetailView]) async throws(StoreError) -> Int { 0 }
  func append(_ impressions: [Impression]) async throws(StoreError) -> Int { 0 }
  func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {}
  func settleCheckpoints(of viewer: Viewer.ID, takenBefore instant: Instant)
    async throws(StoreError)
  {}
  func history(of viewer: Viewer.ID, before end: Instant) async throws(StoreError) -> [WatchEvent] {
    events.filter { $0.viewer == viewer && $0.startedAt < end }
  }
  func detailViews(of viewer: Viewer.ID, before end: Instant)
    async throws(StoreError) -> [DetailView]
  { [] }
  func forEachEventBatch(
    before end: Instant, _ body: @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    if let failure { throw failure }
    let seen = events.filter { $0.startedAt < end }
    for start in stride(from: 0, to: seen.count, by: batchSize) {
      try body(Array(seen[start..<min(start + batchSize, seen.count)]))
    }
  }
  func popularTitles(in slot: PopularitySlot, count: Int)
    async throws(StoreError) -> [PopularTitle]
  { [] }
  func lastEventStart() async throws(StoreError) -> Instant? { events.map(\.startedAt).max() }
}
