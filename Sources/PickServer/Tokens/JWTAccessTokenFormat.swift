import Crypto
import FoundationEssentials
import JWTKit
import PickIdentity
import PickModel
import PickSystem
import Synchronization

/// Access tokens as JWTs: EdDSA over Ed25519, `typ` `at+jwt` (RFC 9068), signed by jwt-kit.
///
/// `StrictToken` checks a token before jwt-kit sees it, and jwt-kit gets one key at a time, so that
/// it has no other key to fall back to.
struct JWTAccessTokenFormat: AccessTokenFormat {
  private let keys: LiveKeyRing
  private let issuer: String
  private let audience: String
  private let clock: any WallClock
  private let random: RandomBytes
  private let verified = VerifiedTokens()

  init(
    keys: LiveKeyRing, issuer: String, audience: String, clock: any WallClock,
    random: RandomBytes = .system
  ) {
    self.keys = keys
    self.issuer = issuer
    self.audience = audience
    self.clock = clock
    self.random = random
  }

  /// Signs with the current signing key.
  func sign(_ grant: AccessGrant, epoch: Int64, at issuedAt: Instant)
    async throws(AccessTokenSigningError) -> String
  {
    let key = keys.ring(at: clock.now()).signing(at: issuedAt)
    let payload = AccessPayload(
      grant, epoch: epoch, issuedAt: issuedAt, issuer: issuer, audience: audience,
      id: Base64URL.encode(random(16)))
    do {
      let signer = try EdDSA.PrivateKey(
        backing: Curve25519.Signing.PrivateKey(rawRepresentation: key.secret))
      return try await Self.collection(of: signer, key.id).sign(
        payload, kid: JWKIdentifier(string: key.id), header: ["typ": .string(StrictToken.type)])
    } catch { throw .failed(reason: "\(error)") }
  }

  /// Checks the form, the key, the signature and the claims, in this order.
  ///
  /// For a token that was verified before, only the key is checked again.
  func authentic(_ text: String) async throws(AccessTokenFault) -> AccessClaims {
    guard text.utf8.count <= StrictToken.longestBytes else { throw .malformed }
    let now = clock.now()
    let digest = VerifiedTokens.digest(of: text)
    if let known = verified.entry(of: digest) {
      guard keys.ring(at: now).verifying(known.keyID, at: now) != nil else { throw .unknownKey }
      return known.claims
    }
    let entry = try await verify(text, at: now)
    verified.remember(entry, for: digest)
    return entry.claims
  }

  private func verify(_ text: String, at now: Instant)
    async throws(AccessTokenFault) -> VerifiedTokens.Entry
  {
    let token = try StrictToken(text)
    guard let key = keys.ring(at: now).verifying(token.keyID, at: now) else { throw .unknownKey }
    let payload: AccessPayload
    do {
      let verifier = try EdDSA.PublicKey(
        backing: Curve25519.Signing.PublicKey(rawRepresentation: key.publicBytes))
      payload = try await Self.collection(of: verifier, key.id)
        .verify(text, as: AccessPayload.self)
    } catch { throw Self.fault(error) }
    return VerifiedTokens.Entry(
      keyID: key.id, claims: try payload.claims(issuer: issuer, audience: audience))
  }

  private static func collection(of key: some EdDSAKey, _ id: String) async -> JWTKeyCollection {
    await JWTKeyCollection().add(eddsa: key, kid: JWKIdentifier(string: id))
  }

  private static func fault(_ error: any Error) -> AccessTokenFault {
    let isSignature = (error as? JWTError)?.errorType == .signatureVerificationFailed
    return isSignature ? .badSignature : .malformed
  }
}

/// The claims of an access token (RFC 9068).
private struct AccessPayload: JWTPayload {
  /// The issuer.
  let iss: String
  /// The audience: one name, never a list.
  let aud: String
  /// The viewer, in decimal digits.
  let sub: String
  /// The session.
  let sid: String
  /// The identifier of the token.
  let jti: String
  /// The times of signing and of expiry, in seconds since 1970.
  let iat: Int64
  let exp: Int64
  /// The account's token epoch.
  let epoch: Int64

  /// Does nothing: jwt-kit checks the signature, and `claims(issuer:audience:)` the rest.
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
    // Rounded up, so that the time a client computes from `expires_in` is never later.
    exp = grant.expiresAt.advanced(byMilliseconds: 999).secondsSince1970
    self.epoch = epoch
  }

  /// The claims, after checks of the issuer, the audience and the form of every value.
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

/// A JWT whose form is exactly the one `pickd` writes; its signature is not verified yet.
///
/// jwt-kit accepts more forms: it decodes before it verifies, uses its default key for an unknown
/// `kid`, ignores `crit`, and does not check `typ`. Tokens of any other form never reach it (RFC
/// 8725; docs/decisions/jwt.md).
struct StrictToken {
  static let longestBytes = 4096
  private static let longestHeaderBytes = 256
  fileprivate static let type = "at+jwt"
  private static let algorithm = "EdDSA"
  private static let signatureBytes = 64

  /// The `kid` of the header, which is not verified.
  let keyID: String

  /// Checks the size, the alphabet, the number of parts, their canonical encoding, and the header.
  init(_ text: String) throws(AccessTokenFault) {
    guard text.utf8.count <= Self.longestBytes else { throw .malformed }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.decode(parts[0]), !parts[1].isEmpty,
      Base64URL.decode(parts[1]) != nil,
      Base64URL.decode(parts[2])?.count == Self.signatureBytes
    else { throw .malformed }
    keyID = try Self.keyID(ofHeader: header)
  }

  /// The header must have `alg`, `kid` and `typ`, each once, as strings without escapes.
  ///
  /// Nothing else is allowed: no `crit`, no embedded key (`jwk`), no address of a key (`jku`,
  /// `x5u`).
  private static func keyID(ofHeader bytes: [UInt8]) throws(AccessTokenFault) -> String {
    let quotes = bytes.count { $0 == UInt8(ascii: "\"") }
    guard OutsideName.isPlain(bytes, limit: longestHeaderBytes),
      !bytes.contains(UInt8(ascii: "\\")), quotes == 12,
      let fields = try? JSONDecoder().decode([String: String].self, from: Data(bytes)),
      fields.count == 3, fields["alg"] == algorithm, fields["typ"] == type,
      let keyID = fields["kid"]
    else { throw .malformed }
    return keyID
  }
}

/// Remembers authentic tokens, so that the next request with one verifies no signature.
///
/// It keeps the key that signed a token and the claims. The trust in the key, the time, the session
/// and the epoch are checked in every request. Tokens are kept as SHA-256 digests.
private final class VerifiedTokens: Sendable {
  struct Entry: Sendable {
    let keyID: String
    let claims: AccessClaims
  }

  private let entries = Mutex(Generations<[UInt8], Entry>(capacity: 16_384))

  func entry(of digest: [UInt8]) -> Entry? { entries.withLock { $0[digest] } }

  func remember(_ entry: Entry, for digest: [UInt8]) {
    entries.withLock { $0.remember(entry, for: digest) }
  }

  static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
