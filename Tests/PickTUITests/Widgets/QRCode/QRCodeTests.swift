import PickTestSupport
import Testing

@testable import PickTUI

@Suite("QR code")
struct QRCodeTests {
  /// The address a terminal shows, as the encoder segno 1.6.6 draws it (version 3, level L, mask 2).
  private static let address = "https://pick.test/activate?user_code=BCDF-GHJK"
  private static let picture = """
    #######..#...##....##.#######
    #.....#.##.##.####..#.#.....#
    #.###.#..###..###.#...#.###.#
    #.###.#.##.#..##.#.#..#.###.#
    #.###.#...#.#...#.###.#.###.#
    #.....#.#.#..#.#..#...#.....#
    #######.#.#.#.#.#.#.#.#######
    ............#..##...#........
    #####.#####.#.##.#..##.#.#.#.
    ###....#.#......#..####.#...#
    #.#####.##.###.##...#.##.....
    .###...#####..#.#.##.##..#.#.
    .#....#..#.##.#..#.......##..
    ##.#.#...##.#...#.###.###...#
    .##.#.#.#.#.#.###...#..#.##..
    ....##..###.#........#..#..#.
    .....##..##.#.##.##......##..
    ##..#..#..#.#...##.######.#.#
    #..##.####...#####..#..##.#..
    #.#.##..#..##...#..##......#.
    #.....########..##.######.###
    ........###..#.##...#...#####
    #######.##..#.##...##.#.###..
    #.....#....##.#.....#...#..##
    #.###.#.##.##.####..#####.#.#
    #.###.#.###.....#........####
    #.###.#.#...########..######.
    #.....#.##..#.###..###..##.#.
    #######.#.###.##.#.#..#.###..
    """

  /// For versions 1 to 10: the longest text, and the picture of it by segno, as a fingerprint.
  private static let low: [(length: Int, fingerprint: UInt64)] = [
    (17, 0xe173_5d93_b34e_e313), (32, 0x7363_fe04_536b_e9b7), (53, 0x5d25_6648_2bad_a901),
    (78, 0x3452_4a92_cfb6_3a67), (106, 0x34fc_f98d_fe7e_2e91), (134, 0x0c95_fba4_4e79_7739),
    (154, 0x73f2_4376_8766_3e03), (192, 0x0e54_516d_1a2c_2aa5), (230, 0x3999_9105_e96a_ba64),
    (271, 0xc3ea_43f8_44be_105b),
  ]
  private static let medium: [(length: Int, fingerprint: UInt64)] = [
    (14, 0xfc43_c010_51a1_ecd7), (26, 0x17e3_7d19_2aad_e417), (42, 0x5faf_88df_9e64_5dd4),
    (62, 0x075c_ec0e_10ee_5b2f), (84, 0x5ea5_45c5_0380_45af), (106, 0x26f9_d4ca_187c_49d5),
    (122, 0xb78c_dbe4_0f27_0ea1), (152, 0xb1dc_b117_c59c_9197), (180, 0x2e1b_a0a6_16fb_7ee7),
    (213, 0x7d77_7031_bb95_d0fb),
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
    let code = try #require(QRCode(Self.address))
    #expect(Self.rows(code).joined(separator: "\n") == Self.picture)
  }

  @Test("every version is filled to its last byte as another encoder fills it", arguments: 1...10)
  func versions(version: Int) throws {
    for (level, vectors) in [(QRCode.Level.low, Self.low), (.medium, Self.medium)] {
      let vector = vectors[version - 1]
      let code = try #require(QRCode(Self.text(length: vector.length), level: level))
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

  @Test("the generator and the remainder are those of the standard's examples")
  func reedSolomon() {
    #expect(ReedSolomon.generator(degree: 7) == [127, 122, 154, 164, 11, 68, 117])
    let data: [UInt8] = [
      32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17,
    ]
    let remainder: [UInt8] = [196, 35, 39, 119, 235, 215, 231, 226, 93, 23]
    #expect(ReedSolomon.remainder(of: data, degree: 10) == remainder)
  }

  @Test("two rows of modules share a row of the screen, with a light zone around them")
  func halfBlocks() throws {
    let code = try #require(QRCode(Self.address))
    var canvas = Canvas(size: Size(columns: 33, rows: 17), borders: .unicode)
    QRCodeView(code: code, showsUnicode: true).draw(on: &canvas)
    let difference = GoldenFrame.difference(canvas.frame, from: "widget-code")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("without half blocks a module is two columns of ground")
  func modules() throws {
    let code = try #require(QRCode("x"))
    let view = QRCodeView(code: code, showsUnicode: false)
    var canvas = Canvas(size: view.size, borders: .ascii)
    view.draw(on: &canvas)
    #expect(view.size == Size(columns: 50, rows: 25))
    #expect(canvas.frame[row: 2][4].style == Style(.codeModule))
    #expect(canvas.frame[row: 0][0].style == Style(.code))
  }
}
