public import PickModel

/// A fresh pair of tokens, and whose they are; the answer to signing in, refreshing and an
/// approved device.
public struct TokensAnswer: Hashable, Sendable, Codable {
  /// Sent with each request, as `Authorization: Bearer …`.
  public let accessToken: String
  /// Exchanged for a new pair, once.
  public let refreshToken: String
  /// Always `Bearer`.
  public let tokenType: String
  /// Seconds the access token lasts.
  public let expiresIn: Int
  /// Seconds the refresh token lasts.
  public let refreshExpiresIn: Int
  /// The session both belong to.
  public let session: SessionID
  /// Who signed in.
  public let account: AccountPayload
  /// The server's clock, which the lifetimes are counted from.
  public let now: Instant

  /// A pair that lasts so many seconds from `now`.
  public init(
    accessToken: String, refreshToken: String, expiresIn: Int, refreshExpiresIn: Int,
    session: SessionID, account: Account, now: Instant
  ) {
    self.accessToken = accessToken
    self.refreshToken = refreshToken
    tokenType = "Bearer"
    self.expiresIn = expiresIn
    self.refreshExpiresIn = refreshExpiresIn
    self.session = session
    self.account = AccountPayload(account)
    self.now = now
  }

  /// When the access token expires, by the server's clock.
  public var accessExpiresAt: Instant { now.advanced(bySeconds: Int64(expiresIn)) }

  /// When the refresh token expires, by the server's clock.
  public var refreshExpiresAt: Instant { now.advanced(bySeconds: Int64(refreshExpiresIn)) }

  private enum CodingKeys: String, CodingKey {
    case session, account, now
    case accessToken = "access_token"
    case refreshToken = "refresh_token"
    case tokenType = "token_type"
    case expiresIn = "expires_in"
    case refreshExpiresIn = "refresh_expires_in"
  }
}

extension TokensAnswer: CustomStringConvertible, CustomReflectable {
  /// Whose tokens, without the tokens.
  public var description: String { "TokensAnswer(viewer \(account.viewer.value), redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
