import PickCore
import PickModel

/// The public keys as others fetch them (RFC 7517, RFC 8037): nothing secret is in it.
struct KeySet: Codable, Equatable, Sendable {
  /// One public key.
  struct Key: Codable, Equatable, Sendable {
    var kty = "OKP"
    var crv = "Ed25519"
    var use = "sig"
    var alg = StrictToken.algorithm
    let kid: String
    let x: String
  }

  let keys: [Key]

  /// The set of a server whose tokens nobody else can verify.
  static let empty = KeySet(keys: [])

  private init(keys: [Key]) { self.keys = keys }

  /// Every key that tokens may be verified with at `now`, also those that do not sign yet.
  init(_ ring: KeyRing, at now: Instant) {
    keys = ring.published(at: now).map { Key(kid: $0.id, x: Base64URL.encode($0.publicBytes)) }
  }
}
