import JWTKit
import PickCore
import PickModel

/// The claims of an access token (RFC 9068), as they stand in it.
struct AccessPayload: JWTPayload, Equatable {
  /// Who signed.
  let iss: String
  /// Whom it is for: one name, never a list.
  let aud: String
  /// The viewer, in decimal digits.
  let sub: String
  /// The session.
  let sid: String
  /// Names the token.
  let jti: String
  /// When it was signed and when it expires, in seconds since 1970.
  let iat: Int64
  let exp: Int64
  /// The account's token epoch.
  let epoch: Int64

  /// Nothing: the signature is jwt-kit's business, and the rest is `claims(issuer:audience:)`'s.
  func verify(using algorithm: some JWTAlgorithm) {}

  init(
    _ grant: AccessGrant, epoch: Int64, issuedAt: Instant, issuer: String, audience: String,
    id: String
  ) {
    iss = issuer
    aud = audience
    sub = "\(grant.viewer)"
    sid = grant.session.rawValue
    jti = id
    iat = issuedAt.secondsSince1970
    // Up to the whole second: what a client computes from `expires_in` is never later.
    exp = grant.expiresAt.advanced(byMilliseconds: 999).secondsSince1970
    self.epoch = epoch
  }

  /// What the payload says, once it is for us and of the one form there is.
  func claims(issuer: String, audience: String) throws(AccessTokenFault) -> AccessClaims {
    guard iss == issuer else { throw .wrongIssuer }
    guard aud == audience else { throw .wrongAudience }
    let secondLimit: Int64 = 1 << 40
    guard let viewer = Int64(sub), viewer > 0, "\(viewer)" == sub, Self.isSession(sid),
      (1...64).contains(jti.utf8.count), iat >= 0, iat < exp, exp < secondLimit, epoch >= 0
    else { throw .malformed }
    return AccessClaims(
      viewer: Viewer.ID(viewer), account: nil, session: SessionID(sid), epoch: epoch,
      issuedAt: Instant(secondsSince1970: iat), expiresAt: Instant(secondsSince1970: exp))
  }

  private static func isSession(_ text: String) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
