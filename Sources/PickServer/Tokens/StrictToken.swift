import FoundationEssentials
import PickCore
import PickModel

/// The parts of a JWT that is worth verifying: everything about its form is as `pickd` writes it.
///
/// jwt-kit accepts more than that: it decodes before it verifies, takes its default key for an
/// unknown `kid`, passes over `crit`, and does not look at `typ`. Nothing reaches it that is not of
/// this one form (RFC 8725; docs/decisions/jwt.md).
struct StrictToken: Equatable, Sendable {
  static let longestBytes = 4096
  private static let longestHeaderBytes = 256
  static let type = "at+jwt"
  static let algorithm = "EdDSA"
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
