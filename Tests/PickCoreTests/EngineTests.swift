import PickModel
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickStore
@testable import PickStoreSQLite

@Suite("Engine")
struct EngineTests {
  /// A catalogue in memory, with its events, behind an engine.
  private func engine(
    _ world: World, at contentTime: Instant? = nil
  ) async throws -> (engine: Engine, store: SQLiteDatabase) {
    let store = try SQLiteDatabase.inMemory()
    _ = try await store.store(world.batch) { _, _ in }
    let stores = Engine.Stores(catalog: store, watches: store, choices: store)
    return (Engine(stores: stores, contentTime: contentTime), store)
  }

  private func event(_ asset: Int64, id: UInt64 = 1) -> WatchEvent {
    WatchEvent(
      id: EventID(high: id, low: 0), viewer: World.viewer, asset: Asset.ID(asset),
      startedAt: World.now, watchedSeconds: 3600, endPosition: 3600, source: .player)
  }

  private static let small: World = {
    var world = World()
    world.series(1, "드라마", episodes: [4])
    for id: Int64 in 2...20 { world.film(id, "액션") }
    return world
  }()

  @Test("a fact recorded twice counts once")
  func idempotence() async throws {
    let (engine, store) = try await engine(Self.small)
    try await engine.record(event(101))
    try await engine.record(event(101))
    #expect(try await store.history(of: World.viewer, before: .distantFuture).count == 1)
  }

  @Test("opened pages are read with the history, watched or not")
  func looking() async throws {
    let (engine, _) = try await engine(Self.small)
    let view = DetailView(
      id: EventID(high: 1, low: 0), viewer: World.viewer, title: Title.ID(2), at: World.now)
    try await engine.record([view])
    let history = try await engine.history(of: World.viewer, at: World.now)
    #expect(history == ViewingHistory(detailViews: [view]))
  }

  @Test("every card that can be played says what plays")
  func playable() async throws {
    let (engine, _) = try await engine(Self.small)
    let home = try await engine.home(of: World.viewer, now: World.now)
    let cards = home.shelves.flatMap(\.cards)
    #expect(!cards.isEmpty)
    #expect(cards.allSatisfy { $0.playable != nil })
    #expect(!home.isPersonalised)
  }

