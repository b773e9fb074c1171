import PickIdentity
import PickImport
import PickModel
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestSupport
import Testing

@Suite("Session authority: grants, ends and passwords")
struct SessionAuthorityTests {
  let fixture: SignInFixture
  var authority: SessionAuthority { fixture.authority }
  var now: Instant { fixture.clock.now() }

  init() async throws { fixture = try await SignInFixture() }

  private func refusal(_ access: String) async -> SessionRefusal? {
    do {
      _ = try await authority.authorize(access, at: now)
      return nil
    } catch { return error }
  }

  @Test("a session that was signed out elsewhere is refused at once")
  func signedOut() async throws {
    let tokens = try await fixture.signIn()
    let other = try await fixture.signIn()
    try await authority.signOut(other.access, everywhere: false, at: now)
    #expect(await refusal(other.access) == .ended(.signedOut))
    #expect(await refusal(tokens.access) == nil)
  }

  @Test("signing out everywhere ends every session of the account and no other")
  func everywhere() async throws {
    let first = try await fixture.signIn()
    let second = try await fixture.signIn()
    let jun = try await authority.signIn(
      SignInFixture.junsCredentials, device: "t", at: now
    ).tokens
    try await authority.signOut(first.access, everywhere: true, at: now)
    #expect(await refusal(first.access) == .ended(.signedOut))
    #expect(await refusal(second.access) == .ended(.signedOut))
    #expect(await refusal(jun.access) == nil)
  }

  @Test("an expired access token still signs out, one of an ended session no one else")
  func signOutLate() async throws {
    let first = try await fixture.signIn()
    let second = try await fixture.signIn()
    fixture.clock.advance(bySeconds: 1700)
    try await authority.signOut(first.access, everywhere: false, at: now)
    try await authority.signOut(first.access, everywhere: true, at: now)
    #expect(await refusal(second.access) == nil)
    fixture.clock.advance(bySeconds: 200)
    #expect(await refusal(second.access) == .invalidToken(.expired))
    try await authority.signOut(second.access, everywhere: false, at: now)
    let ended = try await fixture.accounts.session(second.grant.session)?.ended
    #expect(ended?.reason == .signedOut)
  }

  @Test("an account is added with a password it signs in with, or not at all")
  func created() async throws {
    let account = Account.original(number: "900")
    await #expect(throws: PasswordChangeError.newPasswordTooShort) {
      try await authority.create(account, password: "short", at: now)
    }
    #expect(try await fixture.accounts.account(number: "900") == nil)
    try await authority.create(account, password: "long enough", at: now)
    let tokens = try await authority.signIn(
      Credentials(number: "900", password: "long enough"), device: "t", at: now
    ).tokens
    #expect(tokens.grant.viewer == account.viewer)
  }

  @Test("a forged token signs nobody out")
  func forged() async throws {
    let tokens = try await fixture.signIn()
    let forged = String(tokens.access.dropLast(2)) + "00"
    await #expect(throws: SessionRefusal.self) {
      try await authority.signOut(forged, everywhere: true, at: now)
    }
    #expect(await refusal(tokens.access) == nil)
  }

  @Test("a database whose session row is gone knows nobody")
  func otherDatabase() async throws {
    let tokens = try await fixture.signIn()
    let empty = SessionAuthority(
      accounts: InMemoryAccounts(), sessions: InMemoryAccounts(),
      key: SigningKey.ephemeral(random: .seeded(1)))
    await #expect(throws: SessionRefusal.unknown) {
      try await empty.authorize(tokens.access, at: now)
    }
  }

  @Test("a new password ends the other sessions and keeps this one")
  func changesPassword() async throws {
    let here = try await fixture.signIn()
    let there = try await fixture.signIn()
    try await authority.changePassword(
      of: here.grant, from: SignInFixture.password, to: "새로운비밀번호1", at: now)
    #expect(await refusal(here.access) == nil)
    #expect(await refusal(there.access) == .ended(.passwordChanged))
    _ = try await authority.signIn(
      Credentials(number: "1001", password: "새로운비밀번호1"), device: "t", at: now)
    await #expect(throws: SignInError.wrongCredentials) { try await fixture.signIn() }
  }

  @Test(
    "a new password has eight characters, whatever script",
    arguments: [
      ("", false), ("1234567", false), ("12345678", true), ("가나다라마바사", false),
      ("가나다라마바사아", true),
    ])
  func length(password: String, isAccepted: Bool) async throws {
    let grant = try await fixture.signIn().grant
    do {
      try await authority.changePassword(
        of: grant, from: SignInFixture.password, to: password, at: now)
      #expect(isAccepted)
    } catch {
      #expect(!isAccepted)
      #expect(error == .newPasswordTooShort)
    }
  }

  @Test("a wrong old password changes nothing, and is throttled like a sign-in")
  func wrongOld() async throws {
    let grant = try await fixture.signIn().grant
    for expected in [
      PasswordChangeError.oldPasswordWrong, .oldPasswordWrong, .throttled(retryAfterSeconds: 2),
    ] {
      await #expect(throws: expected) {
        try await authority.changePassword(of: grant, from: "guess", to: "12345678", at: now)
      }
    }
    fixture.clock.advance(bySeconds: 2)
    _ = try await fixture.signIn()
  }

  @Test("an operator's password lets an account in and ends its sessions")
  func operatorSets() async throws {
    let tokens = try await fixture.signIn()
    try await authority.setPassword("operator's", number: "1001", at: now)
    #expect(await refusal(tokens.access) == .ended(.passwordChanged))
    _ = try await authority.signIn(
      Credentials(number: "1001", password: "operator's"), device: "t", at: now)
    await #expect(throws: PasswordChangeError.unknownAccount) {
      try await authority.setPassword("operator's", number: "nobody", at: now)
    }
  }

  @Test("a password has 1,024 characters at most, and signs in with all of them")
  func longest() async throws {
    let grant = try await fixture.signIn().grant
    await #expect(throws: PasswordChangeError.newPasswordTooLong) {
      try await authority.changePassword(
        of: grant, from: SignInFixture.password, to: String(repeating: "가", count: 1025), at: now)
    }
    try await authority.changePassword(
      of: grant, from: SignInFixture.password, to: String(repeating: "가", count: 1024), at: now)
    let credentials = Credentials(
      number: SignInFixture.mina.number, password: String(repeating: "가", count: 1024))
    let (account, _) = try await authority.signIn(credentials, device: "test", at: now)
    #expect(account == SignInFixture.mina)
  }
}

