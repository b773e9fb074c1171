import Testing

@testable import PickTUI

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
