import Crypto
import PickSystem

/// Checksums of what stages depend on.
package enum Checksum {
  /// SHA-256 of some words, each with its length, in hexadecimal digits.
  package static func of(_ words: [String]) -> String {
    var hash = SHA256()
    for word in words {
      hash.update(data: Array("\(word.utf8.count):".utf8))
      hash.update(data: Array(word.utf8))
    }
    return Hexadecimal.encode(hash.finalize())
  }

  /// SHA-256 of some bytes.
  package static func of(_ bytes: [UInt8]) -> String {
    Hexadecimal.encode(SHA256.hash(data: bytes))
  }
}
