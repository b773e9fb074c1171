import Crypto
import PickModel
import PickSystem

/// A refresh token: the session it belongs to, and 256 secret bits.
///
/// The text is `pkr1.` and 48 bytes in hexadecimal. Stored is only the SHA-256 of the 48 bytes, so
/// a changed session name is an unknown token.
struct RefreshToken: Equatable, Sendable {
  let session: SessionID
  let secret: [UInt8]

  static let prefix = "pkr1."
  static let secretCount = 32

  init(session: SessionID, secret: [UInt8]) {
    self.session = session
    self.secret = secret
  }

  /// `nil` unless `text` is of the one form there is.
  init?(_ text: String) {
    let count = SessionID.byteCount + Self.secretCount
    guard text.utf8.count == Self.prefix.utf8.count + 2 * count, text.hasPrefix(Self.prefix),
      let bytes = Hexadecimal.decode(text.dropFirst(Self.prefix.count), count: count)
    else { return nil }
    session = SessionID(bytes: bytes.prefix(SessionID.byteCount))
    secret = Array(bytes.suffix(Self.secretCount))
  }

  var text: String { Self.prefix + Hexadecimal.encode(bytes) }

  /// The hash the store holds: SHA-256, 32 bytes.
  var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// The one token that may replace this one: HMAC of secret and id under the rotation key.
  ///
  /// Derived, not drawn, so that a retry of a lost answer gets the same successor while no
  /// plaintext is stored.
  func successor(rotationKey: SymmetricKey) -> RefreshToken {
    let mac = HMAC<SHA256>.authenticationCode(for: secret + hash, using: rotationKey)
    return RefreshToken(session: session, secret: Array(mac))
  }

  private var bytes: [UInt8] {
    (session.bytes ?? [UInt8](repeating: 0, count: SessionID.byteCount)) + secret
  }
}
