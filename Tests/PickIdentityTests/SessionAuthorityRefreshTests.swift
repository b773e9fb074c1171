import Crypto
import PickModel
import PickTestSupport
import Testing

@testable import PickIdentity
@testable import PickStore

@Suite("Session authority: refreshing")
struct SessionAuthorityRefreshTests {
  let fixture: SignInFixture
  var authority: SessionAuthority { fixture.authority }
  var clock: ManualClock { fixture.clock }

  init() async throws { fixture = try await SignInFixture() }

  private func refusal(_ refresh: String) async -> SessionRefusal? {
    await #expect(throws: SessionRefusal.self) {
      try await authority.refresh(refresh, at: clock.now())
    }
  }

  @Test("a refresh token is exchanged for a new pair of the same session")
  func rotates() async throws {
    let first = try await fixture.signIn()
    clock.advance(bySeconds: 1800)
    let second = try await authority.refresh(first.refresh, at: clock.now())
    #expect(second.refresh != first.refresh)
    #expect(second.grant.session == first.grant.session)
    #expect(try await authority.authorize(second.access, at: clock.now()) == second.grant)
  }

  @Test(
    "a lost answer may be asked for again within the grace",
    arguments: [0, 1, 9_999, 10_000] as [Int64])
  func grace(milliseconds: Int64) async throws {
    let first = try await fixture.signIn()
    let second = try await authority.refresh(first.refresh, at: clock.now())
    clock.advance(byMilliseconds: milliseconds)
    let again = try await authority.refresh(first.refresh, at: clock.now())
    #expect(again.refresh == second.refresh)
    #expect(await fixture.accounts.tokenCount == 2)
    #expect(!fixture.audits.kinds.contains(.refreshTokenReused))
  }

  @Test("after the grace a replaced token ends its family, once, and no other")
  func reuse() async throws {
    let stolen = try await fixture.signIn()
    let other = try await fixture.signIn()
    let current = try await authority.refresh(stolen.refresh, at: clock.now())
    clock.advance(byMilliseconds: 10_001)
    #expect(await refusal(stolen.refresh) == .ended(.reused))
    #expect(await refusal(current.refresh) == .ended(.reused))
    #expect(await refusal(stolen.refresh) == .ended(.reused))
    await #expect(throws: SessionRefusal.ended(.reused)) {
      try await authority.authorize(current.access, at: clock.now())
    }
    _ = try await authority.refresh(other.refresh, at: clock.now())
    #expect(
      fixture.audits.all.filter { $0.kind == .refreshTokenReused }.map(\.session)
        == [stolen.grant.session])
  }

  @Test(
    "within the grace a token whose successor was used ends its family, at every generation",
    arguments: [1, 2, 3])
  func replayWithinGrace(usedGenerations: Int) async throws {
    let first = try await fixture.signIn()
    let other = try await fixture.signIn()
    var current = try await authority.refresh(first.refresh, at: clock.now())
    for _ in 0..<usedGenerations {
      current = try await authority.refresh(current.refresh, at: clock.now())
    }
    #expect(await refusal(first.refresh) == .ended(.reused))
    #expect(await refusal(current.refresh) == .ended(.reused))
    await #expect(throws: SessionRefusal.ended(.reused)) {
      try await authority.authorize(current.access, at: clock.now())
    }
    _ = try await authority.refresh(other.refresh, at: clock.now())
    #expect(
      fixture.audits.all.filter { $0.kind == .refreshTokenReused }.map(\.session)
        == [first.grant.session])
  }

  @Test("many who present a used token at once are one audit event")
  func auditedOnce() async throws {
    let first = try await fixture.signIn()
    let current = try await authority.refresh(first.refresh, at: clock.now())
    _ = try await authority.refresh(current.refresh, at: clock.now())
    let authority = authority
    let now = clock.now()
    let refusals = await withTaskGroup(of: SessionRefusal?.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do {
            _ = try await authority.refresh(first.refresh, at: now)
            return nil
          } catch { return error as? SessionRefusal }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(refusals.allSatisfy { $0 == .ended(.reused) })
    #expect(fixture.audits.kinds.filter { $0 == .refreshTokenReused }.count == 1)
  }

  @Test("a hundred at once have one child")
  func concurrent() async throws {
    let first = try await fixture.signIn()
    let authority = authority
    let now = clock.now()
    let successors = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<100 {
        group.addTask { try await authority.refresh(first.refresh, at: now).refresh }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(successors.count == 1)
    #expect(await fixture.accounts.tokenCount == 2)
  }

  @Test("a refresh token holds for seven days, and not at their end", arguments: [-1, 0, 1])
  func expiry(milliseconds: Int64) async throws {
    let first = try await fixture.signIn()
    clock.set(first.refreshExpiresAt)
    clock.advance(byMilliseconds: milliseconds)
    if milliseconds < 0 {
      _ = try await authority.refresh(first.refresh, at: clock.now())
    } else {
      #expect(await refusal(first.refresh) == .expired)
    }
  }

  @Test("a session ends after thirty days, however often it is refreshed")
  func cap() async throws {
    let start = clock.now()
    var tokens = try await fixture.signIn()
    for _ in 0..<4 {
      clock.advance(bySeconds: 7 * 86_400 - 1)
      tokens = try await authority.refresh(tokens.refresh, at: clock.now())
    }
    #expect(tokens.refreshExpiresAt == start.advanced(bySeconds: 30 * 86_400))
    clock.set(start.advanced(bySeconds: 30 * 86_400 - 10))
    tokens = try await authority.refresh(tokens.refresh, at: clock.now())
    #expect(tokens.grant.expiresAt == start.advanced(bySeconds: 30 * 86_400))
    clock.advance(bySeconds: 10)
    #expect(await refusal(tokens.refresh) == .expired)
  }

  @Test("an access token is no refresh token, and nothing else is one either")
  func foreign() async throws {
    let tokens = try await fixture.signIn()
    #expect(await refusal(tokens.access) == .invalidToken(.malformed))
    #expect(await refusal("") == .invalidToken(.malformed))
    let invented = "pkr1." + String(repeating: "0", count: 96)
    #expect(await refusal(invented) == .unknown)
  }

  @Test("after the clock was set back a session goes on")
  func clockSetBack() async throws {
    let first = try await fixture.signIn()
    clock.advance(bySeconds: -365 * 86_400)
    await #expect(throws: SessionRefusal.invalidToken(.issuedInFuture)) {
      try await authority.authorize(first.access, at: clock.now())
    }
    let second = try await authority.refresh(first.refresh, at: clock.now())
    #expect(try await authority.authorize(second.access, at: clock.now()) == second.grant)
  }
}

