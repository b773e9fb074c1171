import Glibc
import PickEmbedded
import PickIdentity
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickClient

/// Guards over a real authority and real files: one program, two terminals, a wrong clock.
@Suite("Embedded session")
struct EmbeddedSessionTests {
  let fixture: SignInFixture
  let directory: ScratchDirectory
  var clock: ManualClock { fixture.clock }

  init() async throws {
    fixture = try await SignInFixture()
    directory = try ScratchDirectory()
  }

  private var embedded: EmbeddedSessionBackend {
    EmbeddedSessionBackend(
      authority: fixture.authority, clock: clock, report: { _ in "reference" })
  }

  /// What another terminal, or the next run, would make.
  private func terminal(through backend: WatchedBackend? = nil) -> SessionGuard {
    let backend: any SessionBackend = backend ?? embedded
    let files = SessionFiles(stateDirectory: directory.path, issuer: fixture.authority.issuer)
    return SessionGuard(backend: backend, store: files.tokens, clock: clock, device: "test")
  }

  private func ending(_ session: SessionGuard) async -> ServiceError.Ending? {
    do throws(ServiceError) {
      _ = try await session.authorize()
      return nil
    } catch {
      guard case .sessionEnded(let ending) = error else { return nil }
      return ending
    }
  }

  @Test("a sign-in outlives the program")
  func outlives() async throws {
    _ = try await terminal().signIn(SignInFixture.minasCredentials)
    let next = terminal()
    #expect(try await next.authorize() == SignInFixture.mina.viewer)
    #expect(await next.account == SignInFixture.mina)
    #expect(await !next.isUnsaved)
  }

