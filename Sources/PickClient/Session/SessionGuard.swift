public import PickModel
public import PickSystem

/// Lets requests through with a valid session, refreshes it silently, and says when it is over.
///
/// `SessionStateMachine` decides; the guard asks the backend, writes the store and resumes requests
/// that wait. At most one refresh is in flight. Signing out, or in with another account, takes
/// precedence over it. Between two suspensions no other call runs on the actor, so a decision and
/// what is stored for it stay together.
public actor SessionGuard {
  private typealias Answer = Result<TokenPair, ServiceError>

  private let backend: any SessionBackend
  private let store: any TokenStore
  private let clock: any WallClock
  private let device: String
  private var machine: SessionStateMachine
  private var waiters: [Int: CheckedContinuation<Answer, Never>] = [:]
  private var lastWaiter = 0
  private var renewals = 0
  private var finishers: [CheckedContinuation<Void, Never>] = []
  private var saveFailed = false
  /// When a renewal may be tried again after one that had no answer.
  private var renewalPausedUntil: Instant?
  /// Counts sign-ins and sign-outs, so that an answer to an earlier one is recognised as outdated.
  private var epoch = 0
  /// What seems wrong with the machine's clock, as far as tokens can tell.
  private(set) var clockDoubt: ClockDoubt?

  /// A guard that starts with the stored session, if there is one.
  public init(
    backend: any SessionBackend, store: any TokenStore, clock: any WallClock, device: String
  ) {
    self.backend = backend
    self.store = store
    self.clock = clock
    self.device = device
    let stored = try? store.load()
    machine = SessionStateMachine(stored: stored)
    clockDoubt = stored.flatMap { ClockDoubt(now: clock.now(), pair: $0) }
  }

  /// How long the guard waits after a renewal that had no answer.
  private static let renewalPauseSeconds: Int64 = 30

  /// The account that is signed in, as far as this device knows; `nil` once the refresh token has
  /// expired.
  public var account: Account? {
    machine.pair.flatMap { $0.mayLive(at: clock.now()) ? $0.account : nil }
  }

  /// Why no account is signed in; `nil` while there is a pair, even one that has expired.
  var ending: ServiceError.Ending? {
    switch machine.state {
    case .signedOut: .signedOut
    case .revoked(let ending): ending
    case .active, .refreshing, .renewing: nil
    }
  }

  /// `account`, after reading what other terminals stored; for a device that cannot reach its
  /// server.
  func accountOnThisDevice() -> Account? {
    noticeOtherProcesses()
    return account
  }

  /// Whether the session ends with the program, because it cannot be stored.
  var isUnsaved: Bool { saveFailed || !store.isDurable }

  /// What the viewer should know about the session.
  public var cautions: SessionCautions {
    SessionCautions(clockSeemsWrong: clockDoubt != nil, isUnsaved: isUnsaved)
  }

  /// How many requests wait for a refresh.
  var waitingCount: Int { waiters.count }
  /// Whether a program that ends waits for a refresh.
  var isFinishing: Bool { !finishers.isEmpty }

  // MARK: Requests

  /// Runs `operation` with a grant that was checked just now, refreshing the session when needed.
  ///
  /// `sessionEnded`, thrown by the operation, means that its token was refused; the operation then
  /// runs once more, with a new token.
  public func perform<Value: Sendable>(
    _ operation: @Sendable (AccessGrant) async throws(ServiceError) -> Value
  ) async throws(ServiceError) -> Value {
    try await performWithToken { (grant, _) throws(ServiceError) in try await operation(grant) }
  }

  /// The same for an operation that sends the access token to a server.
  func performWithToken<Value: Sendable>(
    _ operation: @Sendable (AccessGrant, String) async throws(ServiceError) -> Value
  ) async throws(ServiceError) -> Value {
    let first = try await currentPair()
    switch await attempt(operation, with: first) {
    case .done(let result): return try result.get()
    case .rejected: break
    }
    let second = try await settle(
      machine.requestRejected(access: first.access, at: clock.now()))
    switch await attempt(operation, with: second) {
    case .done(let result): return try result.get()
    case .rejected:
      carryOut(machine.requestRejectedAgain(access: second.access), for: second)
      throw .sessionEnded(.revoked)
    }
  }

  /// The viewer who is signed in; runs on every navigation.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    try await perform { (grant) throws(ServiceError) in grant.viewer }
  }

  // MARK: Signing in and out

  /// Signs in and keeps the session; signs out the account that was signed in before.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    let (backend, device) = (backend, device)
    return try await signIn { () async throws(ServiceError) in
      try await backend.signIn(credentials, device: device)
    }
  }

  /// The same with a pair that `getting` returns.
  func signIn(
    by getting: @Sendable () async throws(ServiceError) -> TokenPair
  ) async throws(ServiceError) -> Account {
    epoch += 1
    let asked = epoch
    let pair = try await getting()
    let lock = await store.lock()
    defer { lock?.release() }
    guard asked == epoch else {
      await backend.signOut(pair, everywhere: false)
      throw .sessionEnded(.signedOut)
    }
    // The pair that another terminal stored is replaced too. Its session is ended, because no
    // device would hold its tokens any more.
    let replaced = [machine.pair, try? store.load()].compactMap { $0 }
    save(pair, replacing: replaced)
    machine.signedIn(pair)
    clockDoubt = nil
    answerWaiters(.failure(.sessionEnded(.signedOut)))
    for session in Set(replaced.map(\.session)) {
      guard let old = replaced.first(where: { $0.session == session }) else { continue }
      await backend.signOut(old, everywhere: false)
    }
    return pair.account
  }

  /// Signs out here, or everywhere; this device is signed out even when the backend cannot be
  /// reached.
  public func signOut(everywhere: Bool) async {
    epoch += 1
    let erased = machine.signOut()
    answerWaiters(.failure(.sessionEnded(.signedOut)))
    guard let erased else { return }
    let lock = await store.lock()
    erase(erased.session)
    lock?.release()
    await backend.signOut(erased, everywhere: everywhere)
  }

  /// Replaces the password; other devices are signed out.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    let backend = backend
    try await performWithToken { (grant, access) throws(ServiceError) in
      try await backend.changePassword(of: grant, access: access, from: old, to: new)
    }
  }

  // MARK: Deciding

  private enum Attempt<Value: Sendable> {
    case done(Result<Value, ServiceError>)
    case rejected
  }

  private func attempt<Value: Sendable>(
    _ operation: @Sendable (AccessGrant, String) async throws(ServiceError) -> Value,
    with pair: TokenPair
  ) async -> Attempt<Value> {
    let grant: AccessGrant
    do {
      grant = try await backend.authorize(pair)
    } catch {
      switch error {
      case .rejected: return .rejected
      case .failed(let failure): return .done(.failure(failure))
      }
    }
    do {
      return .done(.success(try await operation(grant, pair.access)))
    } catch {
      if case .sessionEnded = error { return .rejected }
      return .done(.failure(error))
    }
  }

  private func currentPair() async throws(ServiceError) -> TokenPair {
    switch machine.state {
    case .active, .renewing: noticeOtherProcesses()
    case .signedOut, .refreshing, .revoked: break
    }
    renewAhead()
    return try await settle(machine.requestStarts(at: clock.now()))
  }

  private func renewAhead() {
    let now = clock.now()
    guard backend.renewsAhead, renewalPausedUntil.map({ $0 <= now }) ?? true,
      let pair = machine.renewAhead(at: now)
    else { return }
    renewalPausedUntil = now.advanced(bySeconds: Self.renewalPauseSeconds)
    beginRenewal(of: pair)
  }

  private func settle(_ action: SessionStateMachine.RequestAction) async throws(ServiceError)
    -> TokenPair
  {
    switch action {
    case .send(let pair): return pair
    case .fail(let ending): throw .sessionEnded(ending)
    case .refresh(let pair): beginRenewal(of: pair)
    case .wait: break
    }
    lastWaiter += 1
    let number = lastWaiter
    return try await withTaskCancellationHandler {
      await withCheckedContinuation { (waiter: CheckedContinuation<Answer, Never>) in
        // The task was cancelled before `onCancel` could find a waiter.
        if Task.isCancelled {
          waiter.resume(returning: .failure(.unreachable))
        } else {
          waiters[number] = waiter
        }
      }
    } onCancel: {
      Task { await dismiss(number) }
    }.get()
  }

  /// A cancelled request stops waiting; the renewal goes on.
  private func dismiss(_ number: Int) {
    waiters.removeValue(forKey: number)?.resume(returning: .failure(.unreachable))
  }

  // MARK: Refreshing

  private func beginRenewal(of pair: TokenPair) {
    renewals += 1
    Task {
      await refresh(pair)
      renewals -= 1
      guard renewals == 0 else { return }
      for finisher in finishers { finisher.resume() }
      finishers = []
    }
  }

  /// Waits until no renewal is under way.
  ///
  /// A renewal that is cut off has used its token up, and the new pair is lost.
  package func finishRenewal() async {
    guard renewals > 0 else { return }
    await withCheckedContinuation { finishers.append($0) }
  }

  private func refresh(_ pair: TokenPair) async {
    let lock = await store.lock()
    defer { lock?.release() }
    var presented = noticeOtherProcesses() ?? pair
    while machine.presented == presented {
      let outcome = await backend.refresh(presented)
      // Another terminal that could not get the lock in time may have signed in or out meanwhile.
      guard let newer = noticeOtherProcesses() else {
        let action = machine.refreshFinished(presented: presented.refresh, outcome)
        return carryOut(action, for: presented, failure: outcome.failure)
      }
      presented = newer
    }
  }

  private func carryOut(
    _ action: SessionStateMachine.RefreshAction, for presented: TokenPair,
    failure: ServiceError = .unreachable
  ) {
    switch action {
    case .discard: break
    case .storeThenResume(let pair):
      save(pair)
      clockDoubt = ClockDoubt(now: clock.now(), pair: presented)
      answerWaiters(.success(pair))
    case .eraseThenFail(let ending):
      erase(presented.session)
      clockDoubt = ClockDoubt(now: clock.now(), pair: presented)
      answerWaiters(.failure(.sessionEnded(ending)))
    case .failWaiters: answerWaiters(.failure(failure))
    }
  }

  /// Reads the store again; returns the pair whose refresh token is to be presented instead.
  @discardableResult
  private func noticeOtherProcesses() -> TokenPair? {
    // After a failed save the store does not hold the pair in use, so a comparison means nothing.
    guard !saveFailed, let stored = try? Optional(store.load()) else { return nil }
    switch machine.storeHolds(stored, at: clock.now()) {
    case .keep: return nil
    case .refresh(let newer): return newer
    case .resume(let pair): answerWaiters(.success(pair))
    case .fail(let ending): answerWaiters(.failure(.sessionEnded(ending)))
    }
    return nil
  }

  // MARK: Storing and waking

  private func save(_ pair: TokenPair, replacing old: [TokenPair] = []) {
    do {
      try store.save(pair)
      saveFailed = false
    } catch {
      // The stored refresh token is used up. Presented at the next start, it would look stolen.
      saveFailed = true
      for session in [pair.session] + old.map(\.session) { erase(session) }
    }
  }

  private func erase(_ session: SessionID) { try? store.erase(session) }

  private func answerWaiters(_ answer: Answer) {
    // Requests are resumed in the order in which they came.
    let waiting = waiters.sorted { $0.key < $1.key }
    waiters = [:]
    for (_, waiter) in waiting { waiter.resume(returning: answer) }
  }
}
