public import PickModel

extension SessionAuthority {
  /// Fewest characters of a new password.
  public static var shortestPassword: Int { 8 }

  /// Adds an account that can sign in with a password, or nothing at all.
  ///
  /// - Throws: `PasswordChangeError`; `.store(.constraint)` when the number is taken.
  public func create(_ account: Account, password: String, at now: Instant)
    async throws(PasswordChangeError)
  {
    try Self.check(password)
    let hash = try await hash(of: password)
    do {
      try await accounts.create(account, passwordHash: hash)
    } catch { throw .store(error) }
    audit(AuditEvent(.passwordChanged, at: now, account: account.id))
  }

  /// Replaces the password of a signed-in account; its other sessions end.
  ///
  /// A wrong old password counts like a wrong sign-in: an open terminal is no place to guess at.
  public func changePassword(
    of grant: AccessGrant, from old: String, to new: String, at now: Instant
  ) async throws(PasswordChangeError) {
    try Self.check(new)
    let stored: StoredAccount?
    do { stored = try await accounts.account(of: grant.viewer) } catch { throw .store(error) }
    guard let stored else { throw .unknownAccount }
    let number = EnteredNumber(stored.account.number)
    do throws(SignInError) {
      let mayChange = try await tried(number, at: now) { () async throws(SignInError) in
        try await isRight(old, for: stored)
      }
      guard mayChange else { throw .wrongCredentials }
    } catch {
      if error == .wrongCredentials { tell(.passwordChangeFailed, of: stored, grant, at: now) }
      throw PasswordChangeError(error)
    }
    let isStored = try await store(
      new, for: stored.account.id, ifEpoch: stored.tokenEpoch, keeping: grant.session, at: now)
    // Somebody else replaced it in between: the old password is no longer the old password.
    guard isStored else { throw .oldPasswordWrong }
    tell(.passwordChanged, of: stored, grant, at: now)
  }

  private func tell(
    _ kind: AuditEvent.Kind, of stored: StoredAccount, _ grant: AccessGrant, at now: Instant
  ) {
    audit(AuditEvent(kind, at: now, account: stored.account.id, session: grant.session))
  }

  /// Sets a password on an operator's word; every session of the account ends.
  public func setPassword(_ new: String, number: String, at now: Instant)
    async throws(PasswordChangeError)
  {
    try Self.check(new)
    let entered = EnteredNumber(number)
    let stored: StoredAccount?
    do { stored = try await accounts.account(number: entered.text) } catch { throw .store(error) }
    guard let stored else { throw .unknownAccount }
    let id = stored.account.id
    let isStored = try await store(new, for: id, ifEpoch: nil, keeping: nil, at: now)
    guard isStored else { throw .unknownAccount }
    audit(AuditEvent(.passwordChanged, at: now, account: id))
    do {
      try await accounts.clearFailedSignIns(number: entered.throttleKey)
    } catch { throw .store(error) }
  }

  private static func check(_ password: String) throws(PasswordChangeError) {
    // The bound comes first: what is beyond it is not even counted in letters.
    guard password.unicodeScalars.count <= longestPassword else { throw .newPasswordTooLong }
    guard password.count >= shortestPassword else { throw .newPasswordTooShort }
  }

  private func hash(of password: String) async throws(PasswordChangeError) -> String {
    do { return try await hasher.hash(password) } catch { throw .hashing(error) }
  }

  private func store(
    _ new: String, for account: Account.ID, ifEpoch epoch: Int64?, keeping session: SessionID?,
    at now: Instant
  ) async throws(PasswordChangeError) -> Bool {
    let hash = try await hash(of: new)
    do {
      return try await accounts.setPasswordHash(
        hash, account: account, ifEpoch: epoch, keeping: session, at: now)
    } catch { throw .store(error) }
  }
}

extension PasswordChangeError {
  init(_ error: SignInError) {
    switch error {
    case .wrongCredentials: self = .oldPasswordWrong
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .hashing(let error): self = .hashing(error)
    // Nothing is signed when a password is looked at.
    case .signing(let error): self = .store(.unexpected(reason: "\(error)"))
    case .store(let error): self = .store(error)
    }
  }
}
