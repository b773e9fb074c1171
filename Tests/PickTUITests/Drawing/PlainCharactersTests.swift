import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("A screen of ASCII")
struct PlainCharactersTests {
  private static let capabilities = TerminalCapabilities(
    showsHangul: false, showsUnicode: false, colors: .mono)

  @Test("no page has a character that would be shown as a question mark")
  func pages() {
    let keys: [[Key]] = [
      [], [.down], [.down, .enter], [.down, .character("i")], [.character("4")],
      [.character("/"), .character("S")], [.character("8")], [.character("?")],
      [.character("q")], [.down, .space],
    ]
    for keys in keys {
      var stage = Stage(
        on: Screen(Size(columns: 100, rows: 30), .english), capabilities: Self.capabilities)
      stage.send(.started(seed: 7))
      for key in keys { stage.press(key) }
      let strange = Set(stage.text.filter { !$0.isASCII })
      // Genres and episodes of the sample have no English name.
      #expect(strange.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0xAC00 } })
    }
  }

  @Test("a stand-in takes the columns of what it stands for")
  func widths() {
    for character in "·…‘’“”–—×▶♥✓é̂Åøß漢하" {
      let plain = PlainCharacters.standIn(for: character)
      #expect(DisplayWidth.of(plain) == DisplayWidth.of(character))
    }
    #expect(PlainCharacters.text("Amélie · “1×2”…") == "Amelie - \"1x2\"~")
    #expect(PlainCharacters.text("하루") == "하루")
  }

  @Test("words that end in dots end in three of them")
  func dots() {
    #expect(Strings(.english, isPlain: true)[.loading].hasSuffix("..."))
    #expect(Strings(.english)[.loading].hasSuffix("…"))
  }
}
