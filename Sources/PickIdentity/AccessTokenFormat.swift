public import PickModel
import PickStore

/// A form of access tokens: how a grant is written down, signed, and read again.
///
/// The embedded form is an HMAC over fixed claims; the server's is a JWT. Whether a token may be
/// used now is not the form's business but `SessionAuthority`'s.
public protocol AccessTokenFormat: Sendable {
  /// Writes down and signs that the grant was given at `issuedAt`, in the account's epoch.
  func sign(_ grant: AccessGrant, epoch: Int64, at issuedAt: Instant)
    async throws(AccessTokenSigningError) -> String
  /// Reads a text and verifies form, signature and issuer; says nothing of time.
  func authentic(_ text: String) async throws(AccessTokenFault) -> AccessClaims
}

/// The claims of an authentic access token of any form.
public struct AccessClaims: Equatable, Sendable {
  /// The subject.
  public let viewer: Viewer.ID
  /// Whose session it is; `nil` in a form that leaves it to the session's row.
  public let account: Account.ID?
  /// The session.
  public let session: SessionID
  /// The account's token epoch when it was signed; `nil` in a form that does not carry it.
  public let epoch: Int64?
  /// When it was signed.
  public let issuedAt: Instant
  /// When it expires.
  public let expiresAt: Instant

  /// Claims that were already verified.
  public init(
    viewer: Viewer.ID, account: Account.ID?, session: SessionID, epoch: Int64?,
    issuedAt: Instant, expiresAt: Instant
  ) {
    self.viewer = viewer
    self.account = account
    self.session = session
    self.epoch = epoch
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }

  /// Whether the token may be used at `now`; at the very instant of expiry it may not.
  func checkTime(at now: Instant, skewSeconds: Int64, leewaySeconds: Int64 = 0)
    throws(AccessTokenFault)
  {
    guard now < expiresAt.advanced(bySeconds: leewaySeconds) else { throw .expired }
    guard issuedAt <= now.advanced(bySeconds: skewSeconds) else { throw .issuedInFuture }
  }

  func areOf(_ stored: StoredSession) -> Bool {
    stored.viewer == viewer && (account == nil || account == stored.account)
  }

  func isOfEpoch(_ current: Int64) -> Bool { epoch == nil || epoch == current }
}

/// Why no access token could be signed.
public enum AccessTokenSigningError: Error, Equatable, Sendable {
  /// There is no key to sign with.
  case noKey
  /// The key refused; `reason` is for logs.
  case failed(reason: String)
}

/// Why a text is not a valid access token.
public enum AccessTokenFault: Error, Equatable, Sendable {
  /// Not of the one form there is.
  case malformed
  /// Signed with a key that is unknown or retired here.
  case unknownKey
  /// The signature does not match the key.
  case badSignature
  /// Signed for another database, or by another server.
  case wrongIssuer
  /// Signed for another audience.
  case wrongAudience
  /// Its time has come.
  case expired
  /// Issued further ahead of the clock than clocks differ: the clock was set back.
  case issuedInFuture
}

/// A fresh pair of tokens as the authority hands it out.
public struct IssuedTokens: Equatable, Sendable {
  /// The viewer and session, and when the access token expires.
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
