import PickModel
import Testing

@testable import PickCore
@testable import PickStore
@testable import PickStoreSQLite

@Suite("Engine: what searches keep of a viewer")
struct SearchersTests {
  private static let film = Title.ID(1)

  private func engine(keeping seconds: Int64) async throws -> (Engine, SQLiteDatabase) {
    var world = World()
    for id: Int64 in 1...9 { world.film(id, "액션") }
    let store = try SQLiteDatabase.inMemory()
    _ = try await store.store(world.batch) { _, _ in }
    let engine = Engine(
      stores: Engine.Stores(catalog: store, watches: store, choices: store),
      searchersAreKeptSeconds: seconds)
    return (engine, store)
  }

  private func hidden(_ engine: Engine, secondsLater: Int64 = 0) async throws -> [Title.ID] {
    let now = World.now.advanced(bySeconds: secondsLater)
    return try await engine.search("작품", limit: 20, for: World.viewer, now: now)
      .cards.filter(\.isHidden).map(\.id)
  }

  private func hide(_ store: SQLiteDatabase) async throws {
    try await store.setHidden(true, title: Self.film, viewer: World.viewer, at: World.now)
  }

  @Test("a viewer is read once for a query's letters, again when told or when time is over")
  func kept() async throws {
    let (engine, store) = try await engine(keeping: 10)
    #expect(try await hidden(engine).isEmpty)
    // Written past the engine.
    try await hide(store)
    #expect(try await hidden(engine, secondsLater: 9).isEmpty)
    #expect(try await hidden(engine, secondsLater: 10) == [Self.film])
    try await store.setHidden(false, title: Self.film, viewer: World.viewer, at: World.now)
    engine.viewerChanged(World.viewer, by: .watched)
    #expect(try await hidden(engine, secondsLater: 11).isEmpty)
  }

  @Test("pages other than searches stay exact")
  func exact() async throws {
    let (engine, store) = try await engine(keeping: 10)
    #expect(try await hidden(engine).isEmpty)
    try await hide(store)
    let page = try await engine.title(Self.film, of: World.viewer, now: World.now)
    #expect(page?.isHidden == true)
  }

  @Test("without a life every search is exact")
  func keepsNothing() async throws {
    let (engine, store) = try await engine(keeping: 0)
    #expect(try await hidden(engine).isEmpty)
    try await hide(store)
    #expect(try await hidden(engine) == [Self.film])
  }
}
