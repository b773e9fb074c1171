import Crypto
public import PickModel
public import PickStore
import PickSystem

extension SessionAuthority {
  /// Signs in with number and password, and begins a session on the named device.
  ///
  /// Known and unknown numbers get one answer at one cost. The failure is counted before the
  /// password is looked at and forgotten after it was right, so that rivals cannot try several
  /// passwords in the time of one.
  public func signIn(_ credentials: Credentials, device: String, at now: Instant)
    async throws(SignInError) -> (account: Account, tokens: IssuedTokens)
  {
    let stored = try await checked(credentials, at: now)
    let tokens = try await begin(stored, device: device, at: now)
    audit(
      AuditEvent(
        .signedIn, at: now, account: stored.account.id, session: tokens.grant.session))
    return (stored.account, tokens)
  }

  /// The account of a number and its password; counts, throttles and tells like a sign-in, and
  /// begins nothing.
  public func checked(_ credentials: Credentials, at now: Instant)
    async throws(SignInError) -> StoredAccount
  {
    var number = EnteredNumber(credentials.number)
    do throws(SignInError) {
      let stored = try await account(of: number)
      // An account's failures are counted under its own number, in whichever spelling it was typed.
      if let stored { number = EnteredNumber(stored.account.number) }
      let password = credentials.password
      let mayEnter = try await tried(number, at: now) { () async throws(SignInError) in
        try await isRight(password, for: stored)
      }
      guard mayEnter, let stored else { throw .wrongCredentials }
      guard !stored.isDisabled else { throw .disabled }
      await rehash(credentials.password, of: stored, at: now)
      return stored
    } catch {
      tellFailure(error, of: number, at: now)
      throw error
    }
  }

  /// Read before the try is counted: at the same cost whether the number is known or not.
  private func account(of number: EnteredNumber) async throws(SignInError) -> StoredAccount? {
    guard number.isPossible else { return nil }
    do { return try await accounts.account(number: number.text) } catch { throw .store(error) }
  }

  private func tellFailure(_ error: SignInError, of number: EnteredNumber, at now: Instant) {
    let trace = trace(of: number)
    switch error {
    case .wrongCredentials, .disabled: audit(AuditEvent(.signInFailed, at: now, number: trace))
    case .throttled: audit(AuditEvent(.signInThrottled, at: now, number: trace))
    case .hashing, .signing, .store: break
    }
  }

  /// Stores a password that was just right under a hash of ours, if another program hashed it.
  ///
  /// A sign-in does not fail for it: the next one tries again.
  private func rehash(_ password: String, of stored: StoredAccount, at now: Instant) async {
    guard let old = stored.passwordHash, hasher.isForeign(old),
      let new = try? await hasher.hash(password),
      case let id = stored.account.id,
      (try? await accounts.upgradePasswordHash(from: old, to: new, account: id)) == true
    else { return }
    audit(AuditEvent(.passwordRehashed, at: now, account: id))
  }

  /// Throws when the number has to wait; otherwise counts one failure in advance.
  ///
  /// - Returns: the failures before.
  @discardableResult
  func countTry(
    of number: EnteredNumber, at now: Instant
  ) async throws(SignInError) -> FailedSignIns? {
    let before: FailedSignIns?
    let after: FailedSignIns
    do {
      before = try await accounts.failedSignIns(number: number.throttleKey)
      if let seconds = throttle.retryAfterSeconds(before, at: now) {
        throw SignInError.throttled(retryAfterSeconds: seconds)
      }
      after = try await accounts.recordFailedSignIn(number: number.throttleKey, at: now)
    } catch let error as SignInError {
      throw error
    } catch let error as StoreError {
      throw .store(error)
    } catch {
      throw .store(.unexpected(reason: "\(error)"))
    }
    // Another request tried the same number in between: only the first is looked at.
    if after.count > (before?.count ?? 0) + 1 {
      let seconds = throttle.retryAfterSeconds(after, at: now) ?? 1
      throw .throttled(retryAfterSeconds: seconds)
    }
    return before
  }

