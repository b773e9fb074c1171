import Testing

@testable import PickTUI

@Suite("Input composer")
struct InputComposerTests {
  func events(_ text: String) -> [InputEvent] {
    var composer = InputComposer()
    var events = text.unicodeScalars.flatMap { composer.feed($0) }
    events += composer.flush()
    return events
  }

  func keys(_ text: String) -> [InputEvent] { text.map { .key(.character($0)) } }

  @Test("Hangul arrives as syllables, composed or not")
  func hangul() {
    #expect(events("한글") == keys("한글"))
    #expect(events("\u{1112}\u{1161}\u{11AB}") == keys("한"))
    #expect(events("e\u{301}x") == keys("éx"))
  }

  @Test("control characters are keys")
  func controls() {
    #expect(
      events("\r\t\u{7F}\u{15}") == [
        .key(.enter), .key(.tab), .key(.backspace), .key(.control("u")),
      ])
  }

  @Test("a mark that belongs to nothing is not a key of its own for ever")
  func marks() {
    let tower = "e" + String(repeating: "\u{301}", count: 50)
    #expect(events(tower).count <= 50)
  }
}
