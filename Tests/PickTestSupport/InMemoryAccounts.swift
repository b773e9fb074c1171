public import PickModel
public import PickStore

/// Accounts and sessions without a database: what the session authority's tests run on.
public actor InMemoryAccounts: AccountStore, SessionStore {
  private struct Token {
    let stored: StoredRefreshToken
    var child: [UInt8]?
    var replacedAt: Instant?
  }

  private var accounts: [StoredAccount] = []
  private var failures: [String: FailedSignIns] = [:]
  private var sessions: [SessionID: StoredSession] = [:]
  private var tokens: [[UInt8]: Token] = [:]
  private var failing: StoreError?

  /// Starts empty.
  public init() {}

  /// From now on every call throws `error`; `nil` mends the store.
  public func fail(with error: StoreError?) { failing = error }

  /// How many refresh tokens were ever stored.
  public var tokenCount: Int { tokens.count }

  /// How many entered numbers have failures.
  public var failureCount: Int { failures.count }

  private func check() throws(StoreError) { if let failing { throw failing } }

  // MARK: AccountStore

  /// The account of that number.
  public func account(number: String) throws(StoreError) -> StoredAccount? {
    try check()
    return accounts.first { $0.account.number == number }
  }

  /// The account of that viewer.
  public func account(of viewer: Viewer.ID) throws(StoreError) -> StoredAccount? {
    try check()
    return accounts.first { $0.account.viewer == viewer }
  }

  /// Adds an account.
  public func create(_ account: Account, passwordHash: String?) throws(StoreError) {
    try check()
    accounts.append(
      StoredAccount(
        account: account, passwordHash: passwordHash, isDisabled: false, tokenEpoch: 0))
  }

  /// Replaces the hash and ends the other sessions.
  public func setPasswordHash(
    _ hash: String, account: Account.ID, ifEpoch epoch: Int64?, keeping session: SessionID?,
    at: Instant
  ) throws(StoreError) -> Bool {
    try check()
    guard let stored = accounts.first(where: { $0.account.id == account }),
      epoch == nil || epoch == stored.tokenEpoch
    else { return false }
    replace(account, passwordHash: hash)
    try endAll(of: account, keeping: session, reason: .passwordChanged, at: at)
    return true
  }

  /// Replaces the hash alone, if it is still the old one.
  public func upgradePasswordHash(from old: String, to new: String, account: Account.ID)
    throws(StoreError) -> Bool
  {
    try check()
    guard accounts.contains(where: { $0.account.id == account && $0.passwordHash == old })
    else { return false }
    replace(account, passwordHash: new)
    return true
  }

  /// Locks an account out, or lets it in.
  public func setDisabled(
    _ isDisabled: Bool, account: Account.ID, at: Instant
  ) throws(StoreError) {
    try check()
    replace(account, isDisabled: isDisabled)
    if isDisabled { try endAll(of: account, keeping: nil, reason: .disabled, at: at) }
  }

  /// The failures of a number.
  public func failedSignIns(number: String) throws(StoreError) -> FailedSignIns? {
    try check()
    return failures[number]
  }

  /// Counts one more.
  public func recordFailedSignIn(number: String, at: Instant) throws(StoreError)
    -> FailedSignIns
  {
    try check()
    let new = FailedSignIns(count: (failures[number]?.count ?? 0) + 1, lastAt: at)
    failures[number] = new
    return new
  }

  /// One less.
  public func takeBackFailedSignIn(number: String, lastAt: Instant?) throws(StoreError) {
    try check()
    guard let known = failures[number] else { return }
    failures[number] =
      known.count > 1
      ? FailedSignIns(count: known.count - 1, lastAt: lastAt ?? known.lastAt) : nil
  }

  /// Forgets them.
  public func clearFailedSignIns(number: String) throws(StoreError) {
    try check()
    failures[number] = nil
  }

  // MARK: SessionStore

  /// Stores a session and its first token.
  public func begin(_ session: StoredSession, firstToken: StoredRefreshToken)
    throws(StoreError) -> Bool
  {
    try check()
    let account = accounts.first { $0.account.id == session.account }
    guard let account, !account.isDisabled, account.tokenEpoch == session.epoch else {
      return false
    }
    sessions[session.id] = session
    tokens[firstToken.hash] = Token(stored: firstToken)
    return true
  }

  /// One session, ended or not.
  public func session(_ id: SessionID) throws(StoreError) -> StoredSession? {
    try check()
    return sessions[id].map(current)
  }

  /// The live ones, last seen first.
  public func liveSessions(of account: Account.ID, at: Instant) throws(StoreError)
    -> [StoredSession]
  {
    try check()
    return sessions.values
      .filter { $0.account == account && $0.ended == nil && at < $0.endsAt }
      .sorted { $0.lastSeenAt > $1.lastSeenAt }
      .map(current)
  }

  /// Replaces a token once.
  public func rotate(presented hash: [UInt8], successor: StoredRefreshToken, at: Instant)
    throws(StoreError) -> RotationResult
  {
    try check()
    guard let token = tokens[hash],
      let session = sessions[token.stored.session].map(current)
    else { return .unknown }
    if let ended = session.ended { return .ended(ended.reason) }
    guard at < session.endsAt else { return .expired }
    if let child = token.child, let replacedAt = token.replacedAt {
      return child == successor.hash && tokens[child]?.child == nil
        ? .alreadyRotated(session, at: replacedAt) : .replaced(session, at: replacedAt)
    }
    guard at < token.stored.expiresAt else { return .expired }
    tokens[hash]?.child = successor.hash
    tokens[hash]?.replacedAt = at
    tokens[successor.hash] = Token(stored: successor)
    return .rotated(session)
  }

  /// Ends a session once.
  @discardableResult
  public func end(_ id: SessionID, reason: SessionEnd, at: Instant) throws(StoreError) -> Bool {
    try check()
    guard let session = sessions[id], session.ended == nil else { return false }
    sessions[id] = StoredSession(
      id: id, account: session.account, viewer: session.viewer,
      deviceName: session.deviceName, signedInAt: session.signedInAt,
      lastSeenAt: session.lastSeenAt, endsAt: session.endsAt,
      ended: StoredSession.Ending(reason: reason, at: at), epoch: session.epoch)
    return true
  }

  /// Ends all of an account but one.
  public func endAll(
    of account: Account.ID, keeping: SessionID?, reason: SessionEnd, at: Instant
  ) throws(StoreError) {
    try check()
    let epoch = accounts.first { $0.account.id == account }?.tokenEpoch ?? 0
    replace(account, tokenEpoch: epoch + 1)
    for session in sessions.values where session.account == account && session.id != keeping {
      try end(session.id, reason: reason, at: at)
    }
  }

  private func replace(
    _ account: Account.ID, passwordHash: String? = nil, isDisabled: Bool? = nil,
    tokenEpoch: Int64? = nil
  ) {
    accounts = accounts.map {
      guard $0.account.id == account else { return $0 }
      return StoredAccount(
        account: $0.account, passwordHash: passwordHash ?? $0.passwordHash,
        isDisabled: isDisabled ?? $0.isDisabled, tokenEpoch: tokenEpoch ?? $0.tokenEpoch)
    }
  }

  /// The session with its account's epoch of now.
  private func current(_ session: StoredSession) -> StoredSession {
    let account = accounts.first { $0.account.id == session.account }
    return StoredSession(
      id: session.id, account: session.account, viewer: session.viewer,
      deviceName: session.deviceName, signedInAt: session.signedInAt,
      lastSeenAt: session.lastSeenAt, endsAt: session.endsAt, ended: session.ended,
      epoch: account?.tokenEpoch ?? session.epoch)
  }
}
