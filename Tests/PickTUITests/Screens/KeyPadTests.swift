import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Pads of keys for arrows and Enter")
struct KeyPadTests {
  /// A terminal in one colour, without Hangul and lines.
  static let console = TerminalCapabilities(
    showsHangul: false, showsUnicode: false, colors: .mono)

  static func lobby(
    on screen: Screen = .usual, capabilities: TerminalCapabilities = .full
  ) -> Stage {
    var stage = Stage(
      on: screen, kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"),
      capabilities: capabilities)
    stage.send(.started(seed: 1))
    stage.press(.enter)
    return stage
  }

  /// Search, as arrows reach it: up into the header, and along it.
  static func search(
    on screen: Screen = .usual, capabilities: TerminalCapabilities = .full
  ) -> Stage {
    var stage = lobby(on: screen, capabilities: capabilities)
    stage.press(.up, .up)
    for _ in HeaderEntry.all where stage.model.headerFocus != .search { stage.press(.right) }
    stage.press(.enter)
    return stage
  }

  /// Walks to a key and presses it, as a person does who sees the pad.
  private func press(_ key: KeyPad.PadKey, _ stage: inout Stage) {
    guard let pad = stage.searchPage?.pad,
      let row = pad.rows.firstIndex(where: { $0.contains(key) }),
      let column = pad.rows[row].firstIndex(of: key)
    else {
      Issue.record("no such key")
      return
    }
    for _ in 0..<14 { stage.press(.left) }
    for _ in pad.row..<max(pad.row, row) { stage.press(.down) }
    for _ in row..<max(pad.row, row) { stage.press(.up) }
    for _ in 0..<column { stage.press(.right) }
    stage.press(.enter)
  }

  @Test("a lobby's search has a pad, which arrows walk and Enter presses")
  func finds() {
    var stage = Self.search()
    #expect(stage.searchPage?.showsPad == true)
    #expect(stage.text.contains("화살표로 글자를 고르고 Enter로 입력하세요"))
    press(.character("ㅂ"), &stage)
    press(.character("ㄹ"), &stage)
    #expect(stage.searchPage?.field.text == "ㅂㄹ")
    press(.delete, &stage)
    press(.character("7"), &stage)
    press(.space, &stage)
    press(.character("Z"), &stage)
    #expect(stage.searchPage?.field.text == "ㅂ7 Z")
  }

  @Test("below the pad stand the results, and it makes room once the focus is there")
  func leads() {
    var stage = Self.search()
    press(.character("S"), &stage)
    #expect(stage.searchPage?.cards.isEmpty == false)
    stage.press(.down, .down, .down)
    #expect(stage.searchPage?.focused != nil && stage.searchPage?.showsPad == false)
    stage.press(.up, .up)
    #expect(stage.searchPage?.showsPad == true)
    stage.press(.up, .up, .up, .up, .up)
    #expect(stage.model.headerFocus == .search)
  }

  @Test("Back leads out of the pad, also where it is the key that takes a character away")
  func leaves() {
    for key in [Key.escape, .backspace] {
      var stage = Self.search()
      press(.character("ㅇ"), &stage)
      stage.press(key)
      #expect(stage.searchPage?.field.text == "" && stage.searchPage?.showsPad == true)
      stage.press(key)
      #expect(stage.model.pages.top.traits.entry == .home)
    }
  }

  @Test("a keyboard types as ever: the pad goes while it does")
  func keyboard() {
    var stage = Self.search()
    stage.type("의")
    #expect(stage.searchPage?.showsPad == false)
    stage.press(.enter)
    #expect(stage.detailPage != nil)
  }

  @Test("elsewhere Enter in the empty field shows the pad, and Back puts it away first")
  func atHome() {
    var stage = Stage.home()
    stage.press(.character("/"))
    #expect(stage.text.contains("Enter: 글자판") && !stage.text.contains("ㄱ"))
    stage.press(.enter)
    #expect(stage.text.contains("ㄱ"))
    stage.press(.right, .enter)
    #expect(stage.searchPage?.field.text == "ㄴ")
    stage.press(.escape)
    #expect(stage.searchPage?.showsPad == false && stage.searchPage?.field.text == "ㄴ")
    stage.press(.escape, .escape)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("a console that shows no Hangul has no keys of it")
  func noHangul() {
    var stage = Self.search(capabilities: Self.console)
    #expect(stage.text.contains("A   B   C"))
    stage.press(.enter)
    #expect(stage.searchPage?.field.text == "A")
  }

  @Test("every key of a pad is reached from every other, and fits a small screen")
  func geometry() {
    for layout in [KeyPad.Layout.letters(hasHangul: true), .letters(hasHangul: false), .digits] {
      var pad = KeyPad(layout)
      for _ in 0..<10 { _ = pad.move(.up) }
      #expect(!pad.move(.up) && pad.row == 0)
      for _ in 0..<20 { _ = pad.move(.left) }
      #expect(pad.focused == pad.rows[0][0])
      for row in pad.rows.indices {
        for key in pad.rows[row] {
          #expect(pad.focused == key)
          _ = pad.move(.right)
        }
        for _ in 0..<20 { _ = pad.move(.left) }
        #expect(pad.move(.down) == (row < pad.rows.count - 1))
      }
    }
  }

  @Test("the PIN is typed with arrows and Enter alone")
  func pin() {
    var stage = Self.lobby()
    stage.press(.escape)
    #expect(stage.text.contains("확인"))
    // From OK to 2, 5, 8, 0, and back to OK.
    stage.press(.up, .up, .up, .left, .enter, .down, .enter, .down, .enter, .down, .enter)
    _ = stage.taken()
    stage.press(.right, .enter)
    #expect(stage.taken().contains(.quit(.quit)))
  }

  @Test("a recording does not tell the PIN from the way over the pad")
  func recorded() {
    var stage = Self.lobby()
    stage.press(.escape)
    var kept: [Message] = []
    for key in [Key.up, .up, .up, .left, .enter, .down, .enter, .right, .left] {
      kept.append(stage.model.recorded(.input(.key(key))))
      stage.press(key)
    }
    let nothing = Message.input(.key(Key(.function(63))))
    let digit = Message.input(.key(.character("*")))
    #expect(
      kept == [nothing, nothing, nothing, nothing, digit, nothing, digit, nothing, nothing])
  }
}
