public import PickModel

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
