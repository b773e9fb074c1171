import PickModel
import Testing

@testable import PickTUI

@Suite("Key map")
struct KeyMapTests {
  @Test("no key has two meanings, and every action has a key")
  func defaults() {
    let keys = KeyMap.defaults.values.flatMap { $0 }
    #expect(keys.count == Set(keys).count)
    for action in Action.allCases { #expect(KeyMap().label(for: action) != nil, "\(action)") }
  }

  @Test(
    "with a Korean layout active keys mean what they mean without",
    arguments: [
      ("ㅂ", Action.quit), ("ㅓ", .down), ("ㅏ", .up), ("ㅗ", .left), ("ㅣ", .right),
      ("ㅎ", .firstShelf), ("ㅌ", .hide), ("ㅑ", .why), ("ㅅ", .theme),
    ] as [(Character, Action)])
  func korean(jamo: Character, action: Action) {
    #expect(KeyMap().action(for: .character(jamo)) == action)
  }

  @Test("a changed key is taken from the action that had it")
  func changes() throws {
    let map = try KeyMap(changing: ["hide": ["q", "ctrl-x"], "theme": []])
    #expect(map.action(for: .character("q")) == .hide)
    #expect(map.action(for: .control("x")) == .hide)
    #expect(map.action(for: .character("x")) == nil)
    #expect(map.action(for: .character("t")) == nil)
    #expect(map.label(for: .quit) == nil)
    #expect(map.hints(for: [.quit, .hide], Strings(.english)).map(\.key) == ["q"])
  }

  @Test("mistakes in the table are told")
  func mistakes() {
    #expect(throws: KeyMapError.unknownAction("fly")) { try KeyMap(changing: ["fly": ["f"]]) }
    #expect(throws: KeyMapError.unknownKey("hyper-x", action: "quit")) {
      try KeyMap(changing: ["quit": ["hyper-x"]])
    }
    #expect(throws: KeyMapError.keyWithTwoActions("z", "hide", "quit")) {
      try KeyMap(changing: ["quit": ["z"], "hide": ["z"]])
    }
  }

  @Test("footer and help are generated from it")
  func generated() throws {
    let hints = KeyMap().hints(for: [.open, .firstShelf, .language], Strings(.korean))
    #expect(hints.map(\.key) == ["Enter", "g", "L"])
    #expect(KeyMap().help(Strings(.korean)).contains { $0.key == "L F2" })
    #expect(Key(.end, .control).label == "Ctrl-End")
  }
}