  /// Counts a try at a number and looks at it: when it was right all tries are forgotten, and a try
  /// without a result (no memory to hash in, a store that fails) is not counted.
  func tried(
    _ number: EnteredNumber, at now: Instant, _ look: () async throws(SignInError) -> Bool
  ) async throws(SignInError) -> Bool {
    let before = try await countTry(of: number, at: now)
    do throws(SignInError) {
      guard try await look() else { return false }
      do { try await accounts.clearFailedSignIns(number: number.throttleKey) } catch {
        throw .store(error)
      }
      return true
    } catch {
      // Where the store fails again the try counts, which is the safer side.
      try? await accounts.takeBackFailedSignIn(
        number: number.throttleKey, lastAt: before?.lastAt)
      throw error
    }
  }

  func isRight(_ password: String, for stored: StoredAccount?) async throws(SignInError) -> Bool {
    // Longer than any password: not hashed as it is, but at the same cost.
    let isPlausible = password.unicodeScalars.count <= Account.longestPassword
    do {
      return try await hasher.verify(
        isPlausible ? password : "", against: isPlausible ? stored?.passwordHash : nil)
    } catch { throw .hashing(error) }
  }

  /// Begins a session on what was decided about `stored`; nothing begins once that has changed.
  func begin(_ stored: StoredAccount, device: String, at now: Instant)
    async throws(SignInError) -> IssuedTokens
  {
    let session = StoredSession(
      id: SessionID(bytes: random(SessionID.byteCount)), account: stored.account.id,
      viewer: stored.account.viewer, deviceName: device, signedInAt: now, lastSeenAt: now,
      endsAt: now.advanced(bySeconds: policy.sessionSeconds), ended: nil,
      epoch: stored.tokenEpoch)
    let refresh = RefreshToken(session: session.id, secret: random(RefreshToken.secretCount))
    let token = StoredRefreshToken(
      hash: refresh.hash, session: session.id,
      expiresAt: now.advanced(bySeconds: policy.refreshSeconds))
    let hasBegun: Bool
    do { hasBegun = try await sessions.begin(session, firstToken: token) } catch {
      throw .store(error)
    }
    guard hasBegun else { throw .wrongCredentials }
    do { return try await issue(refresh, for: session, at: now) } catch { throw .signing(error) }
  }
}

/// A set-top number as it was typed.
struct EnteredNumber: Equatable, Sendable {
  /// Longer numbers are counted under their hash.
  static let longestKey = 64

  /// Without the spaces around it.
  let text: String
  /// Whether an account can have it: a number is one line of at most `Account.longestNumber`.
  ///
  /// A database that stops reading at a NUL would find an account by what stands before it.
  let isPossible: Bool
  /// The key its failures are counted under; long texts are hashed.
  let throttleKey: String

  init(_ typed: String) {
    let bytes = typed.utf8.drop { $0 == UInt8(ascii: " ") }
    let end = bytes.lastIndex { $0 != UInt8(ascii: " ") }.map(bytes.index(after:))
    let trimmed = String(bytes[..<(end ?? bytes.startIndex)]) ?? typed
    text = trimmed
    isPossible = OutsideName.isLine(trimmed, 1...Account.longestNumber)
    throttleKey =
      isPossible && trimmed.utf8.count <= Self.longestKey
      ? trimmed : "sha256:" + Hexadecimal.encode(SHA256.hash(data: Array(trimmed.utf8)))
  }
}

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
    // Another request replaced it in between: the old password is no longer valid.
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
    guard password.unicodeScalars.count <= Account.longestPassword else {
      throw .newPasswordTooLong
    }
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
    case .wrongCredentials, .disabled: self = .oldPasswordWrong
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .hashing(let error): self = .hashing(error)
    // Nothing is signed when a password is looked at.
    case .signing(let error): self = .store(.unexpected(reason: "\(error)"))
    case .store(let error): self = .store(error)
    }
  }
}
