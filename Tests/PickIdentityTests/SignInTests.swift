import PickIdentity
import PickModel
import PickStore
import PickTestSupport
import Testing

@Suite("Session authority: signing in")
struct SessionAuthoritySignInTests {
  let fixture: SignInFixture
  var authority: SessionAuthority { fixture.authority }
  var now: Instant { fixture.clock.now() }

  init() async throws { fixture = try await SignInFixture() }

  private func fail(_ number: String, _ password: String = "wrong") async -> SignInError? {
    await #expect(throws: SignInError.self) {
      try await authority.signIn(
        Credentials(number: number, password: password), device: "test", at: now)
    }
  }

  @Test("number and password give a grant for the account's own viewer")
  func signsIn() async throws {
    let (account, tokens) = try await authority.signIn(
      SignInFixture.minasCredentials, device: "living room", at: now)
    #expect(account == SignInFixture.mina)
    #expect(tokens.grant.viewer == SignInFixture.mina.viewer)
    #expect(tokens.grant.expiresAt == now.advanced(bySeconds: 1800))
    #expect(tokens.refreshExpiresAt == now.advanced(bySeconds: 7 * 86_400))
    #expect(try await authority.authorize(tokens.access, at: now) == tokens.grant)
    let sessions = try await fixture.accounts.liveSessions(of: account.id, at: now)
    #expect(sessions.map(\.deviceName) == ["living room"])
  }

  @Test("spaces around the number do not matter, those around the password do")
  func spaces() async throws {
    _ = try await authority.signIn(
      Credentials(number: "  1001 ", password: SignInFixture.password), device: "t", at: now)
    #expect(await fail("1001", SignInFixture.password + " ") == .wrongCredentials)
  }

  @Test("a try that could not be looked at counts for nobody")
  func unhashable() async throws {
    let account = Account(id: Account.ID(15), number: "1005", viewer: Viewer.ID(5))
    try await fixture.accounts.create(account, passwordHash: "$argon2id$v=19$m=32,t=1,p=1$A")
    for _ in 1...3 {
      guard case .hashing = await fail("1005") else {
        Issue.record("a hash that is none was looked at, or the number was throttled")
        return
      }
    }
    #expect(await fixture.accounts.failureCount == 0)
  }

  @Test("guesses at an account are counted as its own, however its number is written")
  func spellings() async throws {
    let account = Account(id: Account.ID(14), number: "caf\u{E9}", viewer: Viewer.ID(4))
    try await fixture.accounts.create(account, passwordHash: nil)
    // The store of these tests compares as Swift does: it takes the two spellings for one number.
    #expect(await fail("cafe\u{301}") == .wrongCredentials)
    #expect(await fail("caf\u{E9} ") == .wrongCredentials)
    #expect(await fail("cafe\u{301}") == .throttled(retryAfterSeconds: 2))
    #expect(await fail("caf\u{E9}") == .throttled(retryAfterSeconds: 2))
    #expect(await fixture.accounts.failureCount == 1)
  }

  @Test(
    "a number that no account can have is never looked for",
    arguments: [
      "1001\0", "1001\0" + String(repeating: "7", count: 64), "1001\n", "\u{85}1001",
      String(repeating: "1", count: 151),
    ])
  func impossible(number: String) async throws {
    #expect(await fail(number, SignInFixture.password) == .wrongCredentials)
    #expect(try await fixture.accounts.failedSignIns(number: "1001") == nil)
  }

  @Test("only the right password tells that an account is disabled")
  func disabled() async throws {
    try await fixture.accounts.setDisabled(true, account: SignInFixture.jun.id, at: now)
    #expect(await fail("1002") == .wrongCredentials)
    #expect(await fail("1002", SignInFixture.password) == .disabled)
  }

  @Test("a wrong password, an unknown number and a disabled account get one answer")
  func oneAnswer() async throws {
    try await fixture.accounts.setDisabled(true, account: SignInFixture.jun.id, at: now)
    let noPassword = Account(id: Account.ID(13), number: "1003", viewer: Viewer.ID(3))
    try await fixture.accounts.create(noPassword, passwordHash: nil)
    #expect(await fail("1001") == .wrongCredentials)
    #expect(await fail("9999") == .wrongCredentials)
    #expect(await fail("1002") == .wrongCredentials)
    #expect(await fail("1003", "") == .wrongCredentials)
    #expect(await fail("") == .wrongCredentials)
  }

  @Test("known and unknown numbers are throttled alike", arguments: ["1001", "9999"])
  func throttledAlike(number: String) async {
    #expect(await fail(number) == .wrongCredentials)
    #expect(await fail(number) == .wrongCredentials)
    #expect(await fail(number) == .throttled(retryAfterSeconds: 2))
    fixture.clock.advance(bySeconds: 2)
    #expect(await fail(number) == .wrongCredentials)
    #expect(await fail(number) == .throttled(retryAfterSeconds: 4))
  }

  @Test("a throttled try is not looked at, even when it is right, and does not count")
  func notLookedAt() async throws {
    for _ in 0..<2 { _ = await fail("1001") }
    for _ in 0..<5 {
      #expect(await fail("1001", SignInFixture.password) == .throttled(retryAfterSeconds: 2))
    }
    fixture.clock.advance(bySeconds: 2)
    _ = try await fixture.signIn()
  }

  @Test("a success forgets the failures")
  func forgets() async throws {
    _ = await fail("1001")
    _ = try await fixture.signIn()
    #expect(await fixture.accounts.failureCount == 0)
    #expect(await fail("1001") == .wrongCredentials)
  }

  @Test("one number's failures do not delay another")
  func separate() async throws {
    for _ in 0..<3 { _ = await fail("1002") }
    _ = try await fixture.signIn()
  }

  @Test("a novel typed as a number or a password is an answer like any other")
  func novel() async {
    let novel = String(repeating: "x", count: 1 << 20)
    #expect(await fail(novel) == .wrongCredentials)
    #expect(await fail("1001", novel) == .wrongCredentials)
  }

  @Test("a store that fails is not a wrong password")
  func storeFails() async {
    await fixture.accounts.fail(with: .busy)
    #expect(await fail("1001") == .store(.busy))
  }

  @Test("guesses at an account are counted as its own, also where a number is counted under a hash")
  func longSpellings() async throws {
    // Longer numbers are counted under the hash of their bytes, and two spellings have two of them.
    let number = String(repeating: "caf\u{E9}", count: 16)
    let other = String(repeating: "cafe\u{301}", count: 16)
    let account = Account(id: Account.ID(14), number: number, viewer: Viewer.ID(4))
    try await fixture.accounts.create(account, passwordHash: nil)
    #expect(await fail(other) == .wrongCredentials)
    #expect(await fail(number) == .wrongCredentials)
    #expect(await fail(other) == .throttled(retryAfterSeconds: 2))
    #expect(await fixture.accounts.failureCount == 1)
  }

  @Test(
    "a number that no account can have is not looked for, even where a store has it",
    arguments: ["1003\0", "1003\n", "\u{85}1003", String(repeating: "1", count: 151)])
  func impossibleAndStored(number: String) async throws {
    let account = Account(id: Account.ID(15), number: number, viewer: Viewer.ID(5))
    try await authority.create(account, password: SignInFixture.password, at: now)
    #expect(await fail(number, SignInFixture.password) == .wrongCredentials)
  }
}

