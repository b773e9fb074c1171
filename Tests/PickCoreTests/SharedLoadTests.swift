import PickModel
import PickTestSupport
import Synchronization
import Testing

@testable import PickCore
@testable import PickStore
@testable import PickStoreSQLite
@testable import PickSystem

@Suite("SharedLoad: what takes long is loaded once, and a failure is not kept")
struct SharedLoadTests {
  private typealias Load = SharedLoad<Int, String, StoreError>

  /// Loads that are answered by the test, one after the other.
  private actor Source {
    private(set) var asked: [Int] = []
    private var open: [Int: CheckedContinuation<Result<String, StoreError>, Never>] = [:]
    private var watchers: [(count: Int, CheckedContinuation<Void, Never>)] = []

    func load(_ key: Int) async throws(StoreError) -> String {
      let result = await withCheckedContinuation { continuation in
        asked.append(key)
        open[key] = continuation
        let reached = watchers.filter { $0.count <= asked.count }
        watchers.removeAll { $0.count <= asked.count }
        for watcher in reached { watcher.1.resume() }
      }
      return try result.get()
    }

    func answer(_ key: Int, _ result: Result<String, StoreError>) {
      open.removeValue(forKey: key)?.resume(returning: result)
    }

    /// Until so many loads have begun.
    func begun(_ count: Int) async {
      guard asked.count < count else { return }
      await withCheckedContinuation { watchers.append((count, $0)) }
    }
  }

  private func ask(
    _ load: Load, _ key: Int, _ source: Source
  ) -> Task<Result<String, StoreError>, Never> {
    Task {
      await Result.capturing { () async throws(StoreError) in
        try await load.value(for: key) { () async throws(StoreError) in
          try await source.load(key)
        }
      }
    }
  }

  @Test("those who wait for a load that fails are told, and whoever asks next loads again")
  func failure() async {
    let (load, source) = (Load(), Source())
    let first = ask(load, 1, source)
    await source.begun(1)
    // A caller that comes too late to wait for it loads anew, and is not answered by the test.
    let waiting = (0..<5).map { _ in
      Task {
        await Result.capturing { () async throws(StoreError) in
          try await load.value(for: 1) { "again" }
        }
      }
    }
    await source.answer(1, .failure(.busy))
    #expect(await first.value == .failure(.busy))
    for one in waiting {
      let result = await one.value
      #expect(result == .failure(.busy) || result == .success("again"))
    }
    let next = await Result.capturing { () async throws(StoreError) in
      try await load.value(for: 1) { "again" }
    }
    #expect(next == .success("again"))
    #expect(await source.asked == [1])
  }

  @Test("what was loaded is kept for its key, until another key is loaded")
  func keeping() async throws {
    let load = Load()
    for (key, loaded, expected) in [(1, "a", "a"), (1, "b", "a"), (2, "c", "c"), (1, "d", "d")] {
      #expect(try await load.value(for: key) { loaded } == expected)
    }
  }

  @Test("a slow load of something older does not replace what began later")
  func order() async throws {
    let (load, source) = (Load(), Source())
    let old = ask(load, 1, source)
    await source.begun(1)
    let new = ask(load, 2, source)
    await source.begun(2)
    await source.answer(2, .success("new"))
    #expect(await new.value == .success("new"))
    await source.answer(1, .success("old"))
    #expect(await old.value == .success("old"))
    #expect(try await load.value(for: 2) { "loaded again" } == "new")
  }

  @Test("a caller that is cancelled takes nothing from the others")
  func cancellation() async {
    let (load, source) = (Load(), Source())
    let impatient = ask(load, 1, source)
    await source.begun(1)
    impatient.cancel()
    let patient = ask(load, 1, source)
    await source.answer(1, .success("whole"))
    #expect(await patient.value == .success("whole"))
    #expect(await impatient.value == .success("whole"))
    #expect(await source.asked == [1])
  }

  @Test("what is not worth keeping is shared by those who wait, and loaded anew after that")
  func notKept() async throws {
    let load = Load(keepingIf: { $0 != "half" })
    #expect(try await load.value(for: 1) { "half" } == "half")
    #expect(try await load.value(for: 1) { "whole" } == "whole")
    #expect(try await load.value(for: 1) { "other" } == "whole")
  }
}

@Suite("Caches recover: one failing read, then success")
struct CacheRecoveryTests {
  private static let world: World = {
    var world = World()
    for id: Int64 in 1...30 { world.film(id, "액션") }
    world.watch(700, hoursAgo: 3)
    return world
  }()

  private let flaky: FlakyStore
  private let database: SQLiteDatabase

  init() async throws {
    database = try SQLiteDatabase.inMemory()
    _ = try await database.store(Self.world.batch) { _, _ in }
    flaky = FlakyStore(database)
  }

  private func engine(
    contentTime: Instant? = nil, popularityMayBeBehindSeconds seconds: Int64 = 10
  ) -> Engine {
    Engine(
      stores: Engine.Stores(catalog: flaky, watches: flaky, choices: database),
      contentTime: contentTime, popularityMayBeBehindSeconds: seconds)
  }

  private func failed(_ home: HomePage) -> Int {
    home.shelves.filter { if case .failed = $0 { true } else { false } }.count
  }

  @Test("the catalogue is read again, on every page", arguments: ["home", "category", "search"])
  func catalogue(page: String) async throws {
    let engine = engine()
    flaky.fail(.titles)
    func open() async throws(StoreError) {
      switch page {
      case "home": _ = try await engine.home(of: World.viewer, now: World.now)
      case "category": _ = try await engine.category(.film, of: World.viewer, now: World.now)
      default: _ = try await engine.search("작품", limit: 5, for: World.viewer, now: World.now)
      }
    }
    await #expect(throws: StoreError.busy) { try await open() }
    try await open()
    try await open()
    #expect(flaky.count(of: .titles) == 2)
  }

  @Test("the search index is built again", arguments: [FlakyStore.Read.titleTexts, .popularTitles])
  func search(read: FlakyStore.Read) async throws {
    let engine = engine()
    flaky.fail(read)
    await #expect(throws: StoreError.busy) {
      try await engine.search("작품", limit: 5, for: World.viewer, now: World.now)
    }
    for _ in 0..<2 {
      let found = try await engine.search("작품", limit: 5, for: World.viewer, now: World.now)
      #expect(found.totalCount > 0)
    }
    #expect(flaky.count(of: read) == 2)
  }

  @Test(
    "popularity is read again by the next page, stored or of the past", arguments: [true, false])
  func popularity(isPast: Bool) async throws {
    let engine = engine(contentTime: isPast ? World.now : nil)
    flaky.fail(isPast ? .eventBatches : .popularTitles, times: isPast ? 1 : 5)
    let first = try await engine.home(of: World.viewer, now: World.now)
    #expect(failed(first) > 0)
    let second = try await engine.home(of: World.viewer, now: World.now)
    #expect(failed(second) == 0)
  }

  @Test("the first parts of titles are looked up again")
  func firstParts() async throws {
    let engine = engine()
    flaky.fail(.firstAssets)
    #expect(failed(try await engine.home(of: World.viewer, now: World.now)) > 0)
    #expect(failed(try await engine.home(of: World.viewer, now: World.now)) == 0)
  }
}