  @Test("an expired access token is refreshed silently", arguments: [1_799, 1_800, 1_801])
  func refreshes(seconds: Int64) async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    clock.advance(bySeconds: seconds)
    #expect(try await session.authorize() == SignInFixture.mina.viewer)
    #expect(await fixture.accounts.tokenCount == (seconds < 1_800 ? 1 : 2))
  }

  @Test("after seven days away the session has expired")
  func expires() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    clock.advance(bySeconds: 7 * 86_400)
    #expect(await ending(session) == .expired)
    #expect(await ending(terminal()) == .signedOut)
  }

  @Test("two terminals at an expired token: one child, and nobody is signed out")
  func twoTerminals() async throws {
    let backend = WatchedBackend(embedded)
    let first = terminal(through: backend)
    _ = try await first.signIn(SignInFixture.minasCredentials)
    let second = terminal(through: backend)
    clock.advance(bySeconds: 1_800)
    let viewers = try await withThrowingTaskGroup(of: Viewer.ID.self) { group in
      for index in 0..<100 {
        group.addTask { try await (index.isMultiple(of: 2) ? first : second).authorize() }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(viewers == [Viewer.ID](repeating: SignInFixture.mina.viewer, count: 100))
    #expect(await fixture.accounts.tokenCount == 2)
    // The lock and the second look at the file: the token is not even presented twice.
    #expect(await backend.refreshCount == 1)
    clock.advance(bySeconds: 1_800)
    #expect(await ending(second) == nil)
    clock.advance(bySeconds: 60)
    #expect(await ending(first) == nil)
    #expect(!fixture.audits.kinds.contains(.refreshTokenReused))
  }

  @Test("signed out in another terminal, signed out here")
  func signedOutElsewhere() async throws {
    let first = terminal()
    _ = try await first.signIn(SignInFixture.minasCredentials)
    let second = terminal()
    await first.signOut(everywhere: false)
    #expect(await ending(second) == .revoked)
  }

  @Test("a token file that becomes readable to others ends the session, and can be replaced")
  func openedFile() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    let path = directory.file("session-" + fixture.authority.issuer)
    #expect(chmod(path, 0o644) == 0)
    #expect(await ending(session) == .revoked)
    _ = try await session.signIn(SignInFixture.minasCredentials)
    #expect(await ending(session) == nil)
    #expect(await ending(terminal()) == nil)
  }

  @Test("signed out from another device, signed out here")
  func signedOutEverywhere() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    let device = try await fixture.signIn()
    try await fixture.authority.signOut(device.access, everywhere: true, at: clock.now())
    #expect(await ending(session) == .revoked)
    #expect(await ending(terminal()) == .signedOut)
  }

  @Test("somebody else signed in on this machine: this terminal does not become theirs")
  func neverMixed() async throws {
    let first = terminal()
    _ = try await first.signIn(SignInFixture.minasCredentials)
    let second = terminal()
    _ = try await second.signIn(SignInFixture.junsCredentials)
    #expect(await ending(first) == .revoked)
    #expect(try await second.authorize() == SignInFixture.jun.viewer)
    await first.signOut(everywhere: true)
    #expect(try await second.authorize() == SignInFixture.jun.viewer)
  }

  @Test("the same viewer signed in again in another terminal goes on here too")
  func sameViewer() async throws {
    let first = terminal()
    _ = try await first.signIn(SignInFixture.minasCredentials)
    _ = try await terminal().signIn(SignInFixture.minasCredentials)
    #expect(try await first.authorize() == SignInFixture.mina.viewer)
  }

  @Test("a session whose tokens another sign-in replaced does not live on")
  func replacedEnds() async throws {
    _ = try await terminal().signIn(SignInFixture.minasCredentials)
    let next = terminal()
    _ = try await next.signIn(SignInFixture.minasCredentials)
    _ = try await next.signIn(SignInFixture.junsCredentials)
    let accounts = fixture.accounts
    let minas = try await accounts.liveSessions(of: SignInFixture.mina.id, at: clock.now())
    let juns = try await accounts.liveSessions(of: SignInFixture.jun.id, at: clock.now())
    #expect(minas.isEmpty)
    #expect(juns.count == 1)
  }

  @Test("an answer that was lost may be asked for again: one child, the same successor")
  func lostAnswer() async throws {
    let pair = try await embedded.signIn(SignInFixture.minasCredentials, device: "test")
    let session = SessionGuard(
      backend: WatchedBackend(embedded, losesFirst: true), store: InMemoryTokenStore(pair),
      clock: clock,
      device: "test")
    clock.advance(bySeconds: 1_800)
    await #expect(throws: ServiceError.unreachable) { try await session.authorize() }
    clock.advance(bySeconds: 10)
    #expect(try await session.authorize() == SignInFixture.mina.viewer)
    #expect(await fixture.accounts.tokenCount == 2)
    clock.advance(bySeconds: 1_800)
    #expect(await ending(session) == nil)
  }

  @Test("changing the password keeps this session and ends the others")
  func changesPassword() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    let other = try await fixture.signIn()
    try await session.changePassword(from: SignInFixture.password, to: "새로운비밀번호1")
    #expect(await ending(session) == nil)
    await #expect(throws: SessionRefusal.ended(.passwordChanged)) {
      try await fixture.authority.authorize(other.access, at: clock.now())
    }
    await #expect(throws: ServiceError.invalid(.newPasswordTooShort)) {
      try await session.changePassword(from: "새로운비밀번호1", to: "짧다")
    }
    await #expect(throws: ServiceError.invalid(.oldPasswordWrong)) {
      try await session.changePassword(from: "guess", to: "12345678")
    }
  }

  @Test("a throttled sign-in says how long to wait")
  func throttled() async {
    let session = terminal()
    let wrong = Credentials(number: "1001", password: "wrong")
    for expected in [
      ServiceError.wrongCredentials, .wrongCredentials, .throttled(retryAfterSeconds: 2),
    ] {
      await #expect(throws: expected) { try await session.signIn(wrong) }
    }
  }

  @Test("a clock set back a year: the session goes on, and the doubt is said")
  func clockBack() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    clock.advance(bySeconds: -365 * 86_400)
    #expect(try await session.authorize() == SignInFixture.mina.viewer)
    #expect(await session.clockDoubt == .behind(seconds: 365 * 86_400))
    #expect(try await session.authorize() == SignInFixture.mina.viewer)
    // Put right again: one sign-in, and no loop.
    clock.advance(bySeconds: 365 * 86_400)
    #expect(await ending(session) == .expired)
    _ = try await session.signIn(SignInFixture.minasCredentials)
    #expect(await ending(session) == nil)
    #expect(await session.clockDoubt == nil)
  }

  @Test("a clock a year ahead: one sign-in, and none more when it is put right")
  func clockAhead() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    clock.advance(bySeconds: 365 * 86_400)
    #expect(await ending(session) == .expired)
    #expect(await session.clockDoubt == .ahead(seconds: 358 * 86_400))
    _ = try await session.signIn(SignInFixture.minasCredentials)
    #expect(await ending(session) == nil)
    clock.advance(bySeconds: -365 * 86_400)
    #expect(await ending(session) == nil)
    #expect(await session.clockDoubt != nil)
  }

  @Test("a store that is busy is no reason to sign anybody out")
  func storeBusy() async throws {
    let session = terminal()
    _ = try await session.signIn(SignInFixture.minasCredentials)
    await fixture.accounts.fail(with: .busy)
    await #expect(throws: ServiceError.self) { try await session.authorize() }
    clock.advance(bySeconds: 1_800)
    await #expect(throws: ServiceError.unreachable) { try await session.authorize() }
    await fixture.accounts.fail(with: nil)
    #expect(await ending(session) == nil)
  }
}

/// An embedded backend that counts refreshes, and may do the first without ever answering it.
private actor WatchedBackend: SessionBackend {
  private let backend: EmbeddedSessionBackend
  private let losesFirst: Bool
  private(set) var refreshCount = 0

  init(_ backend: EmbeddedSessionBackend, losesFirst: Bool = false) {
    self.backend = backend
    self.losesFirst = losesFirst
  }

  func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome {
    refreshCount += 1
    let isLost = losesFirst && refreshCount == 1
    let outcome = await backend.refresh(pair)
    return isLost ? .unreachable : outcome
  }

  func signIn(_ credentials: Credentials, device: String) async throws(ServiceError)
    -> TokenPair
  {
    try await backend.signIn(credentials, device: device)
  }

  func authorize(_ pair: TokenPair) async throws(AuthorizationFailure) -> AccessGrant {
    try await backend.authorize(pair)
  }

  func signOut(_ pair: TokenPair, everywhere: Bool) async {
    await backend.signOut(pair, everywhere: everywhere)
  }

  func changePassword(of grant: AccessGrant, access: String, from old: String, to new: String)
    async throws(ServiceError)
  {
    try await backend.changePassword(of: grant, access: access, from: old, to: new)
  }
}
