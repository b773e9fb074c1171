public import PickModel
public import PickStore
public import PickSystem

/// Signs viewers in, keeps their sessions and checks their tokens.
///
/// Every answer is decided from the stored rows and the instant handed in; the authority itself
/// remembers nothing, so any number of processes may each have one over the same database.
public struct SessionAuthority: Sendable {
  let accounts: any AccountStore
  let sessions: any SessionStore
  let key: SigningKey
  let format: any AccessTokenFormat
  let hasher: PasswordHasher
  let policy: SessionPolicy
  let random: RandomBytes
  var audit: @Sendable (AuditEvent) -> Void
  let throttle = SignInThrottle()

  /// An authority over the accounts and sessions of one database, signing with its key.
  ///
  /// Access tokens are of the embedded form unless another `format` is handed in.
  public init(
    accounts: any AccountStore, sessions: any SessionStore, key: SigningKey,
    format: (any AccessTokenFormat)? = nil, hasher: PasswordHasher = PasswordHasher(),
    policy: SessionPolicy = SessionPolicy(), random: RandomBytes = .system,
    audit: @escaping @Sendable (AuditEvent) -> Void = { _ in }
  ) {
    self.accounts = accounts
    self.sessions = sessions
    self.key = key
    self.format = format ?? EmbeddedAccessTokenFormat(key: key)
    self.hasher = hasher
    self.policy = policy
    self.random = random
    self.audit = audit
  }

  /// Names the database whose tokens these are; in hexadecimal, fit for a file name.
  public var issuer: String { key.issuerName }

  /// Checks an access token and reads its session: one indexed read, on every navigation.
  public func authorize(_ access: String, at now: Instant)
    async throws(SessionRefusal) -> AccessGrant
  {
    let claims: AccessClaims
    do {
      claims = try await format.authentic(access)
      try claims.checkTime(
        at: now, skewSeconds: policy.toleratedSkewSeconds, leewaySeconds: policy.leewaySeconds)
    } catch { throw .invalidToken(error) }
    let stored: StoredSession?
    do { stored = try await sessions.session(claims.session) } catch { throw .store(error) }
    guard let stored, claims.areOf(stored) else { throw .unknown }
    if let ended = stored.ended { throw .ended(ended.reason) }
    guard now < stored.endsAt else { throw .expired }
    guard claims.isOfEpoch(stored.epoch) else { throw .superseded }
    return AccessGrant(
      viewer: stored.viewer, account: stored.account, session: stored.id,
      expiresAt: claims.expiresAt)
  }

  /// Ends the token's session or, while that one lives, every session of its account.
  ///
  /// An authentic token is enough, expired or not: signing out must not need a refresh first.
  public func signOut(_ access: String, everywhere: Bool, at now: Instant)
    async throws(SessionRefusal)
  {
    let claims: AccessClaims
    do { claims = try await format.authentic(access) } catch { throw .invalidToken(error) }
    do {
      let stored = try await sessions.session(claims.session)
      if everywhere, let stored, stored.ended == nil, claims.areOf(stored),
        claims.isOfEpoch(stored.epoch)
      {
        try await signOutEverywhere(stored.account, at: now)
      } else {
        try await sessions.end(claims.session, reason: .signedOut, at: now)
        let session = claims.session
        audit(AuditEvent(.signedOut, at: now, account: stored?.account, session: session))
      }
    } catch { throw .store(error) }
  }

  /// Ends one session of the account that the grant is of.
  ///
  /// - Returns: whether the account has such a session.
  public func revoke(_ session: SessionID, by grant: AccessGrant, at now: Instant)
    async throws(StoreError) -> Bool
  {
    // Whose a session is never changes: what is read here cannot be overtaken.
    let stored = try await sessions.session(session)
    guard let stored, stored.account == grant.account else { return false }
    try await sessions.end(session, reason: .signedOut, at: now)
    audit(AuditEvent(.sessionRevoked, at: now, account: grant.account, session: session))
    return true
  }

  /// Ends every session of an account.
  public func signOutEverywhere(_ account: Account.ID, at now: Instant) async throws(StoreError) {
    try await sessions.endAll(of: account, keeping: nil, reason: .signedOut, at: now)
    audit(AuditEvent(.signedOutEverywhere, at: now, account: account))
  }

  func issue(_ refresh: RefreshToken, for session: StoredSession, at now: Instant)
    async throws(AccessTokenSigningError) -> IssuedTokens
  {
    let grant = AccessGrant(
      viewer: session.viewer, account: session.account, session: session.id,
      expiresAt: min(now.advanced(bySeconds: policy.accessSeconds), session.endsAt))
    let access = try await format.sign(grant, epoch: session.epoch, at: now)
    return IssuedTokens(
      grant: grant, access: access, refresh: refresh.text,
      refreshExpiresAt: min(now.advanced(bySeconds: policy.refreshSeconds), session.endsAt))
  }
}

