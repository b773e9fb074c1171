import PickModel
import Testing

@testable import PickCore
@testable import PickStore
@testable import PickStoreSQLite

@Suite("CatalogSnapshot")
struct CatalogSnapshotTests {
  @Test("titles are found by identifier, whatever order they came in")
  func finding() {
    var world = World()
    for id: Int64 in [7, 3, 5] { world.film(id) }
    let catalog = world.catalog
    #expect(catalog.titles.map(\.id.rawValue) == [3, 5, 7])
    #expect([3, 5, 7].allSatisfy { catalog[Title.ID($0)]?.id == Title.ID($0) })
    #expect([1, 4, 6, 9].allSatisfy { catalog[Title.ID($0)] == nil })
    #expect(CatalogSnapshot(version: 0, titles: [])[Title.ID(1)] == nil)
  }

  @Test("a changed catalogue is read again, an unchanged one is not")
  func refreshing() async throws {
    let store = try SQLiteDatabase.inMemory()
    var world = World()
    world.film(1)
    _ = try await store.store(world.batch) { _, _ in }
    let engine = Engine(
      stores: Engine.Stores(catalog: store, watches: store, choices: store))
    let first = try await engine.catalogSnapshot()
    #expect(first.titles.count == 1)
    #expect(try await engine.catalogSnapshot().version == first.version)
    world.film(2)
    _ = try await store.store(world.batch) { _, _ in }
    #expect(try await engine.catalogSnapshot().titles.count == 2)
  }
}

@Suite("GroundCache: what all viewers share")
struct GroundCacheTests {
  private static let small: World = {
    var world = World()
    for id: Int64 in 1...20 { world.film(id, "액션") }
    return world
  }()

  private func engine(freshSeconds: Int64) async throws -> Engine {
    let store = try SQLiteDatabase.inMemory()
    _ = try await store.store(Self.small.batch) { _, _ in }
    return Engine(
      stores: Engine.Stores(catalog: store, watches: store, choices: store),
      popularityMayBeBehindSeconds: freshSeconds)
  }

  private func top(_ engine: Engine, afterSeconds seconds: Int64) async throws -> Title.ID? {
    let home = try await engine.home(
      of: Viewer.ID(2), now: World.now.advanced(bySeconds: seconds))
    return home.shelves.first { $0.kind == .top10 }?.cards.first?.id
  }

  private func watch(_ asset: Int64, _ engine: Engine) async throws {
    try await engine.record(
      WatchEvent(
        id: EventID(high: 1, low: 0), viewer: World.viewer, asset: Asset.ID(asset),
        startedAt: World.now, watchedSeconds: 3600, source: .player))
  }

  @Test("popularity is read anew once it may not be behind any longer")
  func freshness() async throws {
    let engine = try await engine(freshSeconds: 10)
    #expect(try await top(engine, afterSeconds: 0) == nil)
    try await watch(700, engine)
    #expect(try await top(engine, afterSeconds: 9) == nil)
    #expect(try await top(engine, afterSeconds: 10) == Title.ID(7))
  }

  @Test("without leave to be behind every page is exact")
  func exactness() async throws {
    let engine = try await engine(freshSeconds: 0)
    #expect(try await top(engine, afterSeconds: 0) == nil)
    try await watch(700, engine)
    #expect(try await top(engine, afterSeconds: 0) == Title.ID(7))
  }
}
