import Foundation
import PickModel
import Testing

@testable import PickTUI

@Suite("Keys")
struct KeyTests {
  @Test(
    "a key is read back from its name",
    arguments: [
      Key.up, .space, .escape, .backTab, .control("u"), .character("G"), .character("-"),
      .character("ㅂ"), .character("한"), Key(.left, .control), Key(.function(2)), .pageDown,
    ])
  func names(key: Key) throws {
    #expect(Key(key.description) == key)
    let coded = try JSONDecoder().decode(Key.self, from: JSONEncoder().encode(key))
    #expect(coded == key)
  }

  @Test("other names are no keys", arguments: ["", "ctrl-", "f0", "f99", "qq", "Enter"])
  func noNames(name: String) {
    #expect(Key(name) == nil)
  }

  @Test("events survive a recording")
  func recording() throws {
    let events: [InputEvent] = [
      .key(.character("한")), .pasted("a\nb"), .resized(Size(columns: 1, rows: 2)), .resumed,
      .ended(.hungUp),
    ]
    let data = try JSONEncoder().encode(events)
    #expect(try JSONDecoder().decode([InputEvent].self, from: data) == events)
  }

  @Test("the exit status is 128 and the signal's number")
  func statuses() {
    #expect(InputEvent.Ending.interrupted.exitStatus == 130)
    #expect(InputEvent.Ending.terminated.exitStatus == 143)
    #expect(InputEvent.Ending.hungUp.exitStatus == 129)
    #expect(InputEvent.Ending.quit.exitStatus == 131)
  }

  @Test("every signal's ending is read back from its name, and has its status")
  func signals() {
    for signal in Int32(1)...64 {
      let ending = InputEvent.Ending.signalled(signal)
      #expect(InputEvent.Ending(ending.description) == ending)
      #expect(ending.exitStatus == 128 + signal)
    }
    #expect(InputEvent.Ending("hungUp") == .hungUp)
    #expect(InputEvent.Ending("signal-0") == nil && InputEvent.Ending("") == nil)
  }
}

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
    let hints = map.hints(
      for: FooterKey.usual(.quit, .hide), without: [], Strings(.english)
    ) { _ in true }
    #expect(hints.map(\.key) == ["q"])
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
    let hints = KeyMap().hints(
      for: FooterKey.usual(.open, .firstShelf, .language), without: [], Strings(.korean)
    ) { _ in true }
    #expect(hints.map(\.key) == ["Enter", "g", "L"])
    let help = KeyHelp(KeyMap(), Strings(.korean)).lines
    #expect(help.contains(.hint(KeyHint(key: "L F2", label: "English"))))
    #expect(Key(.end, .control).label == "Ctrl-End")
  }

  @Test(
    "a key that no terminal sends is refused with the reason",
    arguments: [
      ("shift-g", Key.Unreachable.same(.character("G"))), ("ctrl-c", .isTaken),
      ("ctrl-z", .isTaken),
      ("ctrl-i", .same(.tab)), ("ctrl-m", .same(.enter)), ("ctrl-h", .same(.backspace)),
      ("ctrl-1", .isNotSent), ("ctrl-G", .isNotSent), ("ctrl-가", .isNotSent),
      ("alt-esc", .isNotSent),
      ("shift-enter", .same(.enter)), ("ctrl-alt-h", .same(Key(.backspace, .alt))),
    ] as [(String, Key.Unreachable)])
  func unreachable(name: String, reason: Key.Unreachable) {
    #expect(throws: KeyMapError.keyNeverComes(name, action: "quit", reason)) {
      try KeyMap(changing: ["quit": [name]])
    }
  }

  @Test(
    "a key with Alt works as it comes from the terminal",
    arguments: [
      ("alt-q", "\u{1B}q"), ("alt-[", "\u{1B}["), ("alt-O", "\u{1B}O"), ("alt-space", "\u{1B} "),
      ("alt-backspace", "\u{1B}\u{7F}"), ("alt-enter", "\u{1B}\r"), ("alt-left", "\u{1B}[1;3D"),
      ("alt-q", "\u{1B}ㅂ"), ("ctrl-alt-x", "\u{1B}\u{18}"), ("f13", "\u{1B}[1;2P"),
      ("shift-f1", "\u{1B}[1;2P"), ("ctrl-space", "\u{0}"),
    ])
  func alt(name: String, bytes: String) throws {
    let map = try KeyMap(changing: ["quit": [name]])
    var parser = InputParser()
    let events = parser.feed(Array(bytes.utf8), at: 0) + parser.pass(to: 5000)
    #expect(events.count == 1)
    guard case .key(let key) = try #require(events.first) else { return }
    #expect(map.action(for: key) == .quit)
    #expect(KeyMap().action(for: key) == nil)
  }
}
