import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("RetentionStore", .also(.mariaDB), .fewAtOnce)
struct RetentionContract {
  private let now = StoreSample.now
  private let day: Int64 = 86_400
  private var kept: Instant { now.advanced(bySeconds: -30 * day) }
  private var old: Instant { now.advanced(bySeconds: -100 * day) }

  /// The film, watched to its end or half.
  private func film(_ rest: UInt64, viewer: Int64 = 101, at: Instant, whole: Bool = true)
    -> WatchEvent
  {
    StoreSample.event(rest, viewer: viewer, asset: 11, at: at, seconds: whole ? 6_000 : 3_000)
  }

  private func remove(_ store: any Stores, count: Int = 100) async throws -> [RemovedFacts] {
    var found: [RemovedFacts] = []
    while let batch = try await store.removeFacts(
      ofViewersAfter: found.last?.last, count: count, before: kept)
    {
      found.append(batch)
    }
    return found
  }

  private func events(_ store: any Stores, _ viewer: Int64) async throws -> [EventID] {
    try await store.history(of: Viewer.ID(viewer), before: now.advanced(bySeconds: day)).map(\.id)
  }

  @Test(
    "old events of what was seen go, with their share of popularity",
    arguments: StoreUnderTest.allCases)
  func removed(home: StoreUnderTest) async throws {
    try await home.withSample { store in
      let recent = film(2, viewer: 102, at: now)
      try await store.append([film(1, at: old), recent])
      #expect(try await remove(store).map(\.events) == [1])
      #expect(try await events(store, 101).isEmpty)
      #expect(try await events(store, 102) == [recent.id])
      let alone = try await StoreSample.database()
      try await alone.append([recent])
      for slot in [PopularitySlot.all, .hour(22), .day(.fridayNight)] {
        let left = try await store.popularTitles(in: slot, count: 5)
        let right = try await alone.popularTitles(in: slot, count: 5)
        #expect(left.map(\.title) == right.map(\.title))
        for (left, right) in zip(left, right) {
          #expect(abs(left.weight / right.weight - 1) < 1e-6)
        }
      }
      // What comes again counts again, once.
      #expect(try await store.append([film(1, at: old)]) == 1)
      #expect(try await remove(store).map(\.events) == [1])
    }
  }

  @Test(
    "what a viewer goes on with, has on the list, marked or is playing stays",
    arguments: [
      "unfinished", "next episode", "list", "marked", "playing", "watched since",
    ], StoreUnderTest.allCases)
  func stays(why: String, home: StoreUnderTest) async throws {
    try await home.withSample { store in
      let viewer = Viewer.ID(101)
      var events = [film(1, at: old)]
      switch why {
      case "unfinished": events = [film(1, at: old, whole: false)]
      case "next episode":
        events = [StoreSample.event(1, asset: 21, at: old, seconds: 3_600)]
      case "list": try await store.setOnMyList(true, title: Title.ID(1), viewer: viewer, at: old)
      case "marked":
        events.append(
          WatchEvent(
            id: EventID(at: old, rest: (1, 1)), viewer: viewer, asset: Asset.ID(11),
            startedAt: old, watchedSeconds: 0, source: .marked))
      case "playing":
        try await store.save(
          PlaybackCheckpoint(event: film(3, at: old, whole: false), takenAt: old))
      default: events.append(film(2, at: now))
      }
      try await store.append(events)
      let before = try await self.events(store, 101)
      #expect(try await remove(store).map(\.events) == [0])
      #expect(try await self.events(store, 101) == before)
    }
  }

  @Test(
    "opened pages and shown cards go by their age alone", arguments: StoreUnderTest.allCases)
  func seen(home: StoreUnderTest) async throws {
    try await home.withSample { store in
      for at in [old, kept.advanced(bySeconds: -1), kept, now] {
        let id = EventID(at: at, rest: (0, 5))
        try await store.append([
          DetailView(id: id, viewer: Viewer.ID(101), title: Title.ID(1), at: at)
        ])
        try await store.append([
          Impression(
            id: id, viewer: Viewer.ID(102), shelf: Shelf.ID("picked"), title: Title.ID(2),
            position: 0, at: at)
        ])
      }
      let removed = try await remove(store)
      #expect(removed.map(\.detailViews) == [2] && removed.map(\.impressions) == [2])
      #expect(try await store.storedData(of: Viewer.ID(101)).detailViews == 2)
      #expect(try await store.storedData(of: Viewer.ID(102)).impressions == 2)
    }
  }

  @Test(
    "a batch is a few viewers; what was cut short is done by the next pass",
    arguments: StoreUnderTest.allCases)
  func batches(home: StoreUnderTest) async throws {
    try await home.withSample { store in
      try await store.append([film(1, at: old), film(2, viewer: 102, at: old)])
      let first = try #require(
        try await store.removeFacts(ofViewersAfter: nil, count: 1, before: kept))
      #expect(first.last == Viewer.ID(101) && first.events == 1)
      #expect(try await events(store, 102).count == 1)
      let rest = try await remove(store, count: 1)
      #expect(rest.map(\.events) == [0, 1])
      #expect(rest.map(\.last) == [Viewer.ID(101), Viewer.ID(102)])
      #expect(try await store.popularTitles(in: .all, count: 5).allSatisfy { $0.weight < 1e-12 })
      #expect(try await store.watchingFacts(before: now).events == 0)
    }
  }

  @Test("figures of a span leave out what lies before it", arguments: StoreUnderTest.allCases)
  func facts(home: StoreUnderTest) async throws {
    try await home.withSample { store in
      try await store.append([film(1, at: old), film(2, at: kept), film(3, at: now)])
      #expect(try await store.watchingFacts(from: kept, before: now).events == 1)
      #expect(try await store.watchingFacts(from: nil, before: now).events == 2)
    }
  }
}
