import Crypto
import JWTKit
import PickCore
import PickModel

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
