import PickClient
import PickModel
import PickTestSupport
import Testing

/// Every state meets every input.
@Suite("Session state machine")
struct SessionStateMachineTests {
  let now = ManualClock().now()
  let old = TokenPair.sample("1")
  let new = TokenPair.sample("2")
  var late: Instant { old.accessExpiresAt }

  private func active() -> SessionStateMachine { SessionStateMachine(stored: old) }

  private func refreshing() -> SessionStateMachine {
    var machine = active()
    _ = machine.requestStarts(at: late)
    return machine
  }

  private func revoked(_ ending: ServiceError.Ending = .expired) -> SessionStateMachine {
    var machine = refreshing()
    _ = machine.refreshFinished(presented: "r1", .rejected(ending))
    return machine
  }

  // MARK: A request starts

  @Test("signed out, a request fails")
  func startSignedOut() {
    var machine = SessionStateMachine()
    #expect(machine.requestStarts(at: now) == .fail(.signedOut))
    #expect(machine.state == .signedOut)
  }

  @Test("with a fresh pair a request is sent, until just before the expiry")
  func startFresh() {
    var machine = active()
    #expect(machine.requestStarts(at: now) == .send(old))
    let justBefore = Instant(millisecondsSince1970: late.millisecondsSince1970 - 1)
    #expect(machine.requestStarts(at: justBefore) == .send(old))
    #expect(machine.state == .active(old))
  }

  @Test("at the expiry and after it a request refreshes first", arguments: [0, 1, 86_400_000])
  func startExpired(milliseconds: Int64) {
    var machine = active()
    let now = Instant(millisecondsSince1970: late.millisecondsSince1970 + milliseconds)
    #expect(machine.requestStarts(at: now) == .refresh(old))
    #expect(machine.state == .refreshing(old))
  }

  @Test("while a refresh is in flight a request waits")
  func startRefreshing() {
    var machine = refreshing()
    #expect(machine.requestStarts(at: late) == .wait)
    #expect(machine.state == .refreshing(old))
  }

  @Test(
    "revoked, a request fails with the reason, again and again",
    arguments: [ServiceError.Ending.expired, .revoked])
  func startRevoked(ending: ServiceError.Ending) {
    var machine = revoked(ending)
    #expect(machine.requestStarts(at: now) == .fail(ending))
    #expect(machine.requestStarts(at: now) == .fail(ending))
  }

  // MARK: A 401

  @Test("signed out, a 401 fails the request")
  func rejectedSignedOut() {
    var machine = SessionStateMachine()
    #expect(machine.requestRejected(access: "a1", at: now) == .fail(.signedOut))
  }

  @Test("a 401 for the current token refreshes, although it is fresh")
  func rejectedCurrent() {
    var machine = active()
    #expect(machine.requestRejected(access: "a1", at: now) == .refresh(old))
    #expect(machine.state == .refreshing(old))
  }

  @Test("a late 401 for a replaced token retries with the new one")
  func rejectedReplaced() {
    var machine = SessionStateMachine(stored: new)
    #expect(machine.requestRejected(access: "a1", at: now) == .send(new))
    #expect(machine.state == .active(new))
  }

  @Test("a late 401 for a replaced token refreshes when the new one has expired too")
  func rejectedReplacedExpired() {
    var machine = SessionStateMachine(stored: new)
    #expect(machine.requestRejected(access: "a1", at: late) == .refresh(new))
  }

  @Test("a 401 while a refresh is in flight waits for it")
  func rejectedRefreshing() {
    var machine = refreshing()
    #expect(machine.requestRejected(access: "a1", at: now) == .wait)
  }

  @Test("revoked, a 401 fails the request with the reason")
  func rejectedRevoked() {
    var machine = revoked()
    #expect(machine.requestRejected(access: "a1", at: now) == .fail(.expired))
  }

  @Test("a new token that is refused at once ends the session; an old one does not")
  func rejectedAgain() {
    var machine = SessionStateMachine(stored: new)
    #expect(machine.requestRejectedAgain(access: "a1") == .discard)
    #expect(machine.requestRejectedAgain(access: "a2") == .eraseThenFail(.revoked))
    #expect(machine.state == .revoked(.revoked))
  }

  // MARK: A refresh finishes