@Suite("Sign-in throttle")
struct SignInThrottleTests {
  let throttle = SignInThrottle()
  let then = Instant(secondsSince1970: 1_795_181_400)

  @Test(
    "the delay doubles with each failure after the first, up to five minutes",
    arguments: [
      (0, 0), (1, 0), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64), (8, 128), (9, 256),
      (10, 300), (11, 300), (1_000_000, 300), (Int.max, 300),
    ] as [(Int, Int64)])
  func doubles(failures: Int, seconds: Int64) {
    #expect(throttle.delaySeconds(afterFailures: failures) == seconds)
  }

  @Test(
    "the countdown is in whole seconds, rounded up, and ends at the very instant",
    arguments: [
      (0, 8), (1, 8), (1000, 7), (7000, 1), (7999, 1), (8000, nil), (9000, nil),
    ] as [(Int64, Int?)])
  func counts(elapsedMilliseconds: Int64, left: Int?) {
    let failures = FailedSignIns(count: 4, lastAt: then)
    let now = Instant(millisecondsSince1970: then.millisecondsSince1970 + elapsedMilliseconds)
    #expect(throttle.retryAfterSeconds(failures, at: now) == left)
  }

  @Test("nobody who has not failed waits")
  func clean() { #expect(throttle.retryAfterSeconds(nil, at: then) == nil) }

  @Test("failures of yesterday do not count")
  func forgets() {
    let failures = FailedSignIns(count: 40, lastAt: then)
    #expect(throttle.retryAfterSeconds(failures, at: then.advanced(bySeconds: 86_400)) == nil)
  }

  @Test("a clock that was set back a year locks nobody out")
  func clockSetBack() {
    let failures = FailedSignIns(count: 40, lastAt: then)
    let lastYear = then.advanced(bySeconds: -365 * 86_400)
    #expect(throttle.retryAfterSeconds(failures, at: lastYear) == nil)
  }

  @Test("a clock that is behind by seconds, as another server's may be, changes nothing")
  func clockBehind() {
    let failures = FailedSignIns(count: 4, lastAt: then)
    for seconds in [Int64(-1), -30, -60] {
      #expect(throttle.retryAfterSeconds(failures, at: then.advanced(bySeconds: seconds)) == 8)
    }
  }
}
