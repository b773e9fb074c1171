import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("AccountStore and SessionStore: token epochs", .also(.mariaDB), .fewAtOnce)
struct TokenEpochContract {
  private let sample = SessionSample()
  private let account = StoreSample.accounts[0]
  private var now: Instant { sample.now }

  @Test(
    "a new password, disabling and ending all raise the epoch; a session is read with it",
    arguments: StoreUnderTest.allCases)
  func raising(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      let here = SessionID("here")
      _ = try await store.setPasswordHash(
        "new", account: account.id, ifEpoch: nil, keeping: here, at: now)
      #expect(try await store.session(here)?.epoch == 1)
      #expect(try await store.liveSessions(of: account.id, at: now).map(\.epoch) == [1])
      try await store.endAll(of: account.id, keeping: here, reason: .signedOut, at: now)
      #expect(try await store.session(here)?.epoch == 2)
      try await store.setDisabled(true, account: account.id, at: now)
      try await store.setDisabled(false, account: account.id, at: now)
      #expect(try await store.account(number: account.number)?.tokenEpoch == 3)
      #expect(try await store.account(number: StoreSample.accounts[1].number)?.tokenEpoch == 0)
    }
  }

  @Test("ending one session raises nothing", arguments: StoreUnderTest.allCases)
  func endingOne(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      try await store.end(SessionID("here"), reason: .signedOut, at: now)
      #expect(try await store.session(SessionID("here"))?.epoch == 0)
    }
  }

  @Test("the kept session's refresh tells the new epoch", arguments: StoreUnderTest.allCases)
  func refreshing(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      _ = try await store.setPasswordHash(
        "new", account: account.id, ifEpoch: 0, keeping: SessionID("here"), at: now)
      let result = try await store.rotate(
        presented: SessionSample.hash(UInt8(ascii: "h")), successor: sample.token(1), at: now)
      guard case .rotated(let session) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(session.epoch == 1)
    }
  }

  @Test(
    "no session begins on a password that was just replaced, nor on a disabled account",
    arguments: StoreUnderTest.allCases)
  func beginning(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.setPasswordHash(
        "new", account: account.id, ifEpoch: nil, keeping: nil, at: now)
      #expect(try await store.begin(sample.session("here"), firstToken: sample.token(1)) == false)
      #expect(try await store.session(SessionID("here")) == nil)
      let other = StoreSample.accounts[1]
      try await store.setDisabled(true, account: other.id, at: now)
      let session = StoredSession(
        id: SessionID("there"), account: other.id, viewer: other.viewer, deviceName: "",
        signedInAt: now, lastSeenAt: now, endsAt: sample.cap, ended: nil, epoch: 1)
      #expect(try await store.begin(session, firstToken: sample.token(2, of: "there")) == false)
      #expect(try await store.session(SessionID("there")) == nil)
    }
  }

  @Test("of two new passwords at once one is stored", arguments: StoreUnderTest.allCases)
  func rivals(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let (id, now) = (account.id, now)
      let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<8 {
          group.addTask {
            try await store.setPasswordHash(
              "hash \(number)", account: id, ifEpoch: 0, keeping: nil, at: now)
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(wins == 1)
    }
  }

  @Test("a better hash replaces only the one it was made from", arguments: StoreUnderTest.allCases)
  func upgrading(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.setPasswordHash(
        "old", account: account.id, ifEpoch: nil, keeping: nil, at: now)
      #expect(
        try await store.upgradePasswordHash(from: "old", to: "better", account: account.id))
      #expect(
        try await store.upgradePasswordHash(from: "old", to: "worse", account: account.id)
          == false)
      let stored = try #require(await store.account(number: account.number))
      #expect(stored.passwordHash == "better" && stored.tokenEpoch == 1)
    }
  }
}
