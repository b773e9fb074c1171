import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Session guard", .timeLimit(.minutes(30)))
struct SessionGuardTests {
  let clock = ManualClock()
  let backend = ScriptedBackend()
  let old = TokenPair.sample("1")
  var new: TokenPair { TokenPair.sample("2", issuedAt: clock.now()) }

  private func sessionGuard(_ store: any TokenStore) -> SessionGuard {
    SessionGuard(backend: backend, store: store, clock: clock, device: "test")
  }

  private func access(_ session: SessionGuard) async -> Result<Viewer.ID, ServiceError> {
    do throws(ServiceError) {
      return .success(try await session.authorize())
    } catch { return .failure(error) }
  }

  private func waitUntil(_ session: SessionGuard, waits count: Int) async throws {
    try await wait(for: "\(count) requests that wait") { await session.waitingCount >= count }
  }

  private func waitUntilPresented() async throws {
    try await wait(for: "a token to be presented") { await !backend.presented.isEmpty }
  }

  @Test("a stored session lets requests through from the start")
  func restored() async {
    await backend.accept(old)
    let session = sessionGuard(InMemoryTokenStore(old))
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
    #expect(await session.account == SignInFixture.mina)
  }

  @Test("nobody signed in, nobody gets through")
  func signedOut() async {
    let session = sessionGuard(InMemoryTokenStore())
    #expect(await access(session) == .failure(.sessionEnded(.signedOut)))
    #expect(await session.account == nil)
  }

