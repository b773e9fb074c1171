import Foundation
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("QR code")
struct QRCodeTests {
  /// The address a terminal shows, as the Python package qrcode 8.2 draws it (version 3, level L,
  /// mask 2).
  static let address = "https://pick.test/activate?user_code=BCDF-GHJK"
  private static let picture = """
    #######...#.###....##.#######
    #.....#.#.#...####..#.#.....#
    #.###.#.....#.###.#...#.###.#
    #.###.#.###.#.##.#.#..#.###.#
    #.###.#..#......#.###.#.###.#
    #.....#.##.###.#..#...#.....#
    #######.#.#.#.#.#.#.#.#######
    .........###...##...#........
    #####.####.#..##.#..##.#.#.#.
    .#.###.##.#.#...#..####.#...#
    ..#.####..#..#.##...#.##.....
    #..##.......#.#.#.##.##..#.#.
    ##..####.##.#.#..#.......##..
    ..#.............#.###.###...#
    #..####..#.##.###...#..#.##..
    ..#..#.#.#.#.........#..#..#.
    #.....#...###.##.##......##..
    ##..##..#...#...##.######.#.#
    #.##.##......#####..#..##.#..
    #..###..##.##...#..##......#.
    #.#####....###..##.######.###
    ........#....#.##...#...#####
    #######.###.#.##...##.#.###..
    #.....#...###.#.....#...#..##
    #.###.#.#.###.####..#####.#.#
    #.###.#.#.#.....#........####
    #.###.#.###.########..######.
    #.....#.#...#.###..###..##.#.
    #######.#.###.##.#.#..#.###..
    """

  /// For versions 1 to 10: the longest text, a mask, and the picture of both by the same package,
  /// as a fingerprint.
  private static let low: [(length: Int, mask: Int, fingerprint: UInt64)] = [
    (17, 1, 0x0976_4a24_ab59_8f63),
    (32, 2, 0xea75_33a4_74dd_caef),
    (53, 3, 0xae86_9e7c_d1ca_e6c7),
    (78, 4, 0x9b49_3001_b4b7_5929),
    (106, 5, 0x5b02_d5a4_cf23_46f8),
    (134, 6, 0x5034_c3f8_b533_496b),
    (154, 7, 0x25b9_d423_29da_7e61),
    (192, 0, 0xd1c6_57aa_452b_6079),
    (230, 1, 0x3999_9105_e96a_ba64),
    (271, 2, 0xc3ea_43f8_44be_105b),
  ]
  private static let medium: [(length: Int, mask: Int, fingerprint: UInt64)] = [
    (14, 4, 0xf219_0247_1e16_9751),
    (26, 5, 0xa9e7_07f4_7a6e_5bda),
    (42, 6, 0x4c36_70a7_fe7c_6cdb),
    (62, 7, 0x8e0e_5fe4_fc24_57cc),
    (84, 0, 0xc691_69fb_20b8_1af7),
    (106, 1, 0x2ebb_0abe_0998_78dd),
    (122, 2, 0x89cf_0034_3eb2_ab47),
    (152, 3, 0x7251_6d44_3fcb_ce71),
    (180, 4, 0xedb5_2a1f_08c4_d817),
    (213, 5, 0xa7c4_da8d_8ab7_1c13),
  ]

  private static func text(length: Int) -> String {
    String((0..<length).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
  }

  private static func rows(_ code: QRCode) -> [String] {
    (0..<code.size).map { row in
      String((0..<code.size).map { code[$0, row] ? "#" : "." })
    }
  }

  private static func fingerprint(_ code: QRCode) -> UInt64 {
    rows(code).joined().utf8.reduce(0xcbf2_9ce4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
  }

  @Test("an address is drawn module by module as another encoder draws it")
  func published() throws {
    let code = try #require(QRCode(Self.address, level: .low, among: [QRMask(number: 2)]))
    #expect(Self.rows(code).joined(separator: "\n") == Self.picture)
  }

  @Test("every version is filled to its last byte as another encoder fills it", arguments: 1...10)
  func versions(version: Int) throws {
    for (level, vectors) in [(QRCode.Level.low, Self.low), (.medium, Self.medium)] {
      let vector = vectors[version - 1]
      let masks = [QRMask(number: vector.mask)]
      let code = try #require(
        QRCode(Self.text(length: vector.length), level: level, among: masks))
      #expect(code.size == 17 + 4 * version)
      #expect(Self.fingerprint(code) == vector.fingerprint, "\(level)")
    }
  }

  @Test("a text too long for version 10 has no picture, and an empty one has")
  func limits() {
    #expect(QRCode(Self.text(length: 272)) == nil)
    #expect(QRCode(Self.text(length: 214), level: .medium) == nil)
    #expect(QRCode("")?.size == 21)
  }

  @Test("the mask is the one with the lowest penalty")
  func mask() throws {
    let best = try #require(QRCode(Self.address))
    let all = QRMask.all.compactMap { QRCode(Self.address, level: .low, among: [$0]) }
    #expect(all.count == 8 && Set(all).count == 8 && all.contains(best))
  }

  @Test("the generator and the remainder are those of the standard's examples")
  func reedSolomon() {
    #expect(ReedSolomon.generator(degree: 7) == [127, 122, 154, 164, 11, 68, 117])
    let data: [UInt8] = [
      32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17,
    ]
    let remainder: [UInt8] = [196, 35, 39, 119, 235, 215, 231, 226, 93, 23]
    #expect(ReedSolomon.remainder(of: data, degree: 10) == remainder)
  }

  @Test("without half blocks a module is two columns of ground")
  func modules() throws {
    let code = try #require(QRCode("x"))
    let view = QRCodeView(code: code, showsUnicode: false)
    var canvas = Canvas(size: view.size, borders: .ascii)
    view.draw(on: &canvas)
    #expect(view.size == Size(columns: 50, rows: 25))
    #expect(Array(canvas.frame[row: 2])[4].style == Style(.codeModule))
    #expect(Array(canvas.frame[row: 0])[0].style == Style(.code))
  }
}

@Suite("QR code, read by another program")
struct QRDecodingTests {
  /// A screen as a picture: four by eight dots a cell, half blocks as a terminal draws them.
  private static func picture(of frame: Frame) -> Data {
    let size = frame.size
    var dots = Data()
    for row in 0..<size.rows * 8 {
      for cell in frame[row: row / 8] {
        let isDark =
          switch cell.character {
          case "█": true
          case "▀": row % 8 < 4
          case "▄": row % 8 >= 4
          default: false
          }
        dots.append(contentsOf: Array(repeating: isDark ? 0 : 255, count: 4))
      }
    }
    return Data("P5\n\(size.columns * 4) \(size.rows * 8)\n255\n".utf8) + dots
  }

  @Test(
    "what the screen shows says what it should",
    .needs(.zbar), .fewAtOnce, arguments: [1, 40, 100, 200, 271])
  func reads(length: Int) throws {
    let text =
      String("https://pick.test/".prefix(length))
      + String(repeating: "x", count: max(0, length - 18))
    let view = QRCodeView(code: try #require(QRCode(text)), showsUnicode: true)
    var canvas = Canvas(size: view.size, borders: .unicode)
    view.draw(on: &canvas)
    let room = try ScratchDirectory()
    let file = room.path + "/code.pgm"
    try Self.picture(of: canvas.frame).write(to: URL(fileURLWithPath: file))
    #expect(try read(file) == text + "\n")
  }

  private func read(_ file: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Need.zbar.found))
    process.arguments = ["--quiet", "--raw", file]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
