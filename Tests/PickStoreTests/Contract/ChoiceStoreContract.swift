import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("ChoiceStore", .also(.mariaDB), .fewAtOnce)
struct ChoiceStoreContract {
  private let now = StoreSample.now
  private let viewer = Viewer.ID(101)
  private let film = Title.ID(1)
  private let series = Title.ID(2)

  @Test(
    "my list has the last added first, and adding again moves nothing",
    arguments: StoreUnderTest.allCases)
  func myList(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.setOnMyList(true, title: film, viewer: viewer, at: now)
      try await store.setOnMyList(
        true, title: series, viewer: viewer, at: now.advanced(bySeconds: 1))
      try await store.setOnMyList(
        true, title: film, viewer: viewer, at: now.advanced(bySeconds: 2))
      #expect(try await store.choices(of: viewer).myList == [series, film])
      try await store.setOnMyList(false, title: series, viewer: viewer, at: now)
      try await store.setOnMyList(false, title: series, viewer: viewer, at: now)
      #expect(try await store.choices(of: viewer).myList == [film])
    }
  }

  @Test("thumbs are set, turned and withdrawn", arguments: StoreUnderTest.allCases)
  func thumbs(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.setThumb(.up, title: film, viewer: viewer, at: now)
      try await store.setThumb(.down, title: series, viewer: viewer, at: now)
      #expect(try await store.choices(of: viewer).thumbs == [film: .up, series: .down])
      try await store.setThumb(.down, title: film, viewer: viewer, at: now)
      try await store.setThumb(nil, title: series, viewer: viewer, at: now)
      #expect(try await store.choices(of: viewer).thumbs == [film: .down])
    }
  }

  @Test("hidden titles can be shown again", arguments: StoreUnderTest.allCases)
  func hidden(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.setHidden(true, title: film, viewer: viewer, at: now)
      try await store.setHidden(true, title: series, viewer: viewer, at: now)
      try await store.setHidden(false, title: film, viewer: viewer, at: now)
      #expect(try await store.choices(of: viewer).hidden == [series])
    }
  }

  @Test("forgetting again moves the instant forward only", arguments: StoreUnderTest.allCases)
  func forgotten(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      for seconds: Int64 in [10, 20, 5] {
        try await store.forget(
          title: film, viewer: viewer, at: now.advanced(bySeconds: seconds))
      }
      #expect(
        try await store.choices(of: viewer).forgotten == [film: now.advanced(bySeconds: 20)])
    }
  }

  @Test("forgetting can be taken back", arguments: StoreUnderTest.allCases)
  func unforgotten(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.forget(title: film, viewer: viewer, at: now)
      try await store.forget(title: series, viewer: viewer, at: now)
      try await store.unforget(title: film, viewer: viewer)
      #expect(try await store.choices(of: viewer).forgotten == [series: now])
    }
  }

  @Test(
    "what was withdrawn is one time, and ends what was forgotten within it",
    arguments: StoreUnderTest.allCases)
  func withdrawn(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      func at(_ seconds: Int64) -> Instant { now.advanced(bySeconds: seconds) }
      try await store.forget(title: film, viewer: viewer, at: at(12))
      try await store.forget(title: series, viewer: viewer, at: at(5))
      for time in [at(10)..<at(20), at(30)..<at(40), at(15)..<at(16)] {
        try await store.withdraw(title: film, viewer: viewer, time)
      }
      try await store.withdraw(title: series, viewer: viewer, at(10)..<at(20))
      let choices = try await store.choices(of: viewer)
      #expect(choices.withdrawn == [film: at(10)..<at(40), series: at(10)..<at(20)])
      #expect(choices.forgotten == [series: at(5)])
      #expect(try await store.storedData(of: viewer).choices == 3)
      #expect(try await store.choices(of: Viewer.ID(102)).withdrawn.isEmpty)
    }
  }

  @Test("setting aside moves the instant forward only", arguments: StoreUnderTest.allCases)
  func setAside(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      for seconds: Int64 in [10, 20, 5] {
        try await store.setAside(
          true, title: film, viewer: viewer, at: now.advanced(bySeconds: seconds))
      }
      #expect(
        try await store.choices(of: viewer).setAside == [film: now.advanced(bySeconds: 20)])
      try await store.setAside(false, title: film, viewer: viewer, at: now)
      #expect(try await store.choices(of: viewer).setAside.isEmpty)
    }
  }

  @Test("an arrangement of home replaces the one before", arguments: StoreUnderTest.allCases)
  func arrangedHome(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      #expect(try await store.choices(of: viewer).home == .standard)
      var arrangement = HomeArrangement.standard
      arrangement.move(.myList, isUp: true)
      _ = arrangement.toggle(.top10)
      try await store.arrangeHome(arrangement, viewer: viewer)
      try await store.arrangeHome(arrangement, viewer: viewer)
      #expect(try await store.choices(of: viewer).home == arrangement)
      #expect(try await store.storedData(of: viewer).choices == HomeShelf.allCases.count)
      #expect(try await store.choices(of: Viewer.ID(102)).home == .standard)
      try await store.arrangeHome(.standard, viewer: viewer)
      #expect(try await store.storedData(of: viewer).choices == 0)
    }
  }

  @Test("choices and counts are the viewer's own", arguments: StoreUnderTest.allCases)
  func owner(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.setOnMyList(true, title: film, viewer: viewer, at: now)
      try await store.forget(title: film, viewer: viewer, at: now)
      try await store.append([StoreSample.event()])
      let own = try await store.storedData(of: viewer)
      #expect(own.choices == 2)
      #expect(own.watchEvents == 1)
      #expect(try await store.choices(of: Viewer.ID(102)) == Choices())
      let other = try await store.storedData(of: Viewer.ID(102))
      #expect([other.choices, other.watchEvents, other.sessions] == [0, 0, 0])
    }
  }

  @Test("a choice about nothing we have is refused", arguments: StoreUnderTest.allCases)
  func unknownTitle(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      await #expect(throws: StoreError.constraint(table: "my_list")) {
        try await store.setOnMyList(true, title: Title.ID(9), viewer: viewer, at: now)
      }
    }
  }
}