@Suite("Refresh token")
struct RefreshTokenTests {
  let token = RefreshToken(
    session: SessionID("00112233445566778899aabbccddeeff"),
    secret: [UInt8](repeating: 3, count: 32))
  let rotation = SymmetricKey(data: [UInt8](repeating: 9, count: 32))

  @Test("reads what it writes")
  func roundTrip() { #expect(RefreshToken(token.text) == token) }

  @Test(
    "reads nothing else",
    arguments: ["", "pkr1.", "pkr1.00", String(repeating: "0", count: 101), "pka1.00"])
  func strict(text: String) { #expect(RefreshToken(text) == nil) }

  @Test("is stored as the SHA-256 of session and secret")
  func hashed() {
    let bytes = [UInt8](0...15).map { $0 * 0x11 } + token.secret
    #expect(token.hash == Array(SHA256.hash(data: bytes)))
  }

  @Test("has one successor, which only the rotation key can tell")
  func successor() {
    let next = token.successor(rotationKey: rotation)
    #expect(next == token.successor(rotationKey: rotation))
    #expect(next.session == token.session)
    #expect(next.secret != token.secret)
    #expect(next != token.successor(rotationKey: SymmetricKey(size: .bits256)))
  }

  @Test("a changed session name is another token")
  func bound() {
    let moved = RefreshToken(
      session: SessionID("ffffffffffffffffffffffffffffffff"), secret: token.secret)
    #expect(moved.hash != token.hash)
  }
}
