import PickCore
import PickModel
import PickTestSupport
import Testing

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
