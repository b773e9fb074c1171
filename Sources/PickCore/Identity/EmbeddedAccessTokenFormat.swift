public import PickModel

/// Access tokens of the embedded form, signed and verified with one database's key.
public struct EmbeddedAccessTokenFormat: AccessTokenFormat {
  private let key: SigningKey

  /// The form under `key`.
  public init(key: SigningKey) { self.key = key }

  /// The epoch is not written down: the sessions that it would end are ended as well.
  public func sign(_ grant: AccessGrant, epoch: Int64, at issuedAt: Instant) -> String {
    AccessToken(issuer: key.issuer, grant: grant, issuedAt: issuedAt).signed(with: key.access)
  }

  /// One HMAC, compared in constant time.
  public func authentic(_ text: String) throws(AccessTokenFault) -> AccessClaims {
    try AccessToken.authentic(text, key: key.access, issuer: key.issuer).claims
  }
}

extension AccessToken {
  /// What the token says, without the form.
  var claims: AccessClaims {
    AccessClaims(
      viewer: grant.viewer, account: grant.account, session: grant.session, epoch: nil,
      issuedAt: issuedAt, expiresAt: grant.expiresAt)
  }
}
