package import PickModel
package import PickStore
package import PickStoreSQLite
import Synchronization

/// A database whose next reads of some kinds fail, as one does that is busy for a moment.
package final class FlakyStore: CatalogStore, WatchStore {
  /// Reads that a cache stands before.
  package enum Read: Hashable, Sendable {
    /// All titles.
    case titles
    /// What titles are found by.
    case titleTexts
    /// What is played of titles without a viewer.
    case firstAssets
    /// All parts of titles.
    case assets
    /// A popularity cell.
    case popularTitles
    /// All events.
    case eventBatches
  }

  private let store: SQLiteDatabase
  private let failures = Mutex<[Read: Int]>([:])
  private let counts = Mutex<[Read: Int]>([:])

  /// A store that does not fail yet.
  package init(_ store: SQLiteDatabase) { self.store = store }

  /// The next `times` reads of that kind fail.
  package func fail(_ read: Read, times: Int = 1) { failures.withLock { $0[read] = times } }

  /// How often something was read, failures included.
  package func count(of read: Read) -> Int { counts.withLock { $0[read] ?? 0 } }

  private func note(_ read: Read) throws(StoreError) {
    counts.withLock { $0[read, default: 0] += 1 }
    let fails = failures.withLock { failures in
      guard let left = failures[read], left > 0 else { return false }
      failures[read] = left - 1
      return true
    }
    if fails { throw .busy }
  }

  // MARK: What fails

  package func titles() async throws(StoreError) -> [Title] {
    try note(.titles)
    return try await store.titles()
  }

  package func titleTexts() async throws(StoreError) -> [TitleText] {
    try note(.titleTexts)
    return try await store.titleTexts()
  }

  package func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try note(.firstAssets)
    return try await store.firstAssets(of: titles)
  }

  package func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try note(.assets)
    return try await store.assets(of: titles)
  }

  package func popularTitles(in slot: PopularitySlot, count: Int) async throws(StoreError)
    -> [PopularTitle]
  {
    try note(.popularTitles)
    return try await store.popularTitles(in: slot, count: count)
  }

  package func forEachEventBatch(
    before end: Instant, _ body: @escaping @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    try note(.eventBatches)
    try await store.forEachEventBatch(before: end, body)
  }

  // MARK: What does not

  package func forEachDetailViewBatch(
    before end: Instant, _ body: @escaping @Sendable ([DetailView]) throws -> Void
  ) async throws {
    try await store.forEachDetailViewBatch(before: end, body)
  }
  package func catalogVersion() async throws(StoreError) -> Int64 {
    try await store.catalogVersion()
  }
  package func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? {
    try await store.details(of: title)
  }
  package func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset] {
    try await store.assets(ofTitlesWith: assets)
  }
  package func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? {
    try await store.asset(id)
  }
  package func episodes(addedFrom start: Instant, until end: Instant) async throws(StoreError)
    -> [Asset]
  {
    try await store.episodes(addedFrom: start, until: end)
  }
  package func title(named name: String) async throws(StoreError) -> Title? {
    try await store.title(named: name)
  }
  package func append(_ events: [WatchEvent]) async throws(StoreError) -> Int {
    try await store.append(events)
  }
  package func append(_ views: [DetailView]) async throws(StoreError) -> Int {
    try await store.append(views)
  }
  package func append(_ impressions: [Impression]) async throws(StoreError) -> Int {
    try await store.append(impressions)
  }
  package func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {
    try await store.save(checkpoint)
  }
  package func settleCheckpoints(of viewer: Viewer.ID, takenBefore instant: Instant)
    async throws(StoreError)
  {
    try await store.settleCheckpoints(of: viewer, takenBefore: instant)
  }
  package func discount(
    _ title: Title.ID, of viewer: Viewer.ID, since: Instant
  ) async throws(StoreError) {
    try await store.discount(title, of: viewer, since: since)
  }
  package func history(of viewer: Viewer.ID, before end: Instant) async throws(StoreError)
    -> [WatchEvent]
  {
    try await store.history(of: viewer, before: end)
  }
  package func detailViews(of viewer: Viewer.ID, before end: Instant) async throws(StoreError)
    -> [DetailView]
  {
    try await store.detailViews(of: viewer, before: end)
  }
}
