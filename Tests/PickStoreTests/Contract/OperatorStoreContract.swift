import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("OperatorStore", .also(.mariaDB), .fewAtOnce)
struct OperatorStoreContract {
  private let now = StoreSample.now
  private let viewer = StoreSample.accounts[0].viewer
  private let other = StoreSample.accounts[1].viewer

  /// Everything a viewer can leave behind, of both viewers alike where that is possible.
  private func live(in store: any Stores) async throws {
    for (place, owner) in [viewer, other].enumerated() {
      let seed = UInt64(place)
      try await store.append([
        StoreSample.event(seed, viewer: owner.rawValue),
        StoreSample.event(
          seed + 10, viewer: owner.rawValue, asset: 21, at: now.advanced(bySeconds: 60)),
      ])
      try await store.append([
        DetailView(
          id: EventID(at: now, rest: (0, seed)), viewer: owner, title: Title.ID(1), at: now)
      ])
      try await store.append([
        Impression(
          id: EventID(at: now, rest: (0, seed)), viewer: owner, shelf: Shelf.ID("top10"),
          title: Title.ID(2), position: 0, at: now)
      ])
      try await store.save(
        PlaybackCheckpoint(
          event: StoreSample.event(seed + 20, viewer: owner.rawValue, asset: 22, seconds: 60),
          takenAt: now))
      try await store.setOnMyList(true, title: Title.ID(1), viewer: owner, at: now)
      try await store.setThumb(.up, title: Title.ID(1), viewer: owner, at: now)
      try await store.setHidden(true, title: Title.ID(2), viewer: owner, at: now)
      try await store.forget(title: Title.ID(2), viewer: owner, at: now)
    }
    for account in StoreSample.accounts {
      _ = try await store.recordFailedSignIn(number: account.number, at: now)
    }
    let sample = SessionSample()
    try await sample.begin("here", in: store)
    for next in UInt8(1)...3 {
      let before = next == 1 ? "here".utf8.first ?? 0 : next - 1
      _ = try await store.rotate(
        presented: SessionSample.hash(before), successor: sample.token(next), at: now)
    }
  }

  private func counts(_ tables: [ViewerTable]) -> [String: Int] {
    Dictionary(tables.map { ($0.name, $0.rows.count) }) { first, _ in first }
  }

