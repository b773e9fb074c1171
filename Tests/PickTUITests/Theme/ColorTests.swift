import Testing

@testable import PickTUI

@Suite("Colour ladder")
struct ColorLadderTests {
  @Test("without colours only attributes are left, and focus still shows")
  func mono() {
    let ladder = ColorLadder(depth: .mono)
    let selection = ladder.pen(for: .selection, in: .dark)
    #expect(selection.foreground == nil && selection.background == nil)
    #expect(selection.attributes.contains(.reverse))
    #expect(ladder.pen(for: .text, in: .dark).attributes == [])
  }

  @Test("text never meets its ground in one colour", arguments: [ColorDepth.eight, .sixteen])
  func few(depth: ColorDepth) throws {
    for role in Role.allCases {
      let pen = ColorLadder(depth: depth).pen(for: Style(role), in: .dark)
      let text = try #require(pen.foreground)
      let ground = try #require(pen.background)
      #expect(Palette.color(text).contrast(with: Palette.color(ground)) >= 3, "\(role)")
      #expect(max(text, ground) < (depth == .eight ? 8 : 16))
    }
  }

  @Test("the nearest colours are found")
  func nearest() {
    #expect(Palette.nearest256(to: RGB(0)) == 16)
    #expect(Palette.nearest256(to: RGB(0xFFFFFF)) == 231)
    #expect(Palette.nearest256(to: RGB(0x808080)) == 244)
    #expect(Palette.nearest(to: RGB(0xED174D), count: 8) == 1)
  }

  @Test(
    "as many colours are used as terminal and viewer have",
    arguments: [
      (256, [:], ColorDepth.palette256), (256, ["COLORTERM": "truecolor"], .trueColor),
      (16_777_216, [:], .trueColor), (8, [:], .eight), (16, [:], .sixteen), (88, [:], .sixteen),
      (0, [:], .mono), (-1, [:], .mono), (256, ["NO_COLOR": "1"], .mono),
      (256, ["NO_COLOR": ""], .palette256),
    ] as [(Int, [String: String], ColorDepth)])
  func depth(colors: Int, environment: [String: String], depth: ColorDepth) {
    #expect(TerminalEnvironment(environment).depth(colors: colors, wanted: nil) == depth)
  }
}

@Suite("True colour")
struct TrueColorTests {
  @Test("palette numbers become colours, everything else stays")
  func rewrites() throws {
    var colors = TrueColor()
    let numbers = [0xED174D, 0].compactMap { colors.number(for: $0) }
    try #require(numbers.count == 2)
    let (accent, black) = (numbers[0], numbers[1])
    let again = colors.number(for: 0xED174D)
    #expect(again == accent)
    let drawn = "\u{1B}[2;3H\u{1B}[1;38;5;\(accent);48;5;\(black)m한\u{1B}[m\u{1B}[38;5;200m\u{1B}["
    let bytes = colors.rewriting(Array(drawn.utf8))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{1B}[2;3H\u{1B}[1;38;2;237;23;77;48;2;0;0;0m한\u{1B}[m\u{1B}[38;5;200m\u{1B}[")
  }

  @Test("more colours than numbers are refused")
  func full() {
    var colors = TrueColor()
    let given = (0..<300).compactMap { colors.number(for: $0) }
    #expect(given.count == 240)
    #expect(given.allSatisfy { (16...255).contains($0) })
  }
}
