/// Puts the bytes of UTF-8 together, however they are cut; what is no UTF-8 is dropped.
struct ScalarAssembler: Hashable {
  private var value: UInt32 = 0
  private var missing = 0
  /// Smaller values would be written with fewer bytes.
  private var smallest: UInt32 = 0

  /// Whether a character has begun and not ended.
  var isWaiting: Bool { missing > 0 }

  /// Takes a byte; a character that it breaks off is dropped.
  ///
  /// - Returns: the character it completes.
  mutating func feed(_ byte: UInt8) -> Unicode.Scalar? {
    if missing > 0, byte & 0xC0 == 0x80 {
      value = value << 6 | UInt32(byte & 0x3F)
      missing -= 1
      return missing == 0 && value >= smallest ? Unicode.Scalar(value) : nil
    }
    missing = 0
    switch byte {
    case ..<0x80: return Unicode.Scalar(byte)
    case 0xC2...0xDF: (value, missing, smallest) = (UInt32(byte & 0x1F), 1, 0x80)
    case 0xE0...0xEF: (value, missing, smallest) = (UInt32(byte & 0x0F), 2, 0x800)
    case 0xF0...0xF4: (value, missing, smallest) = (UInt32(byte & 0x07), 3, 0x10000)
    default: break
    }
    return nil
  }

  /// Drops what has begun.
  mutating func reset() { missing = 0 }
}
