import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Synchronization
import Testing

@Suite("ImportStore", .also(.mariaDB), .fewAtOnce)
struct ImportStoreContract {
  private let now = StoreSample.now

  private var full: ImportBatch {
    var batch = StoreSample.batch
    batch.events = [StoreSample.event(1), StoreSample.event(2, viewer: 102, asset: 21)]
    batch.detailViews = [
      DetailView(
        id: EventID(at: now, rest: (0, 1)), viewer: Viewer.ID(102), title: Title.ID(2), at: now)
    ]
    return batch
  }

  @Test(
    "rows newly stored are counted, and a second run stores nothing",
    arguments: StoreUnderTest.allCases)
  func counting(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      let first = try await store.store(full) { _, _ in }
      #expect(first == ImportCount(titles: 2, assets: 6, viewers: 2, events: 3))
      let second = try await store.store(full) { _, _ in }
      #expect(second == ImportCount())
    }
  }

  @Test("what is there keeps its first data, but gains names", arguments: StoreUnderTest.allCases)
  func secondNames(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let renamed = StoreSample.asset(21, of: 2, episode: nil, seconds: 1)
      let batch = ImportBatch(assets: [
        ImportedAsset(asset: renamed, names: ["라디오 1회", "asset 22"])
      ])
      #expect(try await store.store(batch) { _, _ in } == ImportCount(assets: 1))
      #expect(try await store.asset(Asset.ID(21))?.runningSeconds == 3_600)
      let details = try #require(await store.details(of: Title.ID(2)))
      #expect(details.aliases == [Asset.ID(21): ["라디오 1회"], Asset.ID(22): ["라디오 2회"]])
    }
  }

  @Test("an account that is there keeps its password", arguments: StoreUnderTest.allCases)
  func existingAccount(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      try await store.create(StoreSample.accounts[0], passwordHash: "hash")
      let count = try await store.store(StoreSample.batch) { _, _ in }
      #expect(count.viewers == 1)
      #expect(try await store.account(number: "1001")?.passwordHash == "hash")
      #expect(try await store.account(number: "1002")?.passwordHash == nil)
    }
  }

  @Test("a batch with one bad row changes nothing", arguments: StoreUnderTest.allCases)
  func allOrNothing(store: StoreUnderTest) async throws {
    try await store.withEmpty { store async throws in
      var bad = full
      bad.events.append(StoreSample.event(3, asset: 99))
      let batch = bad
      await #expect(throws: StoreError.constraint(table: "watch_event")) {
        _ = try await store.store(batch) { _, _ in }
      }
      #expect(try await store.titles().isEmpty)
      #expect(try await store.account(number: "1001") == nil)
      #expect(try await store.catalogVersion() == 0)
    }
  }

  @Test("events in any order come out oldest first", arguments: StoreUnderTest.allCases)
  func shuffled(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      var generator = SplitMix64(seed: 7)
      let events = (0..<500).map { index in
        StoreSample.event(
          UInt64(index), viewer: 101 + Int64(index % 2),
          at: now.advanced(bySeconds: Int64(index)))
      }
      let batch = ImportBatch(events: events.shuffled(using: &generator))
      #expect(try await store.store(batch) { _, _ in }.events == 500)
      let history = try await store.history(
        of: Viewer.ID(101), before: now.advanced(bySeconds: 1_000))
      #expect(history == events.filter { $0.viewer == Viewer.ID(101) })
    }
  }

  @Test(
    "facts that are handed over a portion at a time are stored like those of a batch",
    arguments: StoreUnderTest.allCases)
  func portions(store: StoreUnderTest) async throws {
    let facts = FactsInPortions(
      events: (0..<500).map { index in
        StoreSample.event(
          UInt64(index), viewer: 101 + Int64(index / 250), at: now.advanced(bySeconds: Int64(index))
        )
      },
      detailViews: (0..<9).map { index in
        DetailView(
          id: EventID(at: now, rest: (0, UInt64(index))), viewer: Viewer.ID(102),
          title: Title.ID(2), at: now)
      })
    try await store.withEmpty { store in
      let steps = Mutex<[(Int, Int)]>([])
      let count = try await store.store(StoreSample.batch, with: facts) { done, total in
        steps.withLock { $0.append((done, total)) }
      }
      #expect(count == ImportCount(titles: 2, assets: 6, viewers: 2, events: 509))
      #expect(steps.withLock { $0.last.map { $0.0 == $0.1 } } == true)
      let history = try await store.history(
        of: Viewer.ID(101), before: now.advanced(bySeconds: 1_000))
      #expect(history == facts.events.filter { $0.viewer == Viewer.ID(101) })
      #expect(try await store.store(StoreSample.batch, with: facts) { _, _ in } == ImportCount())
      let single = try await StoreSample.database()
      _ = try await single.store(ImportBatch(events: facts.events)) { _, _ in }
      let weights = try await store.popularTitles(in: .all, count: 5).map(\.weight)
      let expected = try await single.popularTitles(in: .all, count: 5).map(\.weight)
      #expect(weights.count == expected.count)
      #expect(zip(weights, expected).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
    }
  }

  @Test("facts that cannot be read to the end change nothing", arguments: StoreUnderTest.allCases)
  func brokenPortions(store: StoreUnderTest) async throws {
    let facts = FactsInPortions(
      events: (0..<500).map { StoreSample.event(UInt64($0)) }, detailViews: [], breaksAfter: 3)
    try await store.withEmpty { store async throws in
      await #expect(throws: StoreError.inputOutput(reason: "broken")) {
        _ = try await store.store(StoreSample.batch, with: facts) { _, _ in }
      }
      #expect(try await store.titles().isEmpty)
      #expect(try await store.watchingFacts(before: now.advanced(bySeconds: 1)).events == 0)
    }
  }

  @Test("progress grows to the whole, about a hundred times", arguments: StoreUnderTest.allCases)
  func progress(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let events = (0..<1_000).map { StoreSample.event(UInt64($0)) }
      let seen = Mutex<[Int]>([])
      _ = try await store.store(ImportBatch(events: events)) { done, total in
        #expect(total == 1_000)
        seen.withLock { $0.append(done) }
      }
      let steps = seen.withLock { $0 }
      #expect(steps.last == 1_000)
      #expect((50...150).contains(steps.count))
      #expect(steps == steps.sorted())
    }
  }

  @Test(
    "what others know of a title comes back, and anew when it changed",
    arguments: StoreUnderTest.allCases)
  func notes(store: StoreUnderTest) async throws {
    func batch(_ notes: TitleNotes) -> ImportBatch {
      let first = StoreSample.titles[0]
      return ImportBatch(titles: [
        ImportedTitle(
          title: first.title, key: first.key, synopsis: first.synopsis, cast: first.cast,
          notes: notes), StoreSample.titles[1],
      ])
    }
    try await store.withEmpty { store in
      let notes = TitleNotes(
        stars: .init(mean: 4, count: 317), keywords: ["교도소", "hope"], imdb: "tt0111161",
        tmdb: 278)
      _ = try await store.store(batch(notes)) { _, _ in }
      #expect(try await store.details(of: Title.ID(1))?.notes == notes)
      #expect(try await store.details(of: Title.ID(2))?.notes == TitleNotes.none)
      let texts = try await store.titleTexts()
      #expect(texts.map(\.keywords) == [["교도소", "hope"], []])
      let version = try await store.catalogVersion()
      _ = try await store.store(batch(notes)) { _, _ in }
      #expect(try await store.catalogVersion() == version)
      let later = TitleNotes(stars: .init(mean: 4.25, count: 318), tmdb: 278)
      #expect(try await store.store(batch(later)) { _, _ in } == ImportCount())
      #expect(try await store.details(of: Title.ID(1))?.notes == later)
      #expect(try await store.catalogVersion() > version)
    }
  }
}

/// Facts in portions of 64, and an end that comes too early where a test wants one.
private struct FactsInPortions: ImportedFacts {
  let events: [WatchEvent]
  let detailViews: [DetailView]
  var breaksAfter: Int?

  var eventCount: Int { events.count + 5 }
  var detailViewCount: Int { detailViews.count }

  func forEachEventPortion(_ body: ([WatchEvent]) throws -> Void) throws {
    for (number, start) in stride(from: 0, to: events.count, by: 64).enumerated() {
      if number == breaksAfter { throw StoreError.inputOutput(reason: "broken") }
      try body(Array(events[start..<min(events.count, start + 64)]))
    }
  }

  func forEachDetailViewPortion(_ body: ([DetailView]) throws -> Void) throws {
    if !detailViews.isEmpty { try body(detailViews) }
  }
}
