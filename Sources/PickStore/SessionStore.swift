public import PickModel

/// Who is signed in where: one family of refresh tokens a sign-in.
public protocol SessionStore: Sendable {
  /// Begins a session with its first refresh token, only while its account is not disabled and at
  /// the session's epoch: a password that was just replaced begins nothing.
  ///
  /// - Returns: whether it began.
  func begin(_ session: StoredSession, firstToken: StoredRefreshToken) async throws(StoreError)
    -> Bool
  /// One session; `nil` when there is none. Ended sessions are found too.
  func session(_ id: SessionID) async throws(StoreError) -> StoredSession?
  /// The live sessions of an account, last seen first.
  func liveSessions(of account: Account.ID, at: Instant) async throws(StoreError)
    -> [StoredSession]
  /// Replaces `presented` by `successor` as one conditional write: only the first of any number of
  /// callers wins. The session is found by the presented token's hash.
  func rotate(
    presented hash: [UInt8], successor: StoredRefreshToken, at: Instant
  ) async throws(StoreError) -> RotationResult
  /// Ends one session; saying it again changes nothing.
  ///
  /// - Returns: whether it was this call that ended it.
  @discardableResult
  func end(_ id: SessionID, reason: SessionEnd, at: Instant) async throws(StoreError) -> Bool
  /// Ends all live sessions of an account, but `keeping`, and raises its token epoch.
  func endAll(
    of account: Account.ID, keeping: SessionID?, reason: SessionEnd, at: Instant
  ) async throws(StoreError)
}

/// Why a session ended.
public enum SessionEnd: String, CaseIterable, Codable, Sendable {
  /// The viewer signed out here or elsewhere.
  case signedOut
  /// A replaced refresh token was presented after its grace, or after its successor was exchanged.
  case reused
  /// The password changed.
  case passwordChanged
  /// The account was disabled.
  case disabled
  /// The database was restored from a backup.
  case restored
}

/// One sign-in on one device.
public struct StoredSession: Equatable, Sendable {
  /// The session.
  public let id: SessionID
  /// Whose it is.
  public let account: Account.ID
  /// The token's subject.
  public let viewer: Viewer.ID
  /// What the device calls itself.
  public let deviceName: String
  /// When it began.
  public let signedInAt: Instant
  /// When its tokens were last refreshed.
  public let lastSeenAt: Instant
  /// Past this instant no refresh succeeds, however fresh the token (the family's cap).
  public let endsAt: Instant
  /// Why and when it ended; `nil` while it lives.
  public let ended: Ending?
  /// The account's token epoch now, not when the session began; read together with the session.
  public let epoch: Int64

  /// Why and when a session ended.
  public struct Ending: Equatable, Sendable {
    /// Why.
    public let reason: SessionEnd
    /// When.
    public let at: Instant

    /// An ending as it is stored.
    public init(reason: SessionEnd, at: Instant) {
      self.reason = reason
      self.at = at
    }
  }

  /// A session as it is stored.
  public init(
    id: SessionID, account: Account.ID, viewer: Viewer.ID, deviceName: String,
    signedInAt: Instant, lastSeenAt: Instant, endsAt: Instant, ended: Ending?, epoch: Int64
  ) {
    self.id = id
    self.account = account
    self.viewer = viewer
    self.deviceName = deviceName
    self.signedInAt = signedInAt
    self.lastSeenAt = lastSeenAt
    self.endsAt = endsAt
    self.ended = ended
    self.epoch = epoch
  }
}

/// A refresh token as it is stored: its SHA-256, never itself.
public struct StoredRefreshToken: Equatable, Sendable {
  /// SHA-256 of the token, 32 bytes.
  public let hash: [UInt8]
  /// The session it belongs to.
  public let session: SessionID
  /// When it expires.
  public let expiresAt: Instant

  /// A token as it is stored.
  public init(hash: [UInt8], session: SessionID, expiresAt: Instant) {
    self.hash = hash
    self.session = session
    self.expiresAt = expiresAt
  }
}

/// What became of a presented refresh token.
public enum RotationResult: Equatable, Sendable {
  /// It was current and is now replaced by the successor.
  case rotated(StoredSession)
  /// It was replaced before, at that instant, by this same successor, which was not exchanged
  /// yet (a retry, or a rival).
  case alreadyRotated(StoredSession, at: Instant)
  /// It was replaced before by another successor, or by one that was exchanged itself since: its
  /// answer arrived, so there is no reason to ask for it again.
  case replaced(StoredSession, at: Instant)
  /// It expired, or its session's cap did.
  case expired
  /// Its session ended.
  case ended(SessionEnd)
  /// The token was never issued.
  case unknown
}
