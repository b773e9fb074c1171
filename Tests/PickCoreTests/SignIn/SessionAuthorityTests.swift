import PickCore
import PickModel
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
