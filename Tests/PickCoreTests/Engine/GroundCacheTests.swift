import PickModel
import Testing

@testable import PickCore

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
