import PickModel
import Testing

@testable import PickCore

@Suite("Engine: shelves in parts")
struct ShelfPartsTests {
  @Test("a shelf that comes in parts is whole in the end, whatever the viewer watches meanwhile")
  func parts() async throws {
    var world = World()
    for id: Int64 in 1...200 { world.film(id, "액션") }
    let store = try SQLiteDatabase.inMemory()
    _ = try await store.store(world.batch) { _, _ in }
    let stores = Engine.Stores(catalog: store, watches: store, choices: store)
    let whole = Engine(stores: stores)
    try await whole.record(watching(Viewer.ID(2), at: World.now))
    let parted = Engine(
      stores: stores, portion: HomePortion(cardsPerShelf: 12, budget: .max) { _ in 0 })
    let kind = Shelf.Kind.newReleases
    let all = try #require(
      try await whole.home(of: World.viewer, now: World.now).shelves.first { $0.kind == kind })
    let home = try await parted.home(of: World.viewer, now: World.now)
    guard case .loaded(let first)? = home.shelves.first(where: { $0.kind == kind }) else {
      Issue.record("no shelf")
      return
    }
    #expect(first.cards.count == 12)
    let later = World.now.advanced(bySeconds: 60)
    try await parted.record(watching(World.viewer, at: later))
    let cursor = try #require(first.next)
    let rest = try #require(
      try await parted.more(of: first.id, after: cursor, of: World.viewer))
    #expect(first.cards + rest.cards == all.cards)
    #expect(rest.next == nil)
    #expect(try await parted.more(of: Shelf.ID("top10"), after: cursor, of: World.viewer) == nil)
    #expect(try await parted.more(of: first.id, after: cursor, of: Viewer.ID(2)) == nil)
  }

  private func watching(_ viewer: Viewer.ID, at instant: Instant) -> WatchEvent {
    WatchEvent(
      id: EventID(high: 1, low: 0), viewer: viewer, asset: Asset.ID(100), startedAt: instant,
      watchedSeconds: 3600, source: .player)
  }
}
