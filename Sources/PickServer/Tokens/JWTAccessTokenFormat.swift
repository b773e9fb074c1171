import Crypto
import FoundationEssentials
import JWTKit
import PickCore
import PickModel
import Synchronization

/// Access tokens as JWTs: EdDSA over Ed25519, `typ` `at+jwt` (RFC 9068), signed by jwt-kit.
///
/// A strict reader stands in front of jwt-kit, and jwt-kit is given one key at a time: there is no
/// other one that it could fall back to.
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

  /// Signs with the key whose turn it is.
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

  /// Form first, then the key, then the signature, then what it says; of a token that was seen
  /// before only whether its key is still trusted.
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

/// The claims of an access token (RFC 9068), as they stand in it.
private struct AccessPayload: JWTPayload {
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

/// The parts of a JWT that is worth verifying: everything about its form is as `pickd` writes it.
///
/// jwt-kit accepts more than that: it decodes before it verifies, takes its default key for an
/// unknown `kid`, passes over `crit`, and does not look at `typ`. Nothing reaches it that is not of
/// this one form (RFC 8725; docs/decisions/jwt.md).
struct StrictToken {
  static let longestBytes = 4096
  private static let longestHeaderBytes = 256
  fileprivate static let type = "at+jwt"
  private static let algorithm = "EdDSA"
  private static let signatureBytes = 64

  /// The name of the key it says it was signed with; not verified.
  let keyID: String

  /// Checks size, alphabet, number of parts, their one spelling, and the header.
  init(_ text: String) throws(AccessTokenFault) {
    guard text.utf8.count <= Self.longestBytes else { throw .malformed }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.decode(parts[0]), !parts[1].isEmpty,
      Base64URL.decode(parts[1]) != nil,
      Base64URL.decode(parts[2])?.count == Self.signatureBytes
    else { throw .malformed }
    keyID = try Self.keyID(ofHeader: header)
  }

  /// A header has `alg`, `kid` and `typ`, each once, as strings without escapes, and nothing else:
  /// no `crit`, no key of its own (`jwk`), no place to fetch one from (`jku`, `x5u`).
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

/// Remembers which tokens were found authentic, so that a terminal's next request does not cost
/// another signature.
///
/// Only whether the text was signed, by which key, and what it says: whether that key is still
/// trusted, the time, the session and the epoch are looked at in every request. Kept is the SHA-256
/// of a token, not the token.
private final class VerifiedTokens: Sendable {
  struct Entry: Sendable {
    let keyID: String
    let claims: AccessClaims
  }

  private let entries = Mutex(Generations<[UInt8], Entry>(capacity: 16_384))

  /// What is known of a token; `nil` when it was not seen lately.
  func entry(of digest: [UInt8]) -> Entry? { entries.withLock { $0[digest] } }

  /// Remembers that a token is authentic.
  func remember(_ entry: Entry, for digest: [UInt8]) {
    entries.withLock { $0.remember(entry, for: digest) }
  }

  static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
