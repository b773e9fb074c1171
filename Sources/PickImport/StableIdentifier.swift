import Crypto
import PickModel

/// Derives identifiers from what the outside format calls a thing.
///
/// A name begins with its format ("hellopick/title/…"), so that viewer 7 of one source is not viewer
/// 7 of another. 63 bits of SHA-256: among ten million names a collision has odds of one in
/// 180,000.
enum StableIdentifier {
  /// The identifier of the thing of that name.
  static func make<Subject>(_ name: String) -> Identifier<Subject> {
    let word = firstWords(SHA256.hash(data: Array(name.utf8))).0
    let positive = Int64(word & 0x7FFF_FFFF_FFFF_FFFF)
    return Identifier(max(1, positive))
  }

  /// The identity of an imported fact: the same fact in two files, or twice in one, is one.
  static func event(_ kind: String, at instant: Instant, _ parts: [Int64]) -> EventID {
    var bytes = Array(kind.utf8)
    bytes.reserveCapacity(bytes.count + 8 * parts.count + 8)
    for part in [instant.millisecondsSince1970] + parts {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: part >> Int64(shift)))
      }
    }
    let (first, second) = firstWords(SHA256.hash(data: bytes))
    return EventID(at: instant, rest: (UInt16(truncatingIfNeeded: first), second))
  }

  /// The first 16 bytes as two big-endian numbers.
  private static func firstWords(_ digest: SHA256.Digest) -> (UInt64, UInt64) {
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in digest.prefix(16).enumerated() {
      if index < 8 {
        words.0 = words.0 << 8 | UInt64(byte)
      } else {
        words.1 = words.1 << 8 | UInt64(byte)
      }
    }
    return words
  }
}
