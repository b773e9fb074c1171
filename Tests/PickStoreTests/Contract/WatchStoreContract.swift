import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("WatchStore", .also(.mariaDB), .fewAtOnce)
struct WatchStoreContract {
  @Test(
    "of a very long history the newest facts are read, oldest first",
    arguments: StoreUnderTest.allCases)
  func bounded(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let count = HistoryLimits.events + 5
      let events = (0..<count).map { index in
        StoreSample.event(
          UInt64(index), at: StoreSample.now.advanced(bySeconds: Int64(index - count)), seconds: 60)
      }
      _ = try await store.store(ImportBatch(events: events)) { _, _ in }
      let found = try await store.history(of: Viewer.ID(101), before: StoreSample.now)
      #expect(found.map(\.id) == events.suffix(HistoryLimits.events).map(\.id))
    }
  }

  private let now = StoreSample.now
  private let viewer = Viewer.ID(101)
  private var later: Instant { now.advanced(bySeconds: 86_400) }

  @Test("an event is recorded once, whatever is retried", arguments: StoreUnderTest.allCases)
  func once(store: StoreUnderTest) async throws {
    try await store.withSample { store async throws in
      let events = [StoreSample.event(1), StoreSample.event(2, asset: 21)]
      #expect(try await store.append(events) == 2)
      #expect(try await store.append(events + [StoreSample.event(3, asset: 22)]) == 1)
      #expect(try await store.append([WatchEvent]()) == 0)
      #expect(try await store.history(of: viewer, before: later).count == 3)
    }
  }

  @Test("every field of an event comes back", arguments: StoreUnderTest.allCases)
  func fields(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let sources: [WatchEvent.Source] = [.player, .marked, .imported, .demo]
      let events = sources.enumerated().map { index, source in
        WatchEvent(
          id: EventID(high: UInt64(index), low: .max - UInt64(index)), viewer: viewer,
          asset: Asset.ID(21), startedAt: now.advanced(bySeconds: Int64(index)),
          watchedSeconds: 7 * index, endPosition: index == 0 ? nil : index,
          statedPreference: index == 2 ? 0.75 : nil, source: source)
      }
      try await store.append(events)
      #expect(try await store.history(of: viewer, before: later) == events)
    }
  }

  @Test("one unknown asset keeps the whole batch out", arguments: StoreUnderTest.allCases)
  func unknownAsset(store: StoreUnderTest) async throws {
    try await store.withSample { store async throws in
      await #expect(throws: StoreError.constraint(table: "watch_event")) {
        try await store.append([StoreSample.event(1), StoreSample.event(2, asset: 99)])
      }
      #expect(try await store.history(of: viewer, before: later).isEmpty)
      #expect(try await store.popularTitles(in: .all, count: 9).isEmpty)
    }
  }

  @Test(
    "history is the viewer's own, oldest first, before its end", arguments: StoreUnderTest.allCases)
  func history(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let starts: [Int64] = [30, 10, 20]
      try await store.append(
        starts.map { StoreSample.event(1, at: now.advanced(bySeconds: $0)) }
          + [StoreSample.event(1, viewer: 102)])
      let history = try await store.history(of: viewer, before: now.advanced(bySeconds: 30))
      #expect(history.map { $0.startedAt.seconds(since: now) } == [10, 20])
    }
  }

  @Test("detail views and impressions are recorded once", arguments: StoreUnderTest.allCases)
  func seen(store: StoreUnderTest) async throws {
    try await store.withSample { store async throws in
      let views = (0..<3).map {
        DetailView(
          id: EventID(at: now, rest: (0, $0)), viewer: viewer, title: Title.ID(1),
          at: now.advanced(bySeconds: -Int64($0)))
      }
      #expect(try await store.append(views) == 3)
      #expect(try await store.append(views) == 0)
      #expect(try await store.detailViews(of: viewer, before: now) == [views[2], views[1]])
      let impressions = (0..<3).map {
        Impression(
          id: EventID(at: now, rest: (0, UInt64($0))), viewer: viewer, shelf: Shelf.ID("top10"),
          title: Title.ID(2), position: $0, at: now)
      }
      #expect(try await store.append(impressions) == 3)
      #expect(try await store.append(impressions) == 0)
    }
  }

  @Test(
    "all events come in batches, a viewer's together and oldest first",
    arguments: StoreUnderTest.allCases)
  func batches(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      var events: [WatchEvent] = []
      for viewer: Int64 in [102, 101] {
        for minute: Int64 in [3, 1, 2] {
          let start = now.advanced(bySeconds: 60 * minute)
          events.append(StoreSample.event(UInt64(9 - minute), viewer: viewer, at: start))
        }
      }
      try await store.append(events)
      let collected = Collected<WatchEvent>()
      try await store.forEachEventBatch(before: now.advanced(bySeconds: 180)) { batch in
        collected.append(batch)
      }
      let found = collected.events
      #expect(found.map(\.viewer.rawValue) == [101, 101, 102, 102])
      #expect(found.map { $0.startedAt.seconds(since: now) } == [60, 120, 60, 120])
    }
  }

  @Test(
    "all opened pages come in batches, a viewer's together and oldest first",
    arguments: StoreUnderTest.allCases)
  func detailViewBatches(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let views = [102, 101].flatMap { (viewer: Int64) in
        [3, 1, 2].map { (minute: Int64) in
          let at = now.advanced(bySeconds: 60 * minute)
          return DetailView(
            id: EventID(at: at, rest: (0, UInt64(viewer))), viewer: Viewer.ID(viewer),
            title: Title.ID(1), at: at)
        }
      }
      try await store.append(views)
      let collected = Collected<DetailView>()
      try await store.forEachDetailViewBatch(before: now.advanced(bySeconds: 180)) { batch in
        collected.append(batch)
      }
      let found = collected.events
      #expect(found.map(\.viewer.rawValue) == [101, 101, 102, 102])
      #expect(found.map { $0.at.seconds(since: now) } == [60, 120, 60, 120])
    }
  }

  @Test("a batch that fails stops the reading", arguments: StoreUnderTest.allCases)
  func failingBatch(store: StoreUnderTest) async throws {
    struct Stop: Error {}
    try await store.withSample { store in
      try await store.append([StoreSample.event()])
      await #expect(throws: Stop.self) {
        try await store.forEachEventBatch(before: later) { _ in throw Stop() }
      }
    }
  }

  @Test("of very many opened pages the newest are read", arguments: StoreUnderTest.allCases)
  func boundedViews(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let count = HistoryLimits.detailViews + 5
      let views = (0..<count).map { index in
        let at = now.advanced(bySeconds: Int64(index - count))
        return DetailView(
          id: EventID(at: at, rest: (0, UInt64(index))), viewer: viewer, title: Title.ID(1), at: at)
      }
      #expect(try await store.append(views) == count)
      let found = try await store.detailViews(of: viewer, before: now)
      #expect(found.count == HistoryLimits.detailViews && found == Array(views.dropFirst(5)))
    }
  }
}