  @Test("a hundred requests at an expired token make one refresh")
  func oneRefresh() async throws {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .rotated(new))
    await backend.hold()
    let answers = try await withThrowingTaskGroup(
      of: Result<Viewer.ID, ServiceError>.self
    ) { group in
      for _ in 0..<100 { group.addTask { await access(session) } }
      try await waitUntil(session, waits: 100)
      #expect(store.load() == old)
      await backend.release()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.allSatisfy { $0 == .success(SignInFixture.mina.viewer) })
    #expect(answers.count == 100)
    #expect(await backend.presented == ["r1"])
    #expect(store.load() == new)
  }

  @Test("the new pair is stored before the waiting request runs")
  func storedFirst() async throws {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .rotated(new))
    let stored = try await session.perform { (_) throws(ServiceError) in store.load()?.access }
    #expect(stored == "a2")
  }

  @Test("a program that ends waits for a renewal: what it gets is stored, whoever asked has gone")
  func renewalIsNotCutOff() async throws {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    await session.finishRenewal()
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .rotated(new))
    await backend.hold()
    let asking = Task { await access(session) }
    try await waitUntil(session, waits: 1)
    try await waitUntilPresented()
    asking.cancel()
    #expect(await asking.value == .failure(.unreachable))
    let ending = Task {
      await session.finishRenewal()
      return store.load()
    }
    try await wait(for: "a program that waits to end") { await session.isFinishing }
    #expect(store.load() == old)
    await backend.release()
    #expect(await ending.value == new)
  }

  @Test("a 401 for a fresh token refreshes and runs the request once more")
  func refused() async {
    let session = sessionGuard(InMemoryTokenStore(old))
    await backend.answer("r1", with: .rotated(new))
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
    #expect(await backend.presented == ["r1"])
  }

  @Test("a request whose second token is refused too is not sent a third time")
  func refusedTwice() async {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    let new = new
    await backend.answer("r1", with: .rotated(new))
    await backend.refuse(new)
    #expect(await access(session) == .failure(.sessionEnded(.revoked)))
    #expect(await backend.presented == ["r1"])
    #expect(store.load() == nil)
    #expect(await access(session) == .failure(.sessionEnded(.revoked)))
  }

  @Test("an operation that meets a 401 itself is run again with the new token")
  func operationRefused() async throws {
    await backend.accept(old)
    await backend.answer("r1", with: .rotated(new))
    let session = sessionGuard(InMemoryTokenStore(old))
    let runs = Counter()
    let result = try await session.perform { (_) async throws(ServiceError) in
      guard await runs.next() > 1 else { throw .sessionEnded(.expired) }
      return "done"
    }
    #expect(result == "done")
    #expect(await runs.count == 2)
  }

  @Test("a late 401 for a replaced token is run again with the new one, without a refresh")
  func lateRefusal() async throws {
    await backend.accept(old)
    await backend.answer("r1", with: .rotated(new))
    let session = sessionGuard(InMemoryTokenStore(old))
    let runs = Counter()
    try await session.perform { [backend, old] (_) async throws(ServiceError) in
      guard await runs.next() == 1 else { return }
      // While the first answer is on its way, another request finds the token refused.
      await backend.refuse(old)
      _ = try await session.authorize()
      throw .sessionEnded(.expired)
    }
    #expect(await runs.count == 2)
    #expect(await backend.presented == ["r1"])
  }

  @Test("an operation's own failure is handed on and not repeated")
  func operationFails() async {
    await backend.accept(old)
    let session = sessionGuard(InMemoryTokenStore(old))
    let runs = Counter()
    await #expect(throws: ServiceError.notFound) {
      try await session.perform { (_) async throws(ServiceError) in
        _ = await runs.next()
        throw .notFound
      }
    }
    #expect(await runs.count == 1)
  }

  @Test("what keeps a refresh from the server is told as what it is, and the session stays")
  func obstructed() async {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .obstructed(.expired))
    #expect(await access(session) == .failure(.cannotConnect(.expired)))
    #expect(store.load() == old)
    await backend.answer("r1", with: .rotated(new))
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
  }

  @Test("when nobody answers the refresh, requests fail and the next one tries again")
  func unreachable() async {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    #expect(await access(session) == .failure(.unreachable))
    #expect(store.load() == old)
    await backend.answer("r1", with: .rotated(new))
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
  }

  @Test(
    "a refused refresh ends the session, erases it and says why",
    arguments: [ServiceError.Ending.expired, .revoked])
  func ended(ending: ServiceError.Ending) async {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .rejected(ending))
    #expect(await access(session) == .failure(.sessionEnded(ending)))
    #expect(store.load() == nil)
    #expect(await access(session) == .failure(.sessionEnded(ending)))
    #expect(await backend.presented == ["r1"])
  }

  @Test("signing out during a refresh wins: waiters fail, the answer is dropped")
  func signOutWins() async throws {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .rotated(new))
    await backend.hold()
    async let answer = access(session)
    try await waitUntilPresented()
    await session.signOut(everywhere: false)
    #expect(await answer == .failure(.sessionEnded(.signedOut)))
    await backend.release()
    #expect(await access(session) == .failure(.sessionEnded(.signedOut)))
    #expect(store.load() == nil)
    #expect(await backend.signedOut == ["a1"])
  }

  @Test("signing in as somebody else during a refresh wins: no request changes its viewer")
  func signInWins() async throws {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    clock.advance(bySeconds: 1800)
    let jun = TokenPair.sample(
      "9", of: SignInFixture.jun, session: "j", issuedAt: clock.now())
    await backend.answer("r1", with: .rotated(new))
    await backend.willSignIn(jun)
    await backend.hold()
    async let answer = access(session)
    try await waitUntilPresented()
    #expect(try await session.signIn(SignInFixture.junsCredentials) == SignInFixture.jun)
    #expect(await answer == .failure(.sessionEnded(.signedOut)))
    await backend.release()
    #expect(await access(session) == .success(SignInFixture.jun.viewer))
    #expect(store.load() == jun)
    #expect(await backend.signedOut == ["a1"])
  }

  @Test("a failed sign-in leaves the session as it was")
  func signInFails() async {
    await backend.accept(old)
    let session = sessionGuard(InMemoryTokenStore(old))
    await #expect(throws: ServiceError.wrongCredentials) {
      try await session.signIn(SignInFixture.junsCredentials)
    }
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
  }

  @Test("what cannot be stored is used all the same, and said to be unsaved")
  func unsaved() async throws {
    let store = FullStore(old)
    let session = sessionGuard(store)
    #expect(await !session.isUnsaved)
    clock.advance(bySeconds: 1800)
    await backend.answer("r1", with: .rotated(new))
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
    #expect(await session.isUnsaved)
    // The used-up token must not be presented by the next program.
    #expect(store.load() == nil)
    #expect(await access(session) == .success(SignInFixture.mina.viewer))
  }

  @Test("a session in memory is said to be unsaved")
  func inMemory() async { #expect(await sessionGuard(InMemoryTokenStore()).isUnsaved) }
}

private actor Counter {
  private(set) var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}

/// A store on a disk that is full: it reads and erases, but does not write.
private final class FullStore: TokenStore {
  private let kept: InMemoryTokenStore

  init(_ pair: TokenPair) { kept = InMemoryTokenStore(pair) }

  var isDurable: Bool { true }
  func load() -> TokenPair? { kept.load() }
  func save(_ pair: TokenPair) throws(TokenStoreError) { throw .unavailable }
  func erase(_ session: SessionID) { kept.erase(session) }
  func lock() async -> (any TokenStoreLock)? { nil }
}
