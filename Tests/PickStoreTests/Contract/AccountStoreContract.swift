import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("AccountStore", .also(.mariaDB), .fewAtOnce)
struct AccountStoreContract {
  private let now = StoreSample.now
  private let account = StoreSample.accounts[0]

  @Test("an account is found by number and by viewer", arguments: StoreUnderTest.allCases)
  func finding(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      try await store.create(account, passwordHash: "hash")
      let expected = StoredAccount(
        account: account, passwordHash: "hash", isDisabled: false, tokenEpoch: 0)
      #expect(try await store.account(number: "1001") == expected)
      #expect(try await store.account(of: account.viewer) == expected)
      #expect(try await store.account(number: "' OR '1'='1") == nil)
      #expect(try await store.account(of: Viewer.ID(9)) == nil)
    }
  }

  @Test("a number ends where it ends: none has a NUL", arguments: StoreUnderTest.allCases)
  func numberWithNUL(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      try await store.create(account, passwordHash: "hash")
      for number in ["1001\0", "1001\0" + "1", "\0"] {
        #expect(try await store.account(number: number) == nil)
        #expect(try await store.failedSignIns(number: number) == nil)
        await #expect(throws: StoreError.constraint(table: "failed_sign_in")) {
          _ = try await store.recordFailedSignIn(number: number, at: now)
        }
        let rival = Account(id: Account.ID(9), number: number, viewer: Viewer.ID(9))
        await #expect(throws: StoreError.constraint(table: "account")) {
          try await store.create(rival, passwordHash: nil)
        }
      }
      #expect(try await store.failedSignIns(number: "1001") == nil)
    }
  }

  @Test("a name of 150 characters is a number like any other", arguments: StoreUnderTest.allCases)
  func longNumber(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      let long = Account(
        id: Account.ID(9), number: String(repeating: "가", count: Account.longestNumber),
        viewer: Viewer.ID(9))
      try await store.create(long, passwordHash: "hash")
      #expect(try await store.account(number: long.number)?.account == long)
    }
  }

  @Test("a number is taken once", arguments: StoreUnderTest.allCases)
  func takenNumber(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      try await store.create(account, passwordHash: nil)
      let rival = Account(id: Account.ID(9), number: account.number, viewer: Viewer.ID(9))
      await #expect(throws: StoreError.constraint(table: "account")) {
        try await store.create(rival, passwordHash: nil)
      }
      #expect(try await store.account(of: Viewer.ID(9)) == nil)
    }
  }

  @Test("a new password ends the other sessions", arguments: StoreUnderTest.allCases)
  func newPassword(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let sessions = SessionSample()
      try await sessions.begin("here", in: store)
      try await sessions.begin("there", in: store)
      let isReplaced = try await store.setPasswordHash(
        "new", account: account.id, ifEpoch: 0, keeping: SessionID("here"), at: now)
      #expect(isReplaced)
      #expect(try await store.account(number: "1001")?.passwordHash == "new")
      #expect(try await store.session(SessionID("here"))?.ended == nil)
      #expect(
        try await store.session(SessionID("there"))?.ended
          == StoredSession.Ending(reason: .passwordChanged, at: now))
    }
  }

  @Test(
    "a disabled account has no live session; enabling brings none back",
    arguments: StoreUnderTest.allCases)
  func disabling(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await SessionSample().begin("here", in: store)
      try await store.setDisabled(true, account: account.id, at: now)
      #expect(try await store.account(number: "1001")?.isDisabled == true)
      #expect(try await store.session(SessionID("here"))?.ended?.reason == .disabled)
      try await store.setDisabled(false, account: account.id, at: now)
      #expect(try await store.account(number: "1001")?.isDisabled == false)
      #expect(try await store.liveSessions(of: account.id, at: now).isEmpty)
    }
  }

  @Test(
    "failures are counted for any number and forgotten on success",
    arguments: StoreUnderTest.allCases)
  func failures(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      #expect(try await store.failedSignIns(number: "777") == nil)
      for count in 1...3 {
        let at = now.advanced(bySeconds: Int64(count))
        let state = try await store.recordFailedSignIn(number: "777", at: at)
        #expect(state == FailedSignIns(count: count, lastAt: at))
        #expect(try await store.failedSignIns(number: "777") == state)
      }
      #expect(try await store.failedSignIns(number: "778") == nil)
      try await store.clearFailedSignIns(number: "777")
      #expect(try await store.failedSignIns(number: "777") == nil)
    }
  }

  @Test(
    "a failure that was counted in advance can be taken back, those before it stay",
    arguments: StoreUnderTest.allCases)
  func takenBack(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      let before = try await store.recordFailedSignIn(number: "777", at: now)
      _ = try await store.recordFailedSignIn(number: "777", at: now.advanced(bySeconds: 9))
      try await store.takeBackFailedSignIn(number: "777", lastAt: before.lastAt)
      #expect(try await store.failedSignIns(number: "777") == before)
      try await store.takeBackFailedSignIn(number: "777", lastAt: nil)
      #expect(try await store.failedSignIns(number: "777") == nil)
      try await store.takeBackFailedSignIn(number: "777", lastAt: nil)
      #expect(try await store.failedSignIns(number: "777") == nil)
    }
  }

  @Test(
    "failures of a day ago are gone when the next one is counted",
    arguments: StoreUnderTest.allCases)
  func oldFailures(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      _ = try await store.recordFailedSignIn(number: "777", at: now)
      _ = try await store.recordFailedSignIn(number: "778", at: now.advanced(bySeconds: 86_401))
      #expect(try await store.failedSignIns(number: "777") == nil)
    }
  }
}
