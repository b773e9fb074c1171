/// How large a square is, and how its codewords are split into blocks (tables 7 and 9).
struct QRVersion: Equatable {
  /// 1 to 10.
  let number: Int
  let level: QRCode.Level

  /// Modules of a side.
  var size: Int { 17 + 4 * number }
  /// Codewords for error correction in each block.
  var correctionCount: Int { Self.corrections[level == .low ? 0 : 1][number - 1] }
  /// Blocks the data is split into.
  var blockCount: Int { Self.blocks[level == .low ? 0 : 1][number - 1] }
  /// All codewords.
  var codewordCount: Int { Self.codewords[number - 1] }
  /// Codewords of data.
  var dataCount: Int { codewordCount - blockCount * correctionCount }
  /// Bits that say how many bytes follow.
  var lengthBits: Int { number < 10 ? 8 : 16 }
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