  @Test("marking an asset watched is an event of its whole running time")
  func marking() async throws {
    let (engine, store) = try await engine(Self.small)
    let id = EventID(high: 7, low: 0)
    #expect(
      try await engine.markWatched(
        id, asset: Asset.ID(101), viewer: World.viewer, now: World.now))
    let events = try await store.history(of: World.viewer, before: .distantFuture)
    #expect(events.map(\.source) == [.marked])
    #expect(events.map(\.watchedSeconds) == [World.runningSeconds])
    #expect(
      try await !engine.markWatched(
        id, asset: Asset.ID(999), viewer: World.viewer, now: World.now))
  }

  @Test("a playback whose player died is settled a minute later, not before")
  func settling() async throws {
    let (engine, store) = try await engine(Self.small)
    try await engine.save(event(101), now: World.now)
    for (age, expected) in [(60, 0), (61, 1)] as [(Int64, Int)] {
      let now = World.now.advanced(bySeconds: age)
      try await engine.settleAbandoned(of: World.viewer, now: now)
      #expect(try await store.popularTitles(in: .all, count: 9).count == expected)
    }
  }

  @Test("a page of the past sees nothing that came later")
  func contentTime() async throws {
    var world = Self.small
    world.watch(200, hoursAgo: 100)
    world.watch(300, hoursAgo: 2)
    let past = World.now.advanced(bySeconds: -50 * World.hour)
    let (engine, _) = try await engine(world, at: past)
    let home = try await engine.home(of: World.viewer, now: World.now)
    #expect(home.builtFor == past)
    let own = try await engine.ownPage(of: World.viewer, now: World.now)
    #expect(own.history.map(\.asset.rawValue) == [200])
  }

  @Test("popularity counted up for an instant is what was stored until then")
  func pastPopularity() async throws {
    var world = Self.small
    for (hour, asset) in [200, 300, 200, 400, 500].enumerated() {
      world.watch(Int64(asset), 0.7, hoursAgo: Int64(hour) * 7 + 1)
    }
    let (engine, store) = try await engine(world)
    let slots: [PopularitySlot] = [.all, .hour(21), .day(.weekday)]
    let stored = await engine.popularity.read(slots)
    let stores = Engine.Stores(catalog: store, watches: store, choices: store)
    let counted = await PopularityReader(stores, at: World.now).read(slots)
    for slot in slots {
      let (left, right) = (try stored[slot].get(), try counted[slot].get())
      #expect(!left.isEmpty)
      #expect(left.map(\.title) == right.map(\.title))
      for (left, right) in zip(left, right) {
        #expect(abs(left.weight - right.weight) <= 1e-6 * left.weight)
      }
    }
  }

  @Test("search marks what is hidden, and counts what is not listed")
  func search() async throws {
    let (engine, _) = try await engine(Self.small)
    #expect(
      try await engine.setHidden(
        true, title: Title.ID(3), viewer: World.viewer, now: World.now))
    let found = try await engine.search("작품", limit: 5, for: World.viewer, now: World.now)
    #expect(found.totalCount == 20)
    #expect(found.cards.count == 5)
    let all = try await engine.search("작품", limit: 20, for: World.viewer, now: World.now)
    #expect(all.cards.filter(\.isHidden).map(\.id) == [Title.ID(3)])
    #expect(found.cards.allSatisfy { $0.reason == .matchesSearch && $0.playable != nil })
    let none = try await engine.search("없는 것", limit: 5, for: World.viewer, now: World.now)
    #expect(none.totalCount == 0)
  }

  @Test("what is not available now is neither found nor offered for a slip")
  func unavailable() async throws {
    var world = Self.small
    let past = World.now.advanced(bySeconds: -World.day)
    let future = World.now.advanced(bySeconds: World.day)
    world.film(21, "액션", availability: Availability(start: nil, end: past))
    world.film(22, "액션", availability: Availability(start: past, end: future))
    world.film(23, "액션", availability: Availability(start: future, end: nil))
    let (engine, _) = try await engine(world)
    func found(_ words: String) async throws -> SearchResults {
      try await engine.search(words, limit: 5, for: World.viewer, now: World.now)
    }
    #expect(try await found("작품").totalCount == 21)
    #expect(try await found("작품 22").cards.map(\.id) == [Title.ID(22)])
    #expect(try await found("작픔 22").near.first?.id == Title.ID(22))
    for gone: Int64 in [21, 23] {
      #expect(try await found("작품 \(gone)").totalCount == 0)
      #expect(try await !found("작픔 \(gone)").near.contains { $0.id == Title.ID(gone) })
    }
  }

  @Test("of names that are equally near the popular ones are offered")
  func nearByPopularity() async throws {
    var world = World()
    for id: Int64 in 11...19 { world.film(id, "액션") }
    world.watch(1800)
    let (engine, _) = try await engine(world)
    let found = try await engine.search("작픔", limit: 5, for: World.viewer, now: World.now)
    #expect(found.near.count == SearchResults.mostNear && found.near.first?.id == Title.ID(18))
    #expect(found.near.allSatisfy { $0.reason == .genre(Genre(LocalizedText("액션"))) })
  }

  @Test("titles and assets that are not there are nil or false, not errors")
  func missing() async throws {
    let (engine, _) = try await engine(Self.small)
    let unknown = Title.ID(999)
    #expect(try await engine.title(unknown, of: World.viewer, now: World.now) == nil)
    #expect(try await engine.explain(unknown, to: World.viewer, now: World.now) == nil)
    #expect(
      try await !engine.setThumb(.up, title: unknown, viewer: World.viewer, now: World.now))
  }

  @Test("without a model an explanation is popularity alone")
  func explanationWithoutModel() async throws {
    var world = Self.small
    world.watch(200)
    world.watch(300, 0.5)
    let (engine, _) = try await engine(world)
    let explained = try #require(
      await engine.explain(Title.ID(2), to: Viewer.ID(2), now: World.now))
    #expect(explained.parts.map(\.source) == [.popularity])
    #expect(explained.rank == 1)
    let own = try await engine.explain(Title.ID(2), to: World.viewer, now: World.now)
    #expect(own?.excluded == .watched)
  }

  @Test("one shelf asked for again is the one on the page")
  func oneShelf() async throws {
    var world = Self.small
    world.watch(200, 0.5)
    let (engine, _) = try await engine(world)
    let home = try await engine.home(of: World.viewer, now: World.now)
    for result in home.hero + home.shelves {
      let shelf = try await engine.shelf(result.kind, of: World.viewer, now: World.now)
      #expect(ShelfResult.loaded(shelf) == result)
    }
    let gone = try await engine.shelf(.myList, of: World.viewer, now: World.now)
    #expect(gone.cards.isEmpty)
  }

  @Test("home and my page go by the rule the engine was given")
  func ruleOfWatching() async throws {
    var rule = WatchingRule.standard
    (rule.finishedPercent, rule.creditsSeconds) = (50, 1800)
    for (given, isFinished) in [(WatchingRule.standard, false), (rule, true)] {
      let store = try SQLiteDatabase.inMemory()
      _ = try await store.store(Self.small.batch) { _, _ in }
      let engine = Engine(
        stores: Engine.Stores(catalog: store, watches: store, choices: store), watching: given)
      try await engine.record(
        WatchEvent(
          id: EventID(high: 1, low: 0), viewer: World.viewer, asset: Asset.ID(200),
          startedAt: World.now, watchedSeconds: 2000, endPosition: 2000, source: .player))
      let own = try await engine.ownPage(of: World.viewer, now: World.now)
      #expect(own.history.first?.progress.isFinished == isFinished)
      let home = try await engine.home(of: World.viewer, now: World.now)
      #expect(home.shelves.contains { $0.kind == .continueWatching } == !isFinished)
    }
  }
}

