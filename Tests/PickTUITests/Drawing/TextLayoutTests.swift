import Testing

@testable import PickTUI

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
