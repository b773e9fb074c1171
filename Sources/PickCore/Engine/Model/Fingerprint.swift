import Crypto
import PickRecommender

/// SHA-256 as hexadecimal digits.
enum Fingerprint {
  /// Of bytes.
  static func sha256(_ bytes: [UInt8]) -> String { Hexadecimal.encode(SHA256.hash(data: bytes)) }

  /// Of a file that is mapped.
  static func sha256(_ file: MappedFile) -> String {
    var hash = SHA256()
    file.withBytes { bytes in bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    return Hexadecimal.encode(hash.finalize())
  }

  /// Of who watched what how much and when, in the machine's byte order.
  static func sha256(_ data: Dataset) -> String {
    var hash = SHA256()
    let matrix = data.interactions
    data.items.identifiers.withUnsafeBytes { hash.update(bufferPointer: $0) }
    data.users.identifiers.withUnsafeBytes { hash.update(bufferPointer: $0) }
    matrix.rowOffsets.withUnsafeBytes { hash.update(bufferPointer: $0) }
    matrix.columns.withUnsafeBytes { hash.update(bufferPointer: $0) }
    matrix.weights.withUnsafeBytes { hash.update(bufferPointer: $0) }
    data.times.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Hexadecimal.encode(hash.finalize())
  }
}
