import Testing

@testable import PickTUI

@Suite("Input composer")
struct InputComposerTests {
  func events(_ text: String) -> [InputEvent] {
    var composer = InputComposer()
    var events = text.unicodeScalars.flatMap { composer.feed(character: $0.value) }
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

  @Test("Esc before a letter is Esc and the letter")
  func escape() {
    #expect(events("\u{1B}q") == [.key(.escape), .key(.character("q"))])
  }

  @Test("control characters are keys")
  func controls() {
    #expect(
      events("\r\t\u{7F}\u{15}") == [
        .key(.enter), .key(.tab), .key(.backspace), .key(.control("u")),
      ])
  }

  @Test("a paste is one event without what a terminal would obey")
  func paste() {
    var composer = InputComposer()
    #expect(composer.feed(code: NcursesKeys.pasteStart) == [])
    for scalar in "a\u{1B}[31m한\rq".unicodeScalars {
      #expect(composer.feed(character: scalar.value) == [])
    }
    #expect(composer.feed(code: NcursesKeys.pasteEnd) == [.pasted("a[31m한\nq")])
    #expect(composer.feed(character: 0x71) + composer.flush() == keys("q"))
  }

  @Test("a paste whose end is lost does not swallow keys for ever")
  func endlessPaste() {
    var composer = InputComposer()
    _ = composer.feed(code: NcursesKeys.pasteStart)
    var events: [InputEvent] = []
    for _ in 0..<InputComposer.maximumPaste { events += composer.feed(character: 0x61) }
    #expect(events.count == 1)
    #expect(composer.feed(character: 0x71) + composer.flush() == keys("q"))
  }

  @Test("a mark that belongs to nothing is not a key of its own for ever")
  func marks() {
    let tower = "e" + String(repeating: "\u{301}", count: 50)
    #expect(events(tower).count <= 50)
  }
}
