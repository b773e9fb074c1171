import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickClient

/// Renewing a pair before its access token expires, while requests go on with it.
@Suite("Renewing ahead of time", .timeLimit(.minutes(30)))
struct SessionRenewalTests {
  let clock = ManualClock()
  let backend = ScriptedBackend(renewsAhead: true)
  let old = TokenPair.sample("1")
  var new: TokenPair { TokenPair.sample("2", issuedAt: clock.now()) }
  var due: Instant { old.renewsAt }

  private func renewing() -> SessionStateMachine {
    var machine = SessionStateMachine(stored: old)
    _ = machine.renewAhead(at: due)
    return machine
  }

  private func sessionGuard(_ store: any TokenStore) -> SessionGuard {
    SessionGuard(backend: backend, store: store, clock: clock, device: "test")
  }

  @Test("a pair is renewed from four fifths of its life on, once")
  func begins() {
    var machine = SessionStateMachine(stored: old)
    let life = old.accessExpiresAt.seconds(since: old.issuedAt)
    #expect(due.seconds(since: old.issuedAt) == life * 0.8)
    let justBefore = Instant(millisecondsSince1970: due.millisecondsSince1970 - 1)
    #expect(machine.renewAhead(at: justBefore) == nil)
    #expect(machine.renewAhead(at: due) == old)
    #expect(machine.renewAhead(at: due) == nil)
    #expect(machine.presented == old)
  }

  @Test("requests go on with the pair until it expires, then they wait")
  func requests() {
    var machine = renewing()
    #expect(machine.requestStarts(at: due) == .send(old))
    #expect(machine.requestStarts(at: old.accessExpiresAt) == .wait)
    #expect(machine.state == .refreshing(old))
  }

  @Test("a 401 for the pair that is being renewed waits for the new one")
  func rejected() {
    var machine = renewing()
    #expect(machine.requestRejected(access: old.access, at: due) == .wait)
    #expect(machine.refreshFinished(presented: old.refresh, .rotated(new)) == .storeThenResume(new))
    #expect(machine.requestStarts(at: due) == .send(new))
  }

  @Test("a renewal nobody answers leaves the pair as it was")
  func unreachable() {
    var machine = renewing()
    #expect(machine.refreshFinished(presented: old.refresh, .unreachable) == .failWaiters)
    #expect(machine.state == .active(old))
  }

  @Test("signing out during a renewal wins")
  func signOut() {
    var machine = renewing()
    #expect(machine.signOut() == old)
    #expect(machine.refreshFinished(presented: old.refresh, .rotated(new)) == .discard)
    #expect(machine.state == .signedOut)
  }

  @Test("another terminal's pair ends a renewal")
  func storeHolds() {
    var machine = renewing()
    #expect(machine.storeHolds(new, at: due) == .resume(new))
    #expect(machine.refreshFinished(presented: old.refresh, .unreachable) == .discard)
  }

  @Test("the request that begins a renewal does not wait for it, and one is enough")
  func guardDoesNotWait() async throws {
    let store = InMemoryTokenStore(old)
    let session = sessionGuard(store)
    let new = new
    await backend.accept(old)
    await backend.answer("r1", with: .rotated(new))
    await backend.hold()
    clock.set(due)
    for _ in 1...20 { #expect(try await session.authorize() == SignInFixture.mina.viewer) }
    await backend.release()
    try await wait(for: "the new pair to be stored") { store.load() == new }
    #expect(await backend.presented == ["r1"])
  }

  @Test("a renewal nobody answered is tried again after a while, not at every request")
  func pause() async throws {
    let session = sessionGuard(InMemoryTokenStore(old))
    await backend.accept(old)
    clock.set(due)
    for _ in 1...20 { _ = try await session.authorize() }
    try await wait(for: "a refresh") { await !backend.presented.isEmpty }
    for _ in 1...20 { _ = try await session.authorize() }
    #expect(await backend.presented.count == 1)
    clock.advance(bySeconds: 30)
    try await wait(for: "a second refresh") {
      _ = try await session.authorize()
      return await backend.presented.count == 2
    }
  }
}
