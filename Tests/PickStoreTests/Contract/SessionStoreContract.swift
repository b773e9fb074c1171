import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("SessionStore", .also(.mariaDB), .fewAtOnce)
struct SessionStoreContract {
  private let sample = SessionSample()
  private let account = StoreSample.accounts[0].id
  private var now: Instant { sample.now }
  private let first = SessionSample.hash(UInt8(ascii: "h"))

  @Test("a session comes back as it began", arguments: StoreUnderTest.allCases)
  func beginning(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      #expect(try await store.session(SessionID("here")) == sample.session("here"))
      #expect(try await store.session(SessionID("there")) == nil)
      #expect(try await store.storedData(of: Viewer.ID(101)).sessions == 1)
    }
  }

  @Test(
    "live sessions come last seen first, without ended and capped ones",
    arguments: StoreUnderTest.allCases)
  func live(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      for name in ["a", "b", "c"] { try await sample.begin(name, in: store) }
      let seen = now.advanced(bySeconds: 60)
      _ = try await store.rotate(
        presented: SessionSample.hash(UInt8(ascii: "b")), successor: sample.token(9), at: seen)
      try await store.end(SessionID("c"), reason: .signedOut, at: seen)
      #expect(try await store.liveSessions(of: account, at: seen).map(\.id.rawValue) == ["b", "a"])
      #expect(try await store.liveSessions(of: account, at: sample.cap).isEmpty)
    }
  }

  @Test("an ended session keeps its first ending", arguments: StoreUnderTest.allCases)
  func ending(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      try await store.end(SessionID("here"), reason: .reused, at: now)
      try await store.end(SessionID("here"), reason: .signedOut, at: sample.cap)
      try await store.endAll(of: account, keeping: nil, reason: .signedOut, at: sample.cap)
      #expect(
        try await store.session(SessionID("here"))?.ended
          == StoredSession.Ending(reason: .reused, at: now))
    }
  }

  @Test("ending all can keep one", arguments: StoreUnderTest.allCases)
  func endingAll(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      for name in ["a", "b", "c"] { try await sample.begin(name, in: store) }
      try await store.endAll(
        of: account, keeping: SessionID("b"), reason: .signedOut, at: now)
      #expect(try await store.liveSessions(of: account, at: now).map(\.id.rawValue) == ["b"])
      try await store.endAll(of: account, keeping: nil, reason: .signedOut, at: now)
      #expect(try await store.liveSessions(of: account, at: now).isEmpty)
    }
  }

  @Test(
    "a session over for a month is forgotten when the account signs in",
    arguments: StoreUnderTest.allCases)
  func forgetting(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      let muchLater = sample.cap.advanced(bySeconds: 31 * 86_400)
      let next = StoredSession(
        id: SessionID("next"), account: account, viewer: Viewer.ID(101), deviceName: "",
        signedInAt: muchLater, lastSeenAt: muchLater,
        endsAt: muchLater.advanced(bySeconds: 60), ended: nil, epoch: 0)
      _ = try await store.begin(next, firstToken: sample.token(1, of: "next"))
      #expect(try await store.session(SessionID("here")) == nil)
      let presented = try await store.rotate(
        presented: first, successor: sample.token(9), at: muchLater)
      #expect(presented == .unknown)
    }
  }

  @Test("however often a session was renewed, it can be forgotten")
  func longChain() async throws {
    try await StoreUnderTest.file.withSample { store in
      try await sample.begin("here", in: store)
      func hash(_ number: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
          + Array(repeating: 1, count: 24)
      }
      // More than the 1,000 rows that SQLite follows a cascade for, in the order a chain grows.
      for number in 0..<1500 {
        let result = try await store.rotate(
          presented: number == 0 ? first : hash(number - 1),
          successor: StoredRefreshToken(
            hash: hash(number), session: SessionID("here"), expiresAt: sample.tokenExpiry),
          at: now)
        guard case .rotated = result else {
          Issue.record("\(number): \(result)")
          return
        }
      }
      let muchLater = sample.cap.advanced(bySeconds: 31 * 86_400)
      let next = StoredSession(
        id: SessionID("next"), account: account, viewer: Viewer.ID(101), deviceName: "",
        signedInAt: muchLater, lastSeenAt: muchLater,
        endsAt: muchLater.advanced(bySeconds: 60), ended: nil, epoch: 0)
      #expect(try await store.begin(next, firstToken: sample.token(1, of: "next")))
      #expect(try await store.session(SessionID("here")) == nil)
      #expect(
        try await store.rotate(presented: hash(1499), successor: sample.token(9), at: muchLater)
          == .unknown)
    }
  }
}