extension SessionAuthority {
  /// Exchanges a refresh token for a new pair; the old one is used up.
  ///
  /// Within the grace a replaced token gets its own successor once more (a lost answer, two
  /// terminals), until that successor is exchanged itself. After either the whole family ends:
  /// a copy was kept (RFC 9700, 4.14.2).
  public func refresh(_ presented: String, at now: Instant)
    async throws(SessionRefusal) -> IssuedTokens
  {
    guard let token = RefreshToken(presented) else { throw .invalidToken(.malformed) }
    let successor = token.successor(rotationKey: key.rotation)
    let stored = StoredRefreshToken(
      hash: successor.hash, session: token.session,
      expiresAt: now.advanced(bySeconds: policy.refreshSeconds))
    let result: RotationResult
    do {
      result = try await sessions.rotate(presented: token.hash, successor: stored, at: now)
    } catch { throw .store(error) }
    switch result {
    case .rotated(let session):
      return try await renewal(successor, for: session, at: now)
    case .alreadyRotated(let session, let replacedAt) where isInGrace(replacedAt, at: now):
      return try await renewal(successor, for: session, at: now)
    case .alreadyRotated(let session, _), .replaced(let session, _):
      throw await revoke(session, at: now)
    case .expired: throw .expired
    case .ended(let reason): throw .ended(reason)
    case .unknown: throw .unknown
    }
  }

  private func renewal(
    _ token: RefreshToken, for session: StoredSession, at now: Instant
  ) async throws(SessionRefusal) -> IssuedTokens {
    do { return try await issue(token, for: session, at: now) } catch { throw .signing(error) }
  }

  private func isInGrace(_ replacedAt: Instant, at now: Instant) -> Bool {
    now.milliseconds(since: replacedAt).magnitude
      <= policy.graceSeconds.times(1000).magnitude
  }

  private func revoke(_ session: StoredSession, at now: Instant) async -> SessionRefusal {
    let isFirst: Bool
    do {
      isFirst = try await sessions.end(session.id, reason: .reused, at: now)
    } catch { return .store(error) }
    // Of several who present it at the same moment one is told of.
    if isFirst {
      audit(
        AuditEvent(.refreshTokenReused, at: now, account: session.account, session: session.id))
    }
    return .ended(.reused)
  }
}

/// The lives of tokens and sessions, in seconds.
public struct SessionPolicy: Equatable, Sendable {
  /// An access token's life.
  public var accessSeconds: Int64 = 30 * 60
  /// A refresh token's life.
  public var refreshSeconds: Int64 = 7 * 24 * 3600
  /// A session's life, however often it is refreshed.
  public var sessionSeconds: Int64 = 30 * 24 * 3600
  /// The grace in which a replaced refresh token still gets its successor: a lost answer, a rival.
  public var graceSeconds: Int64 = 10
  /// The time after its expiry in which an access token is still accepted.
  ///
  /// Clocks of several servers may differ by as much; one machine has one clock.
  public var leewaySeconds: Int64 = 0
  /// The most a token may have been issued ahead of the clock.
  public var toleratedSkewSeconds: Int64 = 60

  /// The product's lifetimes.
  public init() {}
}

/// Why a sign-in failed.
public enum SignInError: Error, Equatable, Sendable {
  /// Number or password are wrong; which one is not said.
  case wrongCredentials
  /// Both are right, and the account may not sign in; only who knows the password gets this answer.
  case disabled
  /// Not even looked at: the next try is, after so many seconds.
  case throttled(retryAfterSeconds: Int)
  /// The password could not be hashed.
  case hashing(PasswordHashError)
  /// The password was right, and no token could be signed.
  case signing(AccessTokenSigningError)
  /// The store failed.
  case store(StoreError)
}

/// Why a token was not accepted.
public enum SessionRefusal: Error, Equatable, Sendable {
  /// The access token, or its form.
  case invalidToken(AccessTokenFault)
  /// The refresh token's or the session's time ran out.
  case expired
  /// The session was ended.
  case ended(SessionEnd)
  /// The account's tokens were called in after it was signed; a refresh tells whether the session
  /// lives.
  case superseded
  /// It was never issued, or the session is gone.
  case unknown
  /// The refresh token was good, and no access token could be signed.
  case signing(AccessTokenSigningError)
  /// The store failed.
  case store(StoreError)
}

/// Why a password was not replaced.
public enum PasswordChangeError: Error, Equatable, Sendable {
  /// Fewer than eight characters.
  case newPasswordTooShort
  /// More characters than a password has at most.
  case newPasswordTooLong
  /// The old password is wrong.
  case oldPasswordWrong
  /// Too many wrong old passwords.
  case throttled(retryAfterSeconds: Int)
  /// There is no such account.
  case unknownAccount
  /// The password could not be hashed.
  case hashing(PasswordHashError)
  /// The store failed.
  case store(StoreError)
}

extension SessionStore {
  /// The devices of the grant's account: the asking one first, then last seen first.
  public func devices(of grant: AccessGrant, at now: Instant) async throws(StoreError)
    -> [MyPage.Device]
  {
    let devices = try await liveSessions(of: grant.account, at: now).map {
      MyPage.Device(
        id: $0.id, name: $0.deviceName, signedInAt: $0.signedInAt, lastSeenAt: $0.lastSeenAt,
        isCurrent: $0.id == grant.session)
    }
    return devices.filter(\.isCurrent) + devices.filter { !$0.isCurrent }
  }
}