/// The promises that a database keeps, over the database that Pick ships with.
@Suite("Session authority on SQLite")
struct SessionAuthoritySQLiteTests {
  let clock = ManualClock()
  let database: SQLiteDatabase
  let authority: SessionAuthority
  var now: Instant { clock.now() }

  init() async throws {
    database = try SQLiteDatabase.inMemory()
    authority = SessionAuthority(
      accounts: database, sessions: database, key: .ephemeral(),
      hasher: PasswordHasher(parameters: SignInFixture.cheap))
    try await database.create(SignInFixture.mina, passwordHash: nil)
    try await authority.setPassword(
      SignInFixture.password, number: SignInFixture.mina.number, at: now)
  }

  private func signIn() async throws -> IssuedTokens {
    try await authority.signIn(SignInFixture.minasCredentials, device: "test", at: now).tokens
  }

  @Test("a session is begun, checked, refreshed and ended")
  func journey() async throws {
    let first = try await signIn()
    #expect(try await authority.authorize(first.access, at: now) == first.grant)
    clock.advance(bySeconds: 1_800)
    let second = try await authority.refresh(first.refresh, at: now)
    #expect(try await authority.authorize(second.access, at: now) == second.grant)
    try await authority.signOut(second.access, everywhere: false, at: now)
    await #expect(throws: SessionRefusal.ended(.signedOut)) {
      try await authority.authorize(second.access, at: now)
    }
  }

  @Test("a hundred refreshes at once have one successor, and reuse later ends the family")
  func rotation() async throws {
    let first = try await signIn()
    let (authority, now) = (authority, now)
    let successors = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<100 {
        group.addTask { try await authority.refresh(first.refresh, at: now).refresh }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    let current = try #require(successors.first)
    #expect(successors.count == 1)
    clock.advance(bySeconds: 11)
    for token in [first.refresh, current] {
      await #expect(throws: SessionRefusal.ended(.reused)) {
        try await authority.refresh(token, at: self.now)
      }
    }
  }

  @Test("of many wrong passwords at once, one is looked at")
  func throttle() async throws {
    let (authority, now) = (authority, now)
    let wrong = Credentials(number: "9999", password: "guess")
    for expected in [SignInError.wrongCredentials, .wrongCredentials] {
      await #expect(throws: expected) { try await authority.signIn(wrong, device: "t", at: now) }
    }
    clock.advance(bySeconds: 2)
    let later = clock.now()
    let lookedAt = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do throws(SignInError) {
            _ = try await authority.signIn(wrong, device: "t", at: later)
            return true
          } catch { return error == .wrongCredentials }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(lookedAt == 1)
  }

  @Test("within the grace a token whose successor was used ends its family")
  func replayWithinGrace() async throws {
    let first = try await signIn()
    let second = try await authority.refresh(first.refresh, at: now)
    let third = try await authority.refresh(second.refresh, at: now)
    for token in [first.refresh, second.refresh, third.refresh] {
      await #expect(throws: SessionRefusal.ended(.reused)) {
        try await authority.refresh(token, at: self.now)
      }
    }
  }
}
