import Crypto
public import PickModel
public import PickSystem

/// The embedded form of an access token, and what it says once it is verified.
///
/// The text is `pka1.`, then 64 bytes of claims and a 32-byte HMAC-SHA256 over prefix and claims,
/// in hexadecimal. There is no header and no algorithm to choose; the prefix is the type and the
/// version (docs/decisions/sessions.md).
public struct AccessToken: Equatable, Sendable {
  /// The issuer's name: 16 bytes.
  public let issuer: [UInt8]
  /// The viewer, account and session.
  public let grant: AccessGrant
  /// When it was signed.
  public let issuedAt: Instant

  static let prefix = "pka1."
  private static let claimCount = 64
  private static let macCount = 32

  /// Claims that were already decided; `issuer` has 16 bytes.
  public init(issuer: [UInt8], grant: AccessGrant, issuedAt: Instant) {
    self.issuer = issuer
    self.grant = grant
    self.issuedAt = issuedAt
  }

  /// Signs the claims.
  func signed(with key: SymmetricKey) -> String {
    let claims = claimBytes
    let mac = HMAC<SHA256>.authenticationCode(for: Array(Self.prefix.utf8) + claims, using: key)
    return Self.prefix + Hexadecimal.encode(claims + Array(mac))
  }

  /// Reads a text and verifies form, signature (in constant time) and issuer; says nothing of time.
  static func authentic(
    _ text: String, key: SymmetricKey, issuer: [UInt8]
  ) throws(AccessTokenFault) -> AccessToken {
    guard text.utf8.count == prefix.utf8.count + 2 * (claimCount + macCount),
      text.hasPrefix(prefix),
      let bytes = Hexadecimal.decode(
        text.dropFirst(prefix.count), count: claimCount + macCount)
    else { throw .malformed }
    let claims = Array(bytes.prefix(claimCount))
    guard
      HMAC<SHA256>.isValidAuthenticationCode(
        bytes.suffix(macCount), authenticating: Array(prefix.utf8) + claims, using: key)
    else { throw .badSignature }
    let token = AccessToken(claims: claims)
    guard token.issuer == issuer else { throw .wrongIssuer }
    return token
  }

  // Issuer 16, viewer 8, account 8, session 16, issued 8, expires 8; numbers big-endian.
  private var claimBytes: [UInt8] {
    issuer + Self.bytes(grant.viewer.rawValue) + Self.bytes(grant.account.rawValue)
      + (grant.session.bytes ?? [UInt8](repeating: 0, count: SessionID.byteCount))
      + Self.bytes(issuedAt.millisecondsSince1970)
      + Self.bytes(grant.expiresAt.millisecondsSince1970)
  }

  private init(claims: [UInt8]) {
    func number(at offset: Int) -> Int64 {
      claims[offset..<offset + 8].reduce(0) { $0 << 8 | Int64($1) }
    }
    issuer = Array(claims[0..<16])
    grant = AccessGrant(
      viewer: Viewer.ID(number(at: 16)), account: Account.ID(number(at: 24)),
      session: SessionID(bytes: claims[32..<48]),
      expiresAt: Instant(millisecondsSince1970: number(at: 56)))
    issuedAt = Instant(millisecondsSince1970: number(at: 48))
  }

  private static func bytes(_ number: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }
}

extension SessionID {
  static let byteCount = 16

  /// The 128 bits; `nil` when the name is not 32 lower-case hexadecimal digits.
  var bytes: [UInt8]? { Hexadecimal.decode(rawValue, count: Self.byteCount) }

  init(bytes: some Sequence<UInt8>) { self.init(Hexadecimal.encode(bytes)) }
}

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
  /// The claims, without the form.
  var claims: AccessClaims {
    AccessClaims(
      viewer: grant.viewer, account: grant.account, session: grant.session, epoch: nil,
      issuedAt: issuedAt, expiresAt: grant.expiresAt)
  }
}
