/// The public keys that access tokens are verified with (RFC 7517, RFC 8037): nothing secret.
public struct KeySet: Equatable, WirePayload {
  /// One public key.
  public struct Key: Equatable, WirePayload {
    /// Names the key in the header of a token.
    public let id: String
    /// The public bytes, in base64url.
    public let x: String

    /// An Ed25519 key.
    public init(id: String, x: String) {
      self.id = id
      self.x = x
    }

    /// Type, curve, use and algorithm are always the same.
    public static let wire: WireType<Key> = .object(
      "Key", { _, _, id, x, _, _ in Key(id: id, x: x) },
      .constant("kty", "OKP"),
      .constant("crv", "Ed25519"),
      .required("kid", .text, \.id),
      .required("x", .text, \.x),
      .constant("use", "sig"),
      .constant("alg", "EdDSA"))
  }

  /// The keys.
  public let keys: [Key]

  /// A set of keys.
  public init(keys: [Key]) { self.keys = keys }

  /// The keys.
  public static let wire: WireType<KeySet> = .object(
    "KeySet", KeySet.init(keys:), .required("keys", .list(), \.keys))
}
