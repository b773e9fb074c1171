import PickModel
import Testing

@testable import PickTUI

@Suite("Texts that stand for themselves")
struct PlainTextTests {
  private static let plain = (UInt32(0x20)...0xFFFF).compactMap(Unicode.Scalar.init)
    .filter(DisplayWidth.isPlain)

  @Test("a plain scalar is shown unchanged, in the columns the careful way gives it")
  func scalars() {
    let wrong = Self.plain.filter { scalar in
      let category = scalar.properties.generalCategory
      return DisplayWidth.ofPlain(scalar) != DisplayWidth.of(scalar)
        || [.unassigned, .privateUse, .control, .format].contains(category)
        || scalar.properties.isDefaultIgnorableCodePoint
    }
    #expect(wrong == [])
  }

  @Test("plain scalars never join into one character")
  func pairs() {
    // One of every sixty, and all around the edges of the ranges.
    let some = Self.plain.indices.filter { index in
      index % 61 == 0 || index < 2 || Self.plain[index].value - Self.plain[index - 1].value > 1
        || index + 1 < Self.plain.count
          && Self.plain[index + 1].value - Self.plain[index].value > 1
    }.map { Self.plain[$0] }
    let joined = some.flatMap { first in
      some.lazy.filter { second in
        var text = String.UnicodeScalarView([first])
        text.append(second)
        return String(text).count != 2
      }.map { "\(first)\($0)" }
    }
    #expect(joined == [])
  }

  @Test(
    "plain and careful ways cut a text at the same place", arguments: 0...12)
  func cut(columns: Int) {
    // A mark at the end makes the whole text take the careful way.
    let text = "‘달빛 아래’ — 8화 ▶"
    let careful = TextLayout.truncated(text + "e\u{301}", to: columns)
    #expect(TextLayout.truncated(text + "é", to: columns) == careful)
  }
}

@Suite("Wrapped texts that are remembered")
struct WrappedTextsTests {
  private func key(_ text: String, _ columns: Int = 10) -> WrappedTexts.Key {
    WrappedTexts.Key(text: text, columns: columns, maximumLines: 2, ellipsis: "…")
  }

  @Test("a text is wrapped once for one width, and again for another")
  func once() {
    let texts = WrappedTexts()
    var count = 0
    func lines(_ key: WrappedTexts.Key) -> [String] {
      texts.lines(key) {
        count += 1
        return ["\(key.columns)"]
      }
    }
    #expect(lines(key("a b")) == ["10"])
    #expect(lines(key("a b")) == ["10"])
    #expect(count == 1)
    #expect(lines(key("a b", 11)) == ["11"])
    #expect(lines(key("a c")) == ["10"])
    #expect(count == 3)
  }

  @Test("texts that are only equivalent are two texts, and a very long one is never kept")
  func bytes() {
    let texts = WrappedTexts()
    #expect(texts.lines(key("\u{E9}")) { ["one"] } == ["one"])
    #expect(texts.lines(key("e\u{301}")) { ["two"] } == ["two"])
    let long = key(String(repeating: "x", count: WrappedTexts.mostBytes + 1))
    #expect(texts.lines(long) { ["first"] } == ["first"])
    #expect(texts.lines(long) { ["second"] } == ["second"])
  }
}
