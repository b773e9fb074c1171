import PickModel
import Testing

@testable import PickCore
@testable import PickStore
@testable import PickStoreSQLite

@Suite("Engine: what is kept of viewers")
struct KnownViewersTests {
  private static let series = Title.ID(1)

  private static let world: World = {
    var world = World()
    world.series(1, "드라마", episodes: [4])
    for id: Int64 in 2...200 { world.film(id, "액션") }
    return world
  }()

  private func store() async throws -> SQLiteDatabase {
    let store = try SQLiteDatabase.inMemory()
    _ = try await store.store(Self.world.batch) { _, _ in }
    return store
  }

  private func engine(
    over store: SQLiteDatabase, keeping seconds: Int64, portion: HomePortion = .whole
  ) -> Engine {
    Engine(
      stores: Engine.Stores(catalog: store, watches: store, choices: store), portion: portion,
      viewersAreKeptSeconds: seconds)
  }

  private func watched(_ asset: Int64, secondsAgo: Int64 = 7200) -> WatchEvent {
    WatchEvent(
      id: EventID(high: UInt64(asset), low: 0), viewer: World.viewer, asset: Asset.ID(asset),
      startedAt: World.now.advanced(bySeconds: -secondsAgo), watchedSeconds: 3600,
      endPosition: 3600, source: .player)
  }

  private func next(
    _ engine: Engine, secondsLater: Int64 = 0
  ) async throws -> Int64? {
    let now = World.now.advanced(bySeconds: secondsLater)
    return try await engine.title(Self.series, of: World.viewer, now: now)?
      .next?.asset.id.rawValue
  }

  @Test("what is told is on the next page, what is not told is on it when the time is over")
  func told() async throws {
    let store = try await store()
    let engine = engine(over: store, keeping: 60)
    #expect(try await next(engine) == 101)
    // Written past the engine.
    try await store.append([watched(101)])
    #expect(try await next(engine, secondsLater: 59) == 101)
    #expect(try await next(engine, secondsLater: 60) == 102)
    try await store.append([watched(102, secondsAgo: 3600)])
    engine.viewerChanged(World.viewer, by: .watched)
    #expect(try await next(engine, secondsLater: 61) == 103)
  }

