/// A text as a square of dark and light modules that a phone reads (ISO/IEC 18004, model 2).
///
/// Byte mode, versions 1 to 10: enough for an address of 271 bytes, and small enough for a
/// terminal.
public struct QRCode: Hashable, Sendable {
  /// How much of the picture may be unreadable.
  public enum Level: Hashable, Sendable, CaseIterable {
    /// About 7 %.
    case low
    /// About 15 %.
    case medium
  }

  /// Modules of a side, the quiet zone around them not counted.
  public let size: Int
  private let modules: [Bool]

  /// The smallest square that holds a text; `nil` when it is too long for version 10.
  public init?(_ text: String, level: Level = .low) {
    self.init(text, level: level, among: QRMask.all)
  }

  /// The same with the easiest to read of some masks.
  init?(_ text: String, level: Level, among masks: [QRMask]) {
    let bytes = Array(text.utf8)
    guard let version = QRVersion.smallest(for: bytes.count, level) else { return nil }
    var canvas = QRCanvas(version)
    canvas.drawFunctionPatterns()
    canvas.place(QRCodewords.interleaved(bytes, version))
    let best = masks.map { canvas.masked(by: $0) }.min { $0.penalty < $1.penalty }
    size = version.size
    modules = (best ?? canvas).modules
  }

  /// Whether a module is dark; those outside are light.
  public subscript(column: Int, row: Int) -> Bool {
    (0..<size).contains(column) && (0..<size).contains(row) && modules[row * size + column]
  }
}

/// How large a square is, and how its codewords are split into blocks (tables 7 and 9).
struct QRVersion: Equatable {
  /// 1 to 10.
  let number: Int
  let level: QRCode.Level

  /// Modules of a side.
  var size: Int { 17 + 4 * number }
  /// Codewords for error correction in each block.
  fileprivate var correctionCount: Int { Self.corrections[level == .low ? 0 : 1][number - 1] }
  /// Blocks the data is split into.
  fileprivate var blockCount: Int { Self.blocks[level == .low ? 0 : 1][number - 1] }
  /// All codewords.
  fileprivate var codewordCount: Int { Self.codewords[number - 1] }
  /// Codewords of data.
  fileprivate var dataCount: Int { codewordCount - blockCount * correctionCount }
  /// Bits that say how many bytes follow.
  fileprivate var lengthBits: Int { number < 10 ? 8 : 16 }
  /// Centres of the alignment patterns, in both directions.
  var alignments: [Int] { Self.centres[number - 1] }

  /// The smallest version that holds so many bytes.
  static func smallest(for count: Int, _ level: QRCode.Level) -> QRVersion? {
    (1...10).lazy.map { QRVersion(number: $0, level: level) }
      .first { 4 + $0.lengthBits + 8 * count <= 8 * $0.dataCount }
  }

  private static let codewords = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346]
  private static let corrections = [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18], [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
  ]
  private static let blocks = [[1, 1, 1, 1, 1, 2, 2, 2, 2, 4], [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]]
  private static let centres = [
    [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46],
    [6, 28, 50],
  ]
}

/// Turns bytes into the codewords of a square.
private enum QRCodewords {
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

/// Error correction over the field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
enum ReedSolomon {
  /// The remainder of the data, as a polynomial, divided by the generator of a degree.
  static func remainder(of data: [UInt8], degree: Int) -> [UInt8] {
    let generator = generator(degree: degree)
    var result = [UInt8](repeating: 0, count: degree)
    for byte in data {
      let factor = byte ^ result.removeFirst()
      result.append(0)
      for index in 0..<degree { result[index] ^= product(generator[index], factor) }
    }
    return result
  }

  /// (x - 2^0)(x - 2^1)…, the highest coefficient, which is one, left out.
  static func generator(degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree - 1) + [1]
    var root = UInt8(1)
    for _ in 0..<degree {
      for index in 0..<degree {
        result[index] = product(result[index], root)
        if index + 1 < degree { result[index] ^= result[index + 1] }
      }
      root = product(root, 2)
    }
    return result
  }

  /// The product of two elements.
  static func product(_ first: UInt8, _ second: UInt8) -> UInt8 {
    var result = 0
    for shift in (0..<8).reversed() {
      result = (result << 1) ^ ((result >> 7) * 0x11D)
      result ^= ((Int(second) >> shift) & 1) * Int(first)
    }
    return UInt8(truncatingIfNeeded: result)
  }
}
