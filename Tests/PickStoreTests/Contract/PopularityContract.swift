import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("WatchStore: popularity", .also(.mariaDB), .fewAtOnce)
struct PopularityContract {
  // Friday 22:30 in Seoul.
  private let now = StoreSample.now

  @Test("an event counts in all, its hour and its kind of day", arguments: StoreUnderTest.allCases)
  func cells(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.append([StoreSample.event(seconds: 3_000)])
      for slot in [PopularitySlot.all, .hour(22), .day(.fridayNight)] {
        #expect(try await store.popularTitles(in: slot, count: 5).map(\.title.rawValue) == [1])
      }
      for slot in [PopularitySlot.hour(21), .hour(23), .hour(24), .day(.weekday), .day(.weekend)] {
        #expect(try await store.popularTitles(in: slot, count: 5).isEmpty)
      }
    }
  }

  @Test("a retried event does not count again", arguments: StoreUnderTest.allCases)
  func idempotent(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.append([StoreSample.event()])
      let once = try await store.popularTitles(in: .all, count: 5)
      try await store.append([StoreSample.event()])
      _ = try await store.store(ImportBatch(events: [StoreSample.event()])) { _, _ in }
      #expect(try await store.popularTitles(in: .all, count: 5) == once)
    }
  }

  @Test(
    "one viewer weighs one viewing a title and day, however much they send",
    arguments: StoreUnderTest.allCases)
  func people(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      // One viewer sends 300 events of a week each; two others watch another title once.
      for part in 0..<3 {
        try await store.append(
          (0..<100).map {
            StoreSample.event(
              UInt64(part * 100 + $0), asset: 11, at: now.advanced(bySeconds: -Int64($0)),
              seconds: 604_800)
          })
      }
      try await store.append([
        StoreSample.event(900, viewer: 101, asset: 21, seconds: 3_600),
        StoreSample.event(901, viewer: 102, asset: 21, seconds: 3_600),
      ])
      for slot in [PopularitySlot.all, .hour(22), .day(.fridayNight)] {
        let titles = try await store.popularTitles(in: slot, count: 5)
        #expect(titles.map(\.title.rawValue) == [2, 1])
        #expect(abs(titles[0].weight / titles[1].weight - 2) < 1e-9)
      }
    }
  }

  @Test(
    "the heaviest viewing of a day counts, in its own hour, in whatever order it comes",
    arguments: StoreUnderTest.allCases, [false, true])
  func heaviest(store: StoreUnderTest, isReversed: Bool) async throws {
    try await store.withSample { store in
      let short = StoreSample.event(
        1, asset: 21, at: now.advanced(bySeconds: -7_200), seconds: 360)
      let long = StoreSample.event(2, asset: 21, seconds: 3_600)
      for event in isReversed ? [long, short] : [short, long] { try await store.append([event]) }
      #expect(try await store.popularTitles(in: .hour(20), count: 5).isEmpty)
      let once = try await StoreSample.database()
      try await once.append([long])
      let expected = try #require(try await once.popularTitles(in: .all, count: 1).first)
      for slot in [PopularitySlot.all, .hour(22)] {
        let found = try #require(try await store.popularTitles(in: slot, count: 1).first)
        #expect(abs(found.weight / expected.weight - 1) < 1e-9)
      }
    }
  }

  @Test("what one viewer added of one title is taken out", arguments: StoreUnderTest.allCases)
  func discounted(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let events = [
        StoreSample.event(1, asset: 11, seconds: 6_000),
        StoreSample.event(2, asset: 21, at: now.advanced(bySeconds: -86_400), seconds: 3_600),
        StoreSample.event(3, asset: 21, seconds: 3_600),
      ]
      try await store.append(events)
      try await store.discount(
        Title.ID(2), of: events[0].viewer, since: now.advanced(bySeconds: -86_400))
      for slot in [PopularitySlot.all, .hour(22), .day(.fridayNight)] {
        #expect(try await store.popularTitles(in: slot, count: 5).map(\.title.rawValue) == [1])
      }
      try await store.append([StoreSample.event(4, viewer: 102, asset: 21, seconds: 3_600)])
      let others = try await store.popularTitles(in: .all, count: 5)
      try await store.discount(
        Title.ID(2), of: events[0].viewer, since: now.advanced(bySeconds: -86_400))
      #expect(try await store.popularTitles(in: .all, count: 5) == others)
      let end = now.advanced(bySeconds: 1)
      #expect(try await store.history(of: events[0].viewer, before: end).count == 3)
    }
  }

  @Test(
    "of a title only the days since an instant are taken out", arguments: StoreUnderTest.allCases)
  func discountedSince(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let yesterday = StoreSample.event(
        2, asset: 21, at: now.advanced(bySeconds: -86_400), seconds: 3_600)
      try await store.append([yesterday])
      let before = try await store.popularTitles(in: .all, count: 5)
      try await store.append([StoreSample.event(3, asset: 21, seconds: 3_600)])
      try await store.discount(Title.ID(2), of: yesterday.viewer, since: now)
      let after = try await store.popularTitles(in: .all, count: 5)
      #expect(after.map(\.title) == before.map(\.title))
      #expect(abs(after[0].weight / before[0].weight - 1) < 1e-9)
    }
  }

  @Test("another day counts again", arguments: StoreUnderTest.allCases)
  func days(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let yesterday = now.advanced(bySeconds: -86_400)
      try await store.append([StoreSample.event(1, asset: 21, at: yesterday, seconds: 3_600)])
      let one = try #require(try await store.popularTitles(in: .all, count: 1).first)
      try await store.append([StoreSample.event(2, asset: 21, seconds: 3_600)])
      let two = try #require(try await store.popularTitles(in: .all, count: 1).first)
      #expect(two.weight > 1.9 * one.weight)
    }
  }

  @Test("a week halves an event's weight", arguments: StoreUnderTest.allCases)
  func decay(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let weekBefore = now.advanced(bySeconds: -7 * 86_400)
      try await store.append([
        StoreSample.event(1, asset: 11, at: weekBefore, seconds: 6_000),
        StoreSample.event(2, asset: 21, seconds: 3_600),
      ])
      let titles = try await store.popularTitles(in: .all, count: 5)
      #expect(titles.map(\.title.rawValue) == [2, 1])
      #expect(abs(titles[1].weight / titles[0].weight - 0.5) < 1e-9)
    }
  }

  @Test(
    "the ratio is clamped, and a stated preference stands in for it",
    arguments: StoreUnderTest.allCases)
  func ratings(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let stated = WatchEvent(
        id: EventID(at: now, rest: (0, 2)), viewer: Viewer.ID(101), asset: Asset.ID(21),
        startedAt: now, watchedSeconds: 0, statedPreference: 0.25, source: .imported)
      try await store.append([StoreSample.event(1, asset: 11, seconds: 60_000), stated])
      let titles = try await store.popularTitles(in: .all, count: 5)
      #expect(abs(titles[1].weight / titles[0].weight - 0.25) < 1e-9)
    }
  }

  @Test(
    "ties go to the lower identifier, and no more come than asked",
    arguments: StoreUnderTest.allCases)
  func ties(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.append([
        StoreSample.event(1, asset: 21, seconds: 3_600),
        StoreSample.event(2, asset: 11, seconds: 6_000),
      ])
      let all = try await store.popularTitles(in: .all, count: 5)
      #expect(all.map(\.title.rawValue) == [1, 2])
      #expect(try await store.popularTitles(in: .all, count: 1) == [all[0]])
      #expect(try await store.popularTitles(in: .all, count: 0).isEmpty)
    }
  }

  @Test("an import adds up to what single appends add up to", arguments: StoreUnderTest.allCases)
  func importAgrees(store: StoreUnderTest) async throws {
    let events = (0..<50).map { index in
      StoreSample.event(
        UInt64(index), viewer: 101 + Int64(index % 2), asset: [11, 21, 24][index % 3],
        at: now.advanced(bySeconds: -Int64(index) * 7_919), seconds: 100 * index)
    }
    try await store.withSample { imported in
      _ = try await imported.store(ImportBatch(events: events)) { _, _ in }
      let single = try await StoreSample.database()
      for event in events { try await single.append([event]) }
      for slot in [PopularitySlot.all, .hour(22), .day(.weekend)] {
        let left = try await imported.popularTitles(in: slot, count: 9)
        let right = try await single.popularTitles(in: slot, count: 9)
        #expect(left.map(\.title) == right.map(\.title))
        for (left, right) in zip(left, right) {
          #expect(abs(left.weight / right.weight - 1) < 1e-9)
        }
      }
    }
  }
}