  @Test("a rotated pair is stored, then used")
  func finishRotated() {
    var machine = refreshing()
    #expect(
      machine.refreshFinished(presented: "r1", .rotated(new)) == .storeThenResume(new))
    #expect(machine.state == .active(new))
  }

  @Test(
    "a refused refresh token ends the session and is erased",
    arguments: [ServiceError.Ending.expired, .revoked])
  func finishRejected(ending: ServiceError.Ending) {
    var machine = refreshing()
    #expect(
      machine.refreshFinished(presented: "r1", .rejected(ending)) == .eraseThenFail(ending))
    #expect(machine.state == .revoked(ending))
  }

  @Test("when nobody answered the old pair stays, and the next request tries again")
  func finishUnreachable() {
    var machine = refreshing()
    #expect(machine.refreshFinished(presented: "r1", .unreachable) == .failWaiters)
    #expect(machine.state == .active(old))
    #expect(machine.requestStarts(at: late) == .refresh(old))
  }

  @Test("a pair of another viewer is never taken for an answer")
  func finishForeign() {
    var machine = refreshing()
    let foreign = TokenPair.sample("9", of: SignInFixture.jun)
    #expect(
      machine.refreshFinished(presented: "r1", .rotated(foreign)) == .eraseThenFail(.revoked))
  }

  @Test("an answer nobody asked for any more is discarded, in every state")
  func finishDiscarded() {
    var outcomes: [SessionStateMachine.RefreshOutcome] = [.rejected(.revoked), .unreachable]
    outcomes.append(.rotated(new))
    for outcome in outcomes {
      for machine in [SessionStateMachine(), active(), revoked(), refreshing()] {
        var changed = machine
        #expect(changed.refreshFinished(presented: "r0", outcome) == .discard)
        #expect(changed == machine)
      }
      for machine in [SessionStateMachine(), active(), revoked()] {
        var changed = machine
        #expect(changed.refreshFinished(presented: "r1", outcome) == .discard)
        #expect(changed == machine)
      }
    }
  }

  // MARK: Signing out and in

  @Test("signing out from any state leaves nobody signed in, and says what to erase")
  func signOut() {
    let cases = [
      (SessionStateMachine(), nil), (active(), old), (refreshing(), old), (revoked(), nil),
    ]
    for (machine, erased) in cases {
      var machine = machine
      #expect(machine.signOut() == erased)
      #expect(machine.state == .signedOut)
      #expect(machine.refreshFinished(presented: "r1", .rotated(new)) == .discard)
    }
  }

  @Test("signing in from any state replaces the pair, and wins over a refresh in flight")
  func signIn() {
    let jun = TokenPair.sample("9", of: SignInFixture.jun)
    for machine in [SessionStateMachine(), active(), refreshing(), revoked()] {
      var machine = machine
      machine.signedIn(jun)
      #expect(machine.requestStarts(at: now) == .send(jun))
      #expect(machine.refreshFinished(presented: "r1", .rotated(new)) == .discard)
      #expect(machine.state == .active(jun))
    }
  }

  // MARK: The store holds something else

  @Test("a pair another process rotated is taken over")
  func holdsRotated() {
    var machine = active()
    #expect(machine.storeHolds(new, at: now) == .resume(new))
    #expect(machine.state == .active(new))
  }

  @Test("while refreshing, another process's fresh pair is the answer")
  func holdsRotatedRefreshing() {
    var machine = refreshing()
    let fresh = TokenPair.sample("2", issuedAt: late)
    #expect(machine.storeHolds(fresh, at: late) == .resume(fresh))
    #expect(machine.refreshFinished(presented: "r1", .rotated(new)) == .discard)
  }

  @Test("while refreshing, another process's expired pair is presented instead")
  func holdsExpiredRefreshing() {
    var machine = refreshing()
    #expect(machine.storeHolds(new, at: late) == .refresh(new))
    #expect(machine.state == .refreshing(new))
    #expect(machine.refreshFinished(presented: "r1", .unreachable) == .discard)
  }

  @Test("a pair that is gone, or of another viewer, ends the session here")
  func holdsForeign() {
    for stored in [nil, TokenPair.sample("9", of: SignInFixture.jun)] {
      for machine in [active(), refreshing()] {
        var machine = machine
        #expect(machine.storeHolds(stored, at: now) == .fail(.revoked))
        #expect(machine.state == .revoked(.revoked))
      }
    }
  }

  @Test("signed out or revoked, what others store changes nothing; nor does the pair in use")
  func holdsNothingNew() {
    for machine in [SessionStateMachine(), revoked()] {
      var machine = machine
      #expect(machine.storeHolds(new, at: now) == .keep)
      #expect(machine.pair == nil)
    }
    var machine = active()
    #expect(machine.storeHolds(old, at: late) == .keep)
    #expect(machine.state == .active(old))
  }
}
