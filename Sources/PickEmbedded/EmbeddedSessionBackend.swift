public import PickClient
public import PickIdentity
public import PickModel
import PickStore
public import PickSystem

/// A session backend that asks the session authority in the same process.
public struct EmbeddedSessionBackend: SessionBackend {
  private let authority: SessionAuthority
  private let clock: any WallClock
  private let report: @Sendable (any Error) -> String

  /// A backend over `authority`; `report` logs an error that has no message of its own and
  /// returns its reference.
  public init(
    authority: SessionAuthority, clock: any WallClock,
    report: @escaping @Sendable (any Error) -> String
  ) {
    self.authority = authority
    self.clock = clock
    self.report = report
  }

  /// Signs in on the named device.
  public func signIn(_ credentials: Credentials, device: String) async throws(ServiceError)
    -> TokenPair
  {
    let now = clock.now()
    do {
      let (account, tokens) = try await authority.signIn(credentials, device: device, at: now)
      return TokenPair(tokens, number: account.number, issuedAt: now)
    } catch { throw ServiceError(error, report: report) }
  }

  /// Exchanges the pair for a new one.
  public func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome {
    let now = clock.now()
    do {
      let tokens = try await authority.refresh(pair.refresh, at: now)
      return .rotated(TokenPair(tokens, number: pair.account.number, issuedAt: now))
    } catch {
      switch error {
      case .expired: return .rejected(.expired)
      case .ended, .unknown, .invalidToken, .superseded: return .rejected(.revoked)
      case .store, .signing:
        _ = report(error)
        return .unreachable
      }
    }
  }

  /// Checks the pair's access token: MAC, time, and the session's row.
  public func authorize(_ pair: TokenPair) async throws(AuthorizationFailure) -> AccessGrant {
    do {
      return try await authority.authorize(pair.access, at: clock.now())
    } catch {
      switch error {
      case .invalidToken, .expired, .ended, .unknown, .superseded: throw .rejected
      case .signing(let error): throw .failed(.unexpected(reference: report(error)))
      case .store(let storeError): throw .failed(ServiceError(storeError, report: report))
      }
    }
  }

  /// Ends the pair's session, or all of its account.
  public func signOut(_ pair: TokenPair, everywhere: Bool) async {
    do {
      try await authority.signOut(pair.access, everywhere: everywhere, at: clock.now())
    } catch { _ = report(error) }
  }

  /// Replaces the password; the account's other sessions end.
  public func changePassword(
    of grant: AccessGrant, access: String, from old: String, to new: String
  ) async throws(ServiceError) {
    do {
      try await authority.changePassword(of: grant, from: old, to: new, at: clock.now())
    } catch { throw ServiceError(error, report: report) }
  }
}

extension TokenPair {
  /// The pair that the authority handed out to the account of that number.
  fileprivate init(_ issued: IssuedTokens, number: String, issuedAt: Instant) {
    self.init(
      account: Account(
        id: issued.grant.account, number: number, viewer: issued.grant.viewer),
      session: issued.grant.session, access: issued.access, refresh: issued.refresh,
      issuedAt: issuedAt, accessExpiresAt: issued.grant.expiresAt,
      refreshExpiresAt: issued.refreshExpiresAt)
  }
}

extension ServiceError {
  /// What a failure of the store means to a screen; `report` logs an error that has no message of
  /// its own and returns its reference.
  init(_ error: StoreError, report: (any Error) -> String) {
    switch error {
    case .full, .readOnly: self = .notSaved
    case .busy, .unreachable: self = .unreachable
    // Facts and choices refer to titles and assets, which an import may have removed.
    case .constraint: self = .notFound
    case .corrupt, .foreignDatabase, .newerSchema, .cannotOpen, .inputOutput, .unexpected:
      self = .unexpected(reference: report(error))
    }
  }

  fileprivate init(_ error: SignInError, report: (any Error) -> String) {
    switch error {
    case .wrongCredentials: self = .wrongCredentials
    case .disabled: self = .accountDisabled
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .hashing(let cause): self = .unexpected(reference: report(cause))
    case .signing(let cause): self = .unexpected(reference: report(cause))
    case .store(let cause): self = ServiceError(cause, report: report)
    }
  }

  fileprivate init(_ error: PasswordChangeError, report: (any Error) -> String) {
    switch error {
    case .newPasswordTooShort: self = .invalid(.newPasswordTooShort)
    case .newPasswordTooLong: self = .invalid(.newPasswordTooLong)
    case .oldPasswordWrong: self = .invalid(.oldPasswordWrong)
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .unknownAccount: self = .sessionEnded(.revoked)
    case .hashing(let cause): self = .unexpected(reference: report(cause))
    case .store(let cause): self = ServiceError(cause, report: report)
    }
  }
}
