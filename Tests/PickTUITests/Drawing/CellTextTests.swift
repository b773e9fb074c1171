import Glibc
import PickModel
import Testing

@testable import PickTUI

@Suite("Text of cells")
struct CellTextTests {
  /// What outsiders put into titles to take over a terminal.
  static let hostile = [
    "\u{1B}[2Jgone", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]8;;http://x\u{1B}\\link",
    "\u{1B}P1$q\u{1B}\\",
    "\u{9B}31m", "\u{9D}0;title\u{9C}", "\u{202E}gnp.exe", "\u{2066}a\u{2069}", "a\u{0}b\u{7F}",
    "\u{1B}]0;never ends", "\u{FEFF}\u{200B}\u{E0041}", "\u{2028}x\u{85}y",
  ]

  @Test("never keeps what a terminal would obey", arguments: hostile)
  func dropsControls(_ text: String) {
    let line = CellText.line(text)
    for scalar in line.unicodeScalars {
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format && category != .lineSeparator)
    }
    var canvas = Canvas(size: Size(columns: 30, rows: 1))
    canvas.text(text, at: .zero)
    let frame = canvas.frame
    #expect(frame.cells.allSatisfy { DisplayWidth.of($0.character) == 1 })
  }

  @Test("keeps four marks of ten thousand")
  func capsMarks() {
    let tower = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(CellText.line(tower).unicodeScalars.count == 1 + CellText.maximumMarks)
  }

  @Test("shows the first part of a joined emoji, and nothing of a lone mark")
  func reducesClusters() {
    #expect(CellText.cell("👨‍👩‍👧") == "👨")
    #expect(CellText.cell("❤️") == "❤")
    #expect(CellText.cell("\u{301}") == nil)
    #expect(CellText.cell("\u{E000}") == "?")
  }
}

@Suite("Display width")
struct DisplayWidthTests {
  @Test("agrees with the C library on every scalar ncurses may be given")
  func agreesWithTheCLibrary() throws {
    typealias WidthOfScalar = @convention(c) (Int32) -> Int32
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: WidthOfScalar.self)
    let utf8 = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
    let before = uselocale(utf8)
    defer {
      uselocale(before)
      freelocale(utf8)
    }
    var wrong: [String] = []
    for value in UInt32(0x20)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value), CellText.cell(Character(scalar)) != nil else {
        continue
      }
      let expected = wcwidth(Int32(value))
      // -1: newer than the C library; the terminal actor replaces those.
      let isReplaced = CellText.cell(Character(scalar)) != Character(scalar)
      if expected >= 0, !isReplaced, Int(expected) != DisplayWidth.of(scalar) {
        wrong.append("U+\(String(value, radix: 16)) \(expected)")
      }
    }
    #expect(wrong == [])
  }

  @Test(
    "counts columns of characters as a terminal does",
    arguments: [
      ("a", 1), ("한", 2), ("ㅎ", 2), ("あ", 2), ("─", 1), ("·", 1), ("…", 1), ("e\u{301}", 1),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("🎬", 2), ("Ａ", 2), ("\u{200B}", 0), ("\u{1B}", 0),
      ("\u{202E}", 0), ("\u{301}", 0),
    ] as [(Character, Int)])
  func characters(_ character: Character, _ columns: Int) {
    #expect(DisplayWidth.of(character) == columns)
  }
}

@Suite("Text layout")
struct TextLayoutTests {
  @Test("lines break between words and never exceed their columns", arguments: 1...24)
  func wraps(columns: Int) {
    let text = "달빛 아래 첫눈이 내리면 우리는 supercalifragilistic 다시"
    let lines = TextLayout.wrapped(text, columns: columns)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
    let letters = lines.joined().filter { $0 != " " }
    if columns > 1 { #expect(letters == text.filter { $0 != " " }) }
  }

  @Test("what is left over is told by an ellipsis in the last line")
  func limits() {
    let lines = TextLayout.wrapped("하나 둘 셋 넷 다섯", columns: 6, maximumLines: 2)
    #expect(lines == ["하나", "둘 셋…"])
    #expect(TextLayout.wrapped("하나 둘", columns: 7, maximumLines: 2) == ["하나 둘"])
  }

  @Test("line ends are kept, and there may be nothing")
  func keepsParagraphs() {
    #expect(TextLayout.wrapped("a\n\nb", columns: 5) == ["a", "", "b"])
    #expect(TextLayout.wrapped("abc", columns: 0) == [])
    #expect(TextLayout.wrapped("", columns: 5) == [""])
  }
}
