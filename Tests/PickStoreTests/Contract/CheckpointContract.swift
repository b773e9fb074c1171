import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("WatchStore: checkpoints", .also(.mariaDB), .fewAtOnce)
struct CheckpointContract {
  private let now = StoreSample.now
  private let viewer = Viewer.ID(101)
  private var later: Instant { now.advanced(bySeconds: 86_400) }

  private func checkpoint(_ rest: UInt64 = 1, seconds: Int, takenAfter: Int64? = nil)
    -> PlaybackCheckpoint
  {
    PlaybackCheckpoint(
      event: StoreSample.event(rest, seconds: seconds),
      takenAt: now.advanced(bySeconds: takenAfter ?? Int64(seconds)))
  }

  @Test("a running playback is history before it is an event", arguments: StoreUnderTest.allCases)
  func running(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.save(checkpoint(seconds: 10))
      try await store.save(checkpoint(seconds: 20))
      let history = try await store.history(of: viewer, before: later)
      #expect(history == [checkpoint(seconds: 20).event])
      #expect(try await store.history(of: viewer, before: now).isEmpty)
      #expect(try await store.popularTitles(in: .all, count: 1).isEmpty)
    }
  }

  @Test("an earlier checkpoint that arrives late is ignored", arguments: StoreUnderTest.allCases)
  func lateArrival(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.save(checkpoint(seconds: 20))
      try await store.save(checkpoint(seconds: 10))
      #expect(try await store.history(of: viewer, before: later).map(\.watchedSeconds) == [20])
    }
  }

  @Test(
    "the event replaces its checkpoint, and a late checkpoint is ignored",
    arguments: StoreUnderTest.allCases)
  func appended(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.save(checkpoint(seconds: 20))
      try await store.append([StoreSample.event(seconds: 25)])
      try await store.save(checkpoint(seconds: 30))
      #expect(try await store.history(of: viewer, before: later).map(\.watchedSeconds) == [25])
      #expect(try await store.storedData(of: viewer).watchEvents == 1)
    }
  }

  @Test("abandoned playbacks become events, running ones stay", arguments: StoreUnderTest.allCases)
  func settling(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.save(checkpoint(1, seconds: 20))
      try await store.save(checkpoint(2, seconds: 30, takenAfter: 500))
      try await store.settleCheckpoints(of: viewer, takenBefore: now.advanced(bySeconds: 500))
      try await store.settleCheckpoints(of: viewer, takenBefore: now.advanced(bySeconds: 500))
      #expect(try await store.popularTitles(in: .all, count: 1).count == 1)
      try await store.save(checkpoint(1, seconds: 60))
      #expect(try await store.history(of: viewer, before: later).map(\.watchedSeconds) == [20, 30])
      try await store.settleCheckpoints(of: Viewer.ID(102), takenBefore: later)
      #expect(try await store.storedData(of: viewer).watchEvents == 2)
    }
  }

  @Test("of very many running playbacks the newest are read", arguments: StoreUnderTest.allCases)
  func bounded(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let count = HistoryLimits.checkpoints + 20
      for rest in 1...count { try await store.save(checkpoint(UInt64(rest), seconds: 20)) }
      let history = try await store.history(of: viewer, before: later)
      #expect(history.count == HistoryLimits.checkpoints)
      for _ in 0..<2 { try await store.settleCheckpoints(of: viewer, takenBefore: later) }
      #expect(try await store.storedData(of: viewer).watchEvents == count)
    }
  }

  @Test("two playbacks of one asset keep a checkpoint each", arguments: StoreUnderTest.allCases)
  func twoTerminals(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.save(checkpoint(1, seconds: 20))
      try await store.save(checkpoint(2, seconds: 10))
      #expect(try await store.history(of: viewer, before: later).map(\.watchedSeconds) == [20, 10])
    }
  }
}
