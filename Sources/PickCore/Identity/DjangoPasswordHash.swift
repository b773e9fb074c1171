import Crypto
import CryptoExtras
import Foundation

/// A password as Django stores it: `pbkdf2_sha256$ITERATIONS$SALT$BASE64`.
///
/// Only read, never made: after a right sign-in the password is stored as Argon2id.
struct DjangoPasswordHash: Equatable, Sendable {
  /// Beyond what any Django of this decade uses; a stored number must not decide how long a server
  /// works.
  static let iterationLimit = 2_000_000
  static let prefix = "pbkdf2_sha256$"

  let iterations: Int
  let salt: [UInt8]
  let tag: [UInt8]

  /// `nil` unless every part is there and in bounds.
  init?(_ encoded: String) {
    let parts = encoded.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] + "$" == Self.prefix,
      let iterations = Int(parts[1]), (1...Self.iterationLimit).contains(iterations),
      (1...128).contains(parts[2].utf8.count),
      let tag = Data(base64Encoded: String(parts[3])), tag.count == 32
    else { return nil }
    self.iterations = iterations
    salt = Array(parts[2].utf8)
    self.tag = Array(tag)
  }

  /// Derives the tag anew and compares in constant time; `nil` when it could not be derived.
  func matches(_ password: [UInt8]) -> Bool? {
    let derived = try? KDF.Insecure.PBKDF2.deriveKey(
      from: password, salt: salt, using: .sha256, outputByteCount: tag.count,
      unsafeUncheckedRounds: iterations)
    return derived.map { $0 == SymmetricKey(data: tag) }
  }
}
