import PickModel
import Testing

@testable import PickCore
@testable import PickStore
@testable import PickStoreSQLite

@Suite("HomePortion: what of a front page comes at once")
struct HomePortionTests {
  private func shelf(_ tab: HeroTab, _ ids: ClosedRange<Int64>) -> ShelfResult {
    .loaded(Shelf(kind: .hero(tab), cards: ids.map(card)))
  }

  private func shelf(_ kind: Shelf.Kind, _ ids: ClosedRange<Int64>) -> ShelfResult {
    .loaded(Shelf(kind: kind, cards: ids.map(card)))
  }

  private func card(_ id: Int64) -> Card {
    var world = World()
    return Card(world.film(id), playable: nil, reason: .popular(rank: 1))
  }

  private func page(hero: [ShelfResult] = [], _ shelves: [ShelfResult]) -> HomePage {
    HomePage(hero: hero, shelves: shelves, builtFor: World.now, isPersonalised: false)
  }

  private func cut(_ page: HomePage, _ portion: HomePortion) -> [String] {
    let cut = portion.cut(page) { shelf, offset in PageCursor("\(shelf.rawValue)+\(offset)") }
    return (cut.hero + cut.shelves).map { result in
      guard case .loaded(let shelf) = result else { return "failed" }
      return "\(shelf.cards.count) \(shelf.next?.text ?? "whole")"
    }
  }

  @Test("a long shelf goes on by cursor, a short one is whole")
  func longShelves() {
    let page = page([shelf(.top10, 1...10), shelf(.pickedForYou, 11...30)])
    let portion = HomePortion(cardsPerShelf: 12, budget: .max) { _ in 1 }
    #expect(cut(page, portion) == ["10 whole", "12 picked+12"])
  }

  @Test("the budget is spent in the order shelves are seen, the later hero tabs last")
  func budget() {
    let page = page(
      hero: [shelf(.realtime, 1...3), shelf(.weekday, 4...6)],
      [shelf(.top10, 11...15), shelf(.pickedForYou, 21...25)])
    let portion = HomePortion(cardsPerShelf: 12, budget: 100) { _ in 10 }
    #expect(
      cut(page, portion) == ["3 whole", "0 hero:weekday+0", "5 whole", "2 picked+2"])
  }

  @Test("nothing smaller is let in behind a card that found no room")
  func prefix() {
    let page = page([shelf(.top10, 1...3), shelf(.pickedForYou, 4...6)])
    let portion = HomePortion(cardsPerShelf: 12, budget: 10) { $0.id == Title.ID(2) ? 50 : 1 }
    #expect(cut(page, portion) == ["1 top10+1", "0 picked+0"])
  }

  @Test("a shelf that failed stays failed and costs nothing")
  func failed() {
    let page = page([.failed(.continueWatching), shelf(.top10, 1...2)])
    let portion = HomePortion(cardsPerShelf: 12, budget: 2) { _ in 1 }
    #expect(cut(page, portion) == ["failed", "2 whole"])
  }
}

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