  @Test("everything about a viewer is found, table by table", arguments: StoreUnderTest.allCases)
  func everything(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await live(in: store)
      let found = try await store.everything(about: viewer)
      let expected = [
        "viewer": 1, "account": 1, "failed_sign_in": 1, "session": 1, "refresh_token": 4,
        "watch_event": 2, "checkpoint": 1, "detail_view": 1, "impression": 1,
        "popularity_share": 2, "my_list": 1, "thumb": 1, "hidden_title": 1, "forgotten_title": 1,
      ]
      let counted = counts(found).filter { $0.value > 0 }
      #expect(counted.filter { expected[$0.key] != nil } == expected)
      let event = try #require(found.first { $0.name == "watch_event" }?.rows.first)
      #expect(event["asset_name"] == .text("asset 11"))
      #expect(event["started_at"] == .instant(now) && event["watched_seconds"] == .number(3000))
      let view = try #require(found.first { $0.name == "detail_view" }?.rows.first)
      #expect(view["title_name"] == .text("바람의 언덕"))
      let share = try #require(found.first { $0.name == "popularity_share" }?.rows.first)
      guard case .real(let weight) = share["weight"] else { throw StoreError.busy }
      #expect(weight > 0)
    }
  }

  @Test("what a sign-in is proved by is not handed out", arguments: StoreUnderTest.allCases)
  func secrets(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.setPasswordHash(
        "$argon2id$secret", account: StoreSample.accounts[0].id, ifEpoch: nil, keeping: nil,
        at: now)
      let tables = try await store.everything(about: viewer)
      let account = try #require(tables.first { $0.name == "account" }?.rows.first)
      #expect(account["number"] == .text("1001") && account["password_hash"] == nil)
      for row in tables.flatMap(\.rows) {
        #expect(!row.values.contains(.text("$argon2id$secret")))
        #expect(row["hash"] == nil && row["parent"] == nil && row["proof"] == nil)
      }
    }
  }

  @Test(
    "erasing leaves nothing of the viewer and all of the others",
    arguments: StoreUnderTest.allCases)
  func erase(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await live(in: store)
      let othersBefore = try await store.everything(about: other)
      let expected = counts(try await store.everything(about: viewer)).filter { $0.value > 0 }
      let removed = try await store.erase(viewer)
      #expect(
        Dictionary(removed.map { ($0.table, $0.count) }) { first, _ in first } == expected)
      let left = try await store.everything(about: viewer)
      #expect(left.allSatisfy { $0.rows.isEmpty })
      let othersAfter = try await store.everything(about: other)
      #expect(othersAfter == othersBefore)
      #expect(try await store.account(number: "1001") == nil)
      #expect(try await store.account(number: "1002") != nil)
      #expect(try await store.session(SessionID("here")) == nil)
      #expect(try await store.failedSignIns(number: "1001") == nil)
      let again = try await store.erase(viewer)
      #expect(again.isEmpty)
    }
  }

  @Test("an erased viewer no longer makes anything popular", arguments: StoreUnderTest.allCases)
  func popularity(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await store.append([StoreSample.event(1, viewer: other.rawValue)])
      let before = try await store.popularTitles(in: .all, count: 10)
      try await store.append([
        StoreSample.event(2), StoreSample.event(3, asset: 21, at: now.advanced(bySeconds: 60)),
      ])
      #expect(try await store.popularTitles(in: .all, count: 10).count == 2)
      _ = try await store.erase(viewer)
      let after = try await store.popularTitles(in: .all, count: 10)
      #expect(after.map(\.title) == before.map(\.title))
      let (first, last) = (try #require(before.first), try #require(after.first))
      #expect(abs(first.weight - last.weight) < 1e-6 * first.weight)
    }
  }

  @Test(
    "an erased viewer's ratings are no longer in the stars of titles",
    arguments: StoreUnderTest.allCases)
  func stars(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      func rating(_ place: UInt64, by viewer: Viewer.ID, of asset: Int64, _ stars: Double)
        -> WatchEvent
      {
        WatchEvent(
          id: EventID(at: now, rest: (1, place)), viewer: viewer, asset: Asset.ID(asset),
          startedAt: now, watchedSeconds: 0, statedPreference: stars / 5, source: .imported)
      }
      func titles(_ first: TitleNotes.Stars, _ second: TitleNotes.Stars) -> [ImportedTitle] {
        zip(StoreSample.titles, [first, second]).map { title, stars in
          ImportedTitle(
            title: title.title, key: title.key, synopsis: title.synopsis, cast: title.cast,
            notes: TitleNotes(stars: stars, keywords: ["wind"], imdb: "tt1"))
        }
      }
      func notes(_ title: Int64) async throws -> TitleNotes? {
        try await store.details(of: Title.ID(title))?.notes
      }
      let batch = ImportBatch(
        titles: titles(
          TitleNotes.Stars(mean: 4, count: 3), TitleNotes.Stars(mean: 2.5, count: 1)),
        assets: [], accounts: [],
        events: [
          rating(1, by: viewer, of: 11, 5), rating(2, by: other, of: 11, 3),
          rating(3, by: viewer, of: 21, 2.5),
        ])
      _ = try await store.store(batch) { _, _ in }
      #expect(try await notes(1)?.stars == TitleNotes.Stars(mean: 4, count: 3))
      // What the player recorded is no rating.
      try await store.append([StoreSample.event(9)])
      _ = try await store.erase(viewer)
      let left = try #require(try await notes(1))
      #expect(left.stars?.count == 2 && abs((left.stars?.mean ?? 0) - 3.5) < 1e-9)
      #expect(left.keywords == ["wind"] && left.imdb == "tt1")
      let none = try #require(try await notes(2))
      #expect(none.stars == nil && none.keywords == ["wind"])
      _ = try await store.erase(viewer)
      #expect(try await notes(1) == left)
    }
  }

  @Test("a long chain of tokens goes too", arguments: StoreUnderTest.allCases)
  func longSession(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let sample = SessionSample()
      func hash(_ place: Int) -> [UInt8] {
        [UInt8(place >> 8), UInt8(place & 0xFF)] + Array(repeating: 1, count: 30)
      }
      func token(_ place: Int) -> StoredRefreshToken {
        StoredRefreshToken(
          hash: hash(place), session: SessionID("here"), expiresAt: sample.tokenExpiry)
      }
      let hasBegun = try await store.begin(sample.session("here"), firstToken: token(0))
      #expect(hasBegun)
      for place in 1...1100 {
        _ = try await store.rotate(presented: hash(place - 1), successor: token(place), at: now)
      }
      let removed = try await store.erase(viewer)
      #expect(removed.first { $0.table == "refresh_token" }?.count == 1101)
    }
  }

  @Test("accounts stand in the order of their numbers", arguments: StoreUnderTest.allCases)
  func order(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      for (place, number) in ["10", "9", "n10", "n9", "100"].enumerated() {
        let id = Int64(300 + place)
        try await store.create(
          Account(id: Account.ID(id), number: number, viewer: Viewer.ID(id)), passwordHash: nil)
      }
      let numbers = try await store.accountList(at: now).map(\.account.number)
      #expect(numbers == ["9", "10", "100", "1001", "1002", "n9", "n10"])
    }
  }

  @Test("counts and accounts are those of the instant", arguments: StoreUnderTest.allCases)
  func overview(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await live(in: store)
      _ = try await store.setPasswordHash(
        "$argon2id$x", account: StoreSample.accounts[1].id, ifEpoch: nil, keeping: nil, at: now)
      try await store.setDisabled(true, account: StoreSample.accounts[1].id, at: now)
      var expected = DatabaseOverview()
      (expected.titles, expected.assets) = (2, 5)
      (expected.accounts, expected.accountsWithPassword, expected.disabledAccounts) = (2, 1, 1)
      (expected.sessions, expected.events) = (1, 4)
      expected.lastEventAt = now.advanced(bySeconds: 60)
      let overview = try await store.overview(at: now)
      #expect(overview == expected)
      let accounts = try await store.accountList(at: now)
      #expect(
        accounts == [
          AccountOverview(
            account: StoreSample.accounts[0], hasPassword: false, isDisabled: false, sessions: 1,
            lastSeenAt: now),
          AccountOverview(
            account: StoreSample.accounts[1], hasPassword: true, isDisabled: true, sessions: 0,
            lastSeenAt: nil),
        ])
      let later = try await store.accountList(at: now.advanced(bySeconds: 40 * 86_400))
      #expect(later.map(\.sessions) == [0, 0])
    }
  }
}