  @Test("after an event only the title it is of is worked out again")
  func takenOver() async throws {
    let store = try await store()
    let engine = engine(over: store, keeping: 60)
    _ = try await engine.record([watched(101), watched(200), watched(300)])
    let before = try await engine.state(of: World.viewer, at: World.now)
    _ = try await engine.record([watched(102, secondsAgo: 3600)])
    engine.viewerChanged(World.viewer, by: .watched)
    let after = try await engine.state(of: World.viewer, at: World.now)
    for film: Int64 in [2, 3] { #expect(after[Title.ID(film)] === before[Title.ID(film)]) }
    #expect(after[Self.series] != before[Self.series])
  }

  @Test("events that were stored are added to what is kept, as they would be read")
  func stored() async throws {
    let store = try await store()
    let (keeping, exact) = (engine(over: store, keeping: 60), engine(over: store, keeping: 0))
    func compare(_ now: Instant = World.now) async throws {
      let (kept, read) = (
        try await keeping.state(of: World.viewer, at: now),
        try await exact.state(of: World.viewer, at: now)
      )
      #expect(kept == read)
    }
    try await store.save(
      PlaybackCheckpoint(event: watched(300, secondsAgo: 9000), takenAt: World.now))
    try await compare()
    // The end of what was running, something older, and two that began together.
    let batches = [
      [watched(300, secondsAgo: 9000)], [watched(101, secondsAgo: 20_000), watched(200)],
      [watched(102), watched(400), watched(103)],
    ]
    for events in batches {
      let recorded = try await keeping.record(events)
      #expect(recorded.newCount == events.count)
      keeping.viewerChanged(World.viewer, by: .stored(events))
      try await compare()
      #expect(try await next(keeping) == next(exact))
    }
    // Written past the engine: seen with the next reading, not because something was stored since.
    try await store.append([watched(104)])
    let later = [watched(500)]
    _ = try await keeping.record(later)
    keeping.viewerChanged(World.viewer, by: .stored(later))
    let state = try await keeping.state(of: World.viewer, at: World.now)
    #expect(state[Title.ID(5)] != nil && state[Self.series]?.views.count == 3)
    try await compare(World.now.advanced(bySeconds: 60))
  }

  @Test("an event that begins after the page's instant is not on it, and is on the next one")
  func storedAhead() async throws {
    let store = try await store()
    let engine = engine(over: store, keeping: 60)
    #expect(try await next(engine) == 101)
    let ahead = [watched(101, secondsAgo: -30)]
    _ = try await engine.record(ahead)
    engine.viewerChanged(World.viewer, by: .stored(ahead))
    #expect(try await next(engine) == 101)
    engine.viewerChanged(World.viewer, by: .watched)
    #expect(try await next(engine, secondsLater: 31) == 102)
  }

  @Test("too many events, and a choice, end what is kept; where nothing is kept none wait")
  func storedTooMuch() {
    let viewers = KnownViewers(lifeSeconds: 60)
    let known = KnownViewer(
      choices: .success(Choices()), history: .success(ViewingHistory()), rule: .standard,
      readAt: World.now)
    func keep() {
      viewers.keep(known, of: World.viewer, viewers.ticket(of: World.viewer), catalog: 1)
    }
    func waiting() -> Int? {
      viewers.known(World.viewer, catalog: 1, at: World.now)?.stored.count
    }
    viewers.drop(World.viewer, by: .stored([watched(101)]))
    #expect(waiting() == nil)
    keep()
    for count in 1...100 {
      viewers.drop(World.viewer, by: .stored([watched(Int64(count))]))
      #expect(waiting() == count)
    }
    viewers.drop(World.viewer, by: .stored([watched(101)]))
    #expect(waiting() == nil)
    keep()
    viewers.drop(World.viewer, by: .chose)
    viewers.drop(World.viewer, by: .stored([watched(101)]))
    #expect(waiting() == nil)
  }

  private let past = Instant(millisecondsSince1970: 0)

  @Test("of a title whose history is withdrawn nothing is known, and it may stand on shelves")
  func withdrawn() async throws {
    let store = try await store()
    let engine = Engine(stores: Engine.Stores(catalog: store, watches: store, choices: store))
    let film = Title.ID(2)
    _ = try await engine.record([watched(200)])
    _ = try await engine.forget(title: film, viewer: World.viewer, now: World.now)
    #expect(try await engine.state(of: World.viewer, at: World.now).isClosed(film))
    #expect(
      try await engine.withdraw(
        title: film, viewer: World.viewer, since: past, now: World.now))
    let state = try await engine.state(of: World.viewer, at: World.now)
    #expect(state[film] == nil && state.viewings.isEmpty && !state.isClosed(film))
    let later = World.now.advanced(bySeconds: 60)
    let again = WatchEvent(
      id: EventID(high: 9, low: 9), viewer: World.viewer, asset: Asset.ID(200),
      startedAt: World.now.advanced(bySeconds: 30), watchedSeconds: 3600, source: .player)
    _ = try await engine.record([again])
    #expect(try await engine.state(of: World.viewer, at: later)[film] != nil)
    #expect(
      try await !engine.withdraw(
        title: Title.ID(999), viewer: World.viewer, since: past, now: World.now))
  }

  @Test("watching that is withdrawn counts no longer in what is popular; forgotten, it does")
  func discounts() async throws {
    let store = try await store()
    let engine = Engine(stores: Engine.Stores(catalog: store, watches: store, choices: store))
    func popular() async throws -> [Title.ID] {
      try await store.popularTitles(in: .all, count: 100).map(\.title)
    }
    let before = try await popular()
    _ = try await engine.record([watched(200)])
    _ = try await engine.forget(title: Title.ID(2), viewer: World.viewer, now: World.now)
    #expect(try await popular() != before)
    _ = try await engine.withdraw(
      title: Title.ID(2), viewer: World.viewer, since: past, now: World.now)
    #expect(try await popular() == before)
  }

  @Test("a program that keeps nothing is always exact")
  func exact() async throws {
    let store = try await store()
    let engine = engine(over: store, keeping: 0)
    #expect(try await next(engine) == 101)
    try await store.append([watched(101)])
    #expect(try await next(engine) == 102)
  }

  @Test("a change while a viewer is read keeps what was read from being kept")
  func overlap() {
    let viewers = KnownViewers(lifeSeconds: 60)
    let known = KnownViewer(
      choices: .success(Choices()), history: .success(ViewingHistory()), rule: .standard,
      readAt: World.now)
    let ticket = viewers.ticket(of: World.viewer)
    viewers.drop(World.viewer, by: .watched)
    viewers.keep(known, of: World.viewer, ticket, catalog: 1)
    #expect(viewers.known(World.viewer, catalog: 1, at: World.now) == nil)
    viewers.keep(known, of: World.viewer, viewers.ticket(of: World.viewer), catalog: 1)
    #expect(viewers.known(World.viewer, catalog: 1, at: World.now) != nil)
    #expect(viewers.known(World.viewer, catalog: 2, at: World.now) == nil)
    // A clock that went back proves nothing.
    let before = World.now.advanced(bySeconds: -1)
    #expect(viewers.known(World.viewer, catalog: 1, at: before) == nil)
  }

  @Test("further cards are those of the page that was sent, kept or made again")
  func furtherCards() async throws {
    let store = try await store()
    let portion = HomePortion(cardsPerShelf: 12, budget: .max) { _ in 0 }
    let (keeping, exact) = (
      engine(over: store, keeping: 60, portion: portion),
      engine(over: store, keeping: 0, portion: portion)
    )
    let page = try await keeping.home(of: World.viewer, now: World.now)
    let again = try await exact.home(of: World.viewer, now: World.now)
    func cursor(_ page: HomePage) throws -> (Shelf, PageCursor) {
      let shelves = page.shelves.compactMap { result -> Shelf? in
        if case .loaded(let shelf) = result, shelf.next != nil { shelf } else { nil }
      }
      let shelf = try #require(shelves.first)
      return (shelf, try #require(shelf.next))
    }
    let (shelf, after) = try cursor(page)
    let (other, afterOther) = try cursor(again)
    #expect(shelf.id == other.id && shelf.cards == other.cards)
    let kept = try await keeping.more(of: shelf.id, after: after, of: World.viewer)
    let made = try await exact.more(of: other.id, after: afterOther, of: World.viewer)
    #expect(kept?.cards.isEmpty == false)
    #expect(kept?.cards == made?.cards)
    // What was watched since is on the next page, and moves no card of this one.
    for asset in [200, 300, 400] as [Int64] {
      _ = try await keeping.record([watched(asset, secondsAgo: -60)])
      keeping.viewerChanged(World.viewer, by: .watched)
    }
    let afterWatching = try await keeping.more(of: shelf.id, after: after, of: World.viewer)
    #expect(afterWatching?.cards == kept?.cards)
    // What was hidden meanwhile is not among them, whichever way they come.
    let hidden = try #require(kept?.cards.first?.id)
    _ = try await keeping.setHidden(
      true, title: hidden, viewer: World.viewer, now: World.now)
    keeping.viewerChanged(World.viewer, by: .chose)
    let later = try await keeping.more(of: shelf.id, after: after, of: World.viewer)
    #expect(later?.cards.contains { $0.id == hidden } == false)
  }

  @Test("what is kept is bounded, and what is asked for stays")
  func bound() {
    var entries = RecentEntries<Int, String>(mostWeight: 100)
    for key in 0..<1000 {
      entries.keep("\(key)", for: key, weight: 10)
      let first = entries[0]
      #expect(first == "0")
    }
    let kept = (0..<1000).filter { entries[$0] != nil }
    #expect(kept.count <= 11)
    #expect(kept.contains(999))
    entries.keep("whole", for: 5000, weight: 26)
    let whole = entries[5000]
    #expect(whole == nil)
  }
}