extension Instant {
  fileprivate static let distantFuture = Instant(secondsSince1970: 1 << 40)
}

extension World {
  /// The catalogue, the viewer and the events, as an import would bring them.
  var batch: ImportBatch {
    ImportBatch(
      titles: titles.map {
        ImportedTitle(
          title: $0, key: "\($0.id)", synopsis: LocalizedText("이야기 \($0.id)"), cast: [])
      },
      assets: assets.map { ImportedAsset(asset: $0, names: ["asset \($0.id)"]) },
      accounts: [1, 2].map {
        Account(id: Account.ID($0), number: "\($0)", viewer: Viewer.ID($0))
      },
      events: events)
  }
}

@Suite("facts that arrive together")
struct BatchTests {
  private let viewer = Viewer.ID(101)

  private func engine() async throws -> Engine {
    let database = try await StoreSample.database()
    return Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database))
  }

  @Test("events of what is not there are refused, the others are stored once")
  func events() async throws {
    let engine = try await engine()
    let batch = [StoreSample.event(1), StoreSample.event(2, asset: 999), StoreSample.event(3)]
    let first: Engine.Recorded = try await engine.record(batch)
    #expect(first == Engine.Recorded(newCount: 2, refused: [batch[1].id]))
    let again: Engine.Recorded = try await engine.record(batch)
    #expect(again == Engine.Recorded(newCount: 0, refused: [batch[1].id]))
  }

  @Test("so are opened pages and visible cards of titles that are not there")
  func seen() async throws {
    let engine = try await engine()
    let ids = (0..<2).map { EventID(at: StoreSample.now, rest: (1, $0)) }
    let views = zip(ids, [1, 99]).map {
      DetailView(id: $0, viewer: viewer, title: Title.ID($1), at: StoreSample.now)
    }
    #expect(
      try await engine.recordKnown(views) == Engine.Recorded(newCount: 1, refused: [ids[1]]))
    let cards = zip(ids, [99, 2]).map {
      Impression(
        id: $0, viewer: viewer, shelf: Shelf.ID("top10"), title: Title.ID($1), position: 0,
        at: StoreSample.now)
    }
    #expect(
      try await engine.recordKnown(cards) == Engine.Recorded(newCount: 1, refused: [ids[0]]))
  }

  @Test("a shelf is found by its name while it is on the page")
  func shelfByName() async throws {
    let engine = try await engine()
    let home = try await engine.home(of: viewer, now: StoreSample.now)
    for case .loaded(let shelf) in home.hero + home.shelves {
      let found = try await engine.shelf(named: shelf.id, of: viewer, now: StoreSample.now)
      #expect(found == shelf)
    }
    let none = try await engine.shelf(named: Shelf.ID("x"), of: viewer, now: StoreSample.now)
    #expect(none == nil)
  }
}
