public import PickModel

/// Decides what to do about a session; `SessionGuard` does it.
///
/// Every event returns the action to take. The machine itself does not wait, store or ask.
public struct SessionStateMachine: Equatable, Sendable {
  /// What is known of the session.
  public enum State: Equatable, Sendable {
    /// No account is signed in.
    case signedOut
    /// An account is signed in; the access token may have expired.
    case active(TokenPair)
    /// The pair's refresh token was presented, and the answer is awaited.
    case refreshing(TokenPair)
    /// The refresh token was presented early; until the access token expires, requests use the
    /// pair.
    case renewing(TokenPair)
    /// The session is over; the viewer has to sign in again.
    case revoked(ServiceError.Ending)
  }

  /// What to do about a request.
  public enum RequestAction: Equatable, Sendable {
    /// Send it, with this pair's access token.
    case send(TokenPair)
    /// Present this pair's refresh token; the request waits for the answer.
    case refresh(TokenPair)
    /// A refresh is under way; the request waits for its answer.
    case wait
    /// There is no session.
    case fail(ServiceError.Ending)
  }

  /// What a refresh came to.
  public enum RefreshOutcome: Equatable, Sendable {
    /// The new pair.
    case rotated(TokenPair)
    /// The token was refused.
    case rejected(ServiceError.Ending)
    /// There was no answer; the token may still be good.
    case unreachable
    /// This machine cannot connect to the other side; the pair may still be good.
    case obstructed(ServiceError.Obstacle)

    /// What waiting requests are told when there is no new pair.
    var failure: ServiceError {
      if case .obstructed(let obstacle) = self { .cannotConnect(obstacle) } else { .unreachable }
    }
  }

  /// What to do about a finished refresh.
  public enum RefreshAction: Equatable, Sendable {
    /// Nothing: the answer is to a request that no longer matters.
    case discard
    /// Store the pair, and only then let waiting requests go on with it.
    case storeThenResume(TokenPair)
    /// Erase what is stored of the session and fail waiting requests.
    case eraseThenFail(ServiceError.Ending)
    /// Fail waiting requests; the next one tries again.
    case failWaiters
  }

  /// What to do when the stored pair is found to be another one.
  public enum ReplacementAction: Equatable, Sendable {
    /// Nothing: it is the pair in use, or no pair is in use.
    case keep
    /// Let waiting requests go on with the pair another process stored.
    case resume(TokenPair)
    /// Present the other process's refresh token: its access token has expired too.
    case refresh(TokenPair)
    /// Fail waiting requests. The stored pair belongs to another process and stays.
    case fail(ServiceError.Ending)
  }

  /// What is known of the session.
  public private(set) var state: State

  /// Starts with the stored pair, or signed out.
  public init(stored: TokenPair? = nil) { state = stored.map(State.active) ?? .signedOut }

  /// The pair in use, fresh or not.
  public var pair: TokenPair? {
    switch state {
    case .active(let pair), .refreshing(let pair), .renewing(let pair): pair
    case .signedOut, .revoked: nil
    }
  }

  /// The pair whose refresh token was presented and not yet answered.
  public var presented: TokenPair? {
    switch state {
    case .refreshing(let pair), .renewing(let pair): pair
    case .active, .signedOut, .revoked: nil
    }
  }

  /// A request starts.
  public mutating func requestStarts(at now: Instant) -> RequestAction {
    switch state {
    case .signedOut: return .fail(.signedOut)
    case .active(let pair) where now < pair.accessExpiresAt: return .send(pair)
    case .active(let pair): return beginRefresh(of: pair)
    case .renewing(let pair) where now < pair.accessExpiresAt: return .send(pair)
    case .renewing(let pair):
      state = .refreshing(pair)
      return .wait
    case .refreshing: return .wait
    case .revoked(let ending): return .fail(ending)
    }
  }

  /// Begins to renew a pair that `TokenPair.renewsAt` says should be renewed.
  ///
  /// `nil` before that time, or when a renewal is under way. Requests do not wait for it.
  public mutating func renewAhead(at now: Instant) -> TokenPair? {
    guard case .active(let pair) = state, now < pair.accessExpiresAt, pair.renewsAt <= now
    else { return nil }
    state = .renewing(pair)
    return pair
  }

  /// The other side refused the access token `access`: a 401.
  public mutating func requestRejected(access: String, at now: Instant) -> RequestAction {
    switch state {
    case .active(let pair) where pair.access != access && now < pair.accessExpiresAt:
      return .send(pair)
    case .active(let pair): return beginRefresh(of: pair)
    case .renewing(let pair) where pair.access == access:
      state = .refreshing(pair)
      return .wait
    case .signedOut, .refreshing, .renewing, .revoked: return requestStarts(at: now)
    }
  }

  /// The other side refused the token of a request that was already resent.
  ///
  /// A new token that is refused at once will not be accepted later, so the session is given up.
  public mutating func requestRejectedAgain(access: String) -> RefreshAction {
    guard case .active(let pair) = state, pair.access == access else { return .discard }
    state = .revoked(.revoked)
    return .eraseThenFail(.revoked)
  }

  /// The answer to the presented refresh token has come.
  public mutating func refreshFinished(presented: String, _ outcome: RefreshOutcome)
    -> RefreshAction
  {
    guard let old = self.presented, old.refresh == presented else { return .discard }
    switch outcome {
    case .rotated(let new) where new.account.viewer == old.account.viewer:
      state = .active(new)
      return .storeThenResume(new)
    case .rotated:
      state = .revoked(.revoked)
      return .eraseThenFail(.revoked)
    case .rejected(let ending):
      state = .revoked(ending)
      return .eraseThenFail(ending)
    case .unreachable, .obstructed:
      state = .active(old)
      return .failWaiters
    }
  }

  /// An account signed in; requests of the session before must fail.
  public mutating func signedIn(_ pair: TokenPair) { state = .active(pair) }

  /// The viewer signs out: returns the pair to erase; waiting requests must fail.
  public mutating func signOut() -> TokenPair? {
    defer { state = .signedOut }
    return pair
  }

  /// The store holds `stored`, which another process may have put there.
  ///
  /// A pair of the same viewer is taken over. When another viewer signed in, or the pair was
  /// erased, the session is over here: one program never changes from one viewer to another.
  public mutating func storeHolds(_ stored: TokenPair?, at now: Instant) -> ReplacementAction {
    guard let current = pair, stored != current else { return .keep }
    guard let stored, stored.account.viewer == current.account.viewer else {
      state = .revoked(.revoked)
      return .fail(.revoked)
    }
    if case .refreshing = state, now >= stored.accessExpiresAt {
      state = .refreshing(stored)
      return .refresh(stored)
    }
    state = .active(stored)
    return .resume(stored)
  }

  private mutating func beginRefresh(of pair: TokenPair) -> RequestAction {
    state = .refreshing(pair)
    return .refresh(pair)
  }
}
