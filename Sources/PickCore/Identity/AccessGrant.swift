public import PickModel

/// Who may act, proved by an access token and a live session.
public struct AccessGrant: Hashable, Sendable {
  /// The token's subject.
  public let viewer: Viewer.ID
  /// Whose session it is.
  public let account: Account.ID
  /// The session.
  public let session: SessionID
  /// When the access token expires.
  public let expiresAt: Instant

  /// A grant that was already decided.
  public init(viewer: Viewer.ID, account: Account.ID, session: SessionID, expiresAt: Instant) {
    self.viewer = viewer
    self.account = account
    self.session = session
    self.expiresAt = expiresAt
  }
}

/// A fresh pair of tokens as the authority hands it out.
public struct IssuedTokens: Equatable, Sendable {
  /// Who they are for, and until when the access token holds.
  public let grant: AccessGrant
  /// The access token.
  public let access: String
  /// The refresh token.
  public let refresh: String
  /// When the refresh token, or the session's cap, expires.
  public let refreshExpiresAt: Instant

  /// Tokens that were just made.
  public init(grant: AccessGrant, access: String, refresh: String, refreshExpiresAt: Instant) {
    self.grant = grant
    self.access = access
    self.refresh = refresh
    self.refreshExpiresAt = refreshExpiresAt
  }
}

extension IssuedTokens: CustomStringConvertible, CustomReflectable {
  /// Whose tokens, without the tokens.
  public var description: String { "IssuedTokens(viewer \(grant.viewer), redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
