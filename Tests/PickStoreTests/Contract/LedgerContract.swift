import PickModel
import PickStore
import PickTestSupport
import Testing

@Suite("Every store keeps the ledger") struct LedgerContract {
  private let now = Instant(secondsSince1970: 1_795_181_400)
  private let month = Month(containing: Instant(secondsSince1970: 1_795_181_400))

  private func lock(
    _ store: any Stores, _ run: String, after seconds: Int64 = 0, dead: String? = nil
  ) async throws -> MonthLock? {
    let now = now.advanced(bySeconds: seconds)
    return try await store.lockMonth(
      month, run: run, holder: "host of \(run)", now: now, expired: now.advanced(bySeconds: -60),
      dead: dead)
  }

  @Test("one of two runs gets the lock of a month", arguments: StoreUnderTest.allCases)
  func oneWins(home: StoreUnderTest) async throws {
    try await home.withEmpty { store in
      #expect(try await lock(store, "first") == nil)
      #expect(try await lock(store, "second")?.run == "first")
      #expect(try await lock(store, "first") == nil)
      try await store.unlockMonth(month, run: "second")
      #expect(try await lock(store, "second")?.holder == "host of first")
      try await store.unlockMonth(month, run: "first")
      #expect(try await lock(store, "second") == nil)
    }
  }

  @Test("of many runs at once one wins", arguments: StoreUnderTest.allCases)
  func race(home: StoreUnderTest) async throws {
    try await home.withEmpty { store in
      let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
        for run in 0..<8 {
          group.addTask { try await lock(store, "run \(run)") == nil }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(winners == 1)
    }
  }

  @Test(
    "a run that is silent, or known to be dead, is replaced", arguments: StoreUnderTest.allCases)
  func silent(home: StoreUnderTest) async throws {
    try await home.withEmpty { (store) async throws in
      #expect(try await lock(store, "first") == nil)
      #expect(try await lock(store, "second", after: 59)?.run == "first")
      #expect(try await store.keepMonth(month, run: "first", now: now.advanced(bySeconds: 59)))
      #expect(try await lock(store, "second", after: 100)?.run == "first")
      #expect(try await lock(store, "second", after: 120) == nil)
      #expect(try await !store.keepMonth(month, run: "first", now: now.advanced(bySeconds: 121)))
      #expect(try await lock(store, "third", after: 121, dead: "host of second") == nil)
      #expect(try await store.monthLocks().map(\.run) == ["third"])
    }
  }

  private func stage(
    _ run: String, _ stage: String, _ state: StageRecord.State, at seconds: Int64
  ) -> StageRecord {
    StageRecord(
      run: run, stage: stage, month: month, state: state, input: "in", output: "out",
      details: "작품 ☃", version: "1", startedAt: now.advanced(bySeconds: seconds),
      endedAt: now.advanced(bySeconds: seconds + 1))
  }

  @Test("stages are kept as they are, one row a run and stage", arguments: StoreUnderTest.allCases)
  func stages(home: StoreUnderTest) async throws {
    try await home.withEmpty { store in
      var running = stage("first", "train", .running, at: 0)
      running.output = nil
      running.endedAt = nil
      try await store.record(running)
      #expect(try await store.stageRecords(of: month) == [running])
      let done = stage("first", "train", .done, at: 0)
      try await store.record(done)
      let later = stage("second", "train", .rejected, at: 10)
      try await store.record(later)
      #expect(try await store.stageRecords(of: month) == [done, later])
      #expect(try await store.stageRecords(of: month.next) == [])
      #expect(try await store.stageRecords(of: nil).count == 2)
      // The newest says that it was refused, and the one before what was made last.
      #expect(try await store.forgetStages(endedBefore: now.advanced(bySeconds: 100)) == 0)
      let again = stage("third", "train", .done, at: 20)
      try await store.record(again)
      var killed = stage("killed", "train", .running, at: 5)
      killed.endedAt = nil
      try await store.record(killed)
      #expect(try await store.forgetStages(endedBefore: now) == 0)
      #expect(try await store.forgetStages(endedBefore: now.advanced(bySeconds: 100)) == 3)
      #expect(try await store.stageRecords(of: nil) == [again])
    }
  }

  @Test("models are kept as they are, the newest first", arguments: StoreUnderTest.allCases)
  func models(home: StoreUnderTest) async throws {
    try await home.withEmpty { store in
      var older = ModelRecord(
        id: "1111111111111111", month: month, run: "run", state: .champion, madeAt: now,
        promotedAt: now, replacedAt: nil, history: "{}")
      let newer = ModelRecord(
        id: "2222222222222222", month: nil, run: nil, state: .challenger,
        madeAt: now.advanced(bySeconds: 1), history: "{\"a\":1}")
      try await store.record(older)
      try await store.record(newer)
      older.state = .previous
      older.replacedAt = now.advanced(bySeconds: 1)
      try await store.record(older)
      #expect(try await store.modelRecords() == [newer, older])
    }
  }

  @Test("what was watched adds up", arguments: StoreUnderTest.allCases)
  func facts(home: StoreUnderTest) async throws {
    try await home.withEmpty { (store) async throws in
      #expect(
        try await store.watchingFacts(before: now)
          == WatchingFacts(events: 0, watchedSeconds: 0, last: nil))
    }
    try await home.withSample { store in
      _ = try await store.append([watch(1, at: now), watch(2, at: now.advanced(bySeconds: 10))])
      #expect(
        try await store.watchingFacts(before: now.advanced(bySeconds: 11))
          == WatchingFacts(events: 2, watchedSeconds: 200, last: now.advanced(bySeconds: 10)))
      #expect(try await store.watchingFacts(before: now.advanced(bySeconds: 10)).events == 1)
    }
  }

  private func watch(_ number: UInt64, at start: Instant) -> WatchEvent {
    WatchEvent(
      id: EventID(high: 1, low: number), viewer: Viewer.ID(101), asset: Asset.ID(11),
      startedAt: start, watchedSeconds: 100, source: .player)
  }

  @Test(
    "a card that was shown counts as opened and watched when its viewer did so within a day",
    arguments: StoreUnderTest.allCases)
  func rates(home: StoreUnderTest) async throws {
    try await home.withSample { store in
      _ = try await store.append([watch(1, at: now)])
      _ = try await store.append([
        DetailView(
          id: EventID(high: 2, low: 1), viewer: Viewer.ID(101), title: Title.ID(1),
          at: now.advanced(bySeconds: -10))
      ])
      func shown(
        _ low: UInt64, _ shelf: String, after seconds: Int64, viewer: Int64 = 101
      ) -> Impression {
        Impression(
          id: EventID(high: 1, low: low), viewer: Viewer.ID(viewer), shelf: Shelf.ID(shelf),
          title: Title.ID(1), position: 0, at: now.advanced(bySeconds: seconds))
      }
      _ = try await store.append([
        shown(1, "because:1", after: -3600), shown(2, "because:2", after: -5),
        shown(3, "picked", after: -86_500), shown(4, "picked", after: 1),
        shown(5, "picked", after: -5, viewer: 102),
      ])
      #expect(
        try await store.shelfRates(
          from: now.advanced(bySeconds: -100_000), to: now.advanced(bySeconds: 100)) == [
            ShelfRate(shelf: "because", shown: 2, opened: 1, watched: 2),
            ShelfRate(shelf: "picked", shown: 3, opened: 0, watched: 0),
          ])
      #expect(try await store.shelfRates(from: now, to: now).isEmpty)
    }
  }
}
