/// Turns bytes into the codewords of a square.
enum QRCodewords {
  /// Data and error correction of all blocks, in the order they are placed.
  static func interleaved(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
    let blocks = split(data(bytes, version), version)
    let corrections = blocks.map {
      ReedSolomon.remainder(of: $0, degree: version.correctionCount)
    }
    return interleave(blocks) + interleave(corrections)
  }

  /// Mode, length, bytes, terminator and padding.
  static func data(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
    var bits = QRBits()
    bits.append(0b0100, count: 4)
    bits.append(bytes.count, count: version.lengthBits)
    for byte in bytes { bits.append(Int(byte), count: 8) }
    bits.append(0, count: min(4, version.dataCount * 8 - bits.count))
    bits.append(0, count: (8 - bits.count % 8) % 8)
    var words = bits.bytes
    var pads = [UInt8(0xEC), 0x11]
    while words.count < version.dataCount {
      words.append(pads[0])
      pads.swapAt(0, 1)
    }
    return words
  }

  /// Blocks of equal length, the last ones a codeword longer where it does not come out even.
  private static func split(_ data: [UInt8], _ version: QRVersion) -> [[UInt8]] {
    let count = version.blockCount
    let short = data.count / count
    let firstLong = count - data.count % count
    var start = 0
    return (0..<count).map { block in
      let length = short + (block >= firstLong ? 1 : 0)
      defer { start += length }
      return Array(data[start..<start + length])
    }
  }

  private static func interleave(_ blocks: [[UInt8]]) -> [UInt8] {
    let longest = blocks.map(\.count).max() ?? 0
    return (0..<longest).flatMap { index in
      blocks.compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }
}

/// Bits in a row, the most significant first.
private struct QRBits {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  mutating func append(_ value: Int, count bits: Int) {
    for shift in (0..<max(0, bits)).reversed() {
      if count % 8 == 0 { bytes.append(0) }
      bytes[bytes.count - 1] |= UInt8((value >> shift) & 1) << UInt8(7 - count % 8)
      count += 1
    }
  }
}
