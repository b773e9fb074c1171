public import PickModel

/// Who is signed in, and until when.
public struct SessionPayload: Hashable, Sendable, Codable {
  /// The session.
  public let session: SessionID
  /// Whose it is.
  public let account: AccountPayload
  /// When the access token expires.
  public let expiresAt: Instant
  /// The server's clock.
  public let now: Instant

  /// Who is signed in.
  public init(session: SessionID, account: Account, expiresAt: Instant, now: Instant) {
    self.session = session
    self.account = AccountPayload(account)
    self.expiresAt = expiresAt
    self.now = now
  }

  private enum CodingKeys: String, CodingKey {
    case session, account, now
    case expiresAt = "expires_at"
  }
}
