/// A small gzip stream that unpacks to very many zeros.
enum GzipBomb {
  /// One deflate block with fixed codes (RFC 1951, section 3.2.6).
  ///
  /// A zero, then copies of it, 258 at a time. The stream has no end: whoever unpacks it has
  /// stopped before.
  static func bytes(unpacking count: Int) -> [UInt8] {
    var bits = Bits()
    bits.add(0b011, count: 3)
    // The literal 0 is 00110000; a length of 258 is 11000101, at distance 1, which is 00000.
    bits.addCode(0b0011_0000, count: 8)
    for _ in 0..<(count / 258) {
      bits.addCode(0b1100_0101, count: 8)
      bits.addCode(0, count: 5)
    }
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + bits.bytes
  }

  private struct Bits {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    /// Numbers begin with their lowest bit.
    mutating func add(_ value: UInt8, count: Int) {
      for place in 0..<count { addBit(value >> place & 1) }
    }

    /// Codes begin with their highest bit.
    mutating func addCode(_ value: UInt8, count: Int) {
      for place in (0..<count).reversed() { addBit(value >> place & 1) }
    }

    private mutating func addBit(_ bit: UInt8) {
      if used == 8 {
        bytes.append(0)
        used = 0
      }
      bytes[bytes.count - 1] |= bit << used
      used += 1
    }
  }
}
