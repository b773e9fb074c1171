import Glibc
import Testing

@testable import PickTUI

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
