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
    press(.script(.latin), &stage)
    press(.character("Z"), &stage)
    #expect(stage.searchPage?.field.text == "ㅂ7 Z")
    press(.script(.hangul), &stage)
    press(.character("ㅎ"), &stage)
    #expect(stage.searchPage?.field.text == "ㅂ7 Zㅎ")
  }

  @Test("arrows and Enter write whole syllables, and take their letters away one by one")
  func syllables() {
    var stage = Self.search()
    for letter in "ㅎㅏㄹㅜ" as String { press(.character(letter), &stage) }
    #expect(stage.searchPage?.field.text == "하루")
    press(.delete, &stage)
    #expect(stage.searchPage?.field.text == "할" || stage.searchPage?.field.text == "하ㄹ")
    for letter in "ㄲㅗㅏㅇ" as String { press(.character(letter), &stage) }
    #expect(stage.searchPage?.field.text.hasSuffix("꽝") == true)
  }

  @Test("every letter that syllables are made of is on the pad, or made by two of its keys")
  func everySyllable() {
    let pad = KeyPad(.letters(first: .hangul, other: .latin))
    let keys = Set(pad.rows.joined())
    for scalar in Jamo.initials + Jamo.medials where TwoSetKeyboard.key(for: scalar) != nil {
      #expect(keys.contains(.character(Character(scalar))))
    }
    for code in HangulSyllable.firstCode...HangulSyllable.lastCode {
      guard let scalar = Unicode.Scalar(code), let letters = Self.letters(of: scalar) else {
        Issue.record("no syllable \(code)")
        return
      }
      var field = TextField()
      for letter in letters { field.press(.character(Character(letter))) }
      guard field.text == String(scalar) else {
        Issue.record("\(scalar) became \(field.text)")
        return
      }
    }
  }

  /// The keys of the pad that write a syllable.
  private static func letters(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard let syllable = HangulSyllable(scalar) else { return nil }
    let vowels: [Unicode.Scalar: [Unicode.Scalar]] = [
      "ㅘ": ["ㅗ", "ㅏ"], "ㅙ": ["ㅗ", "ㅐ"], "ㅚ": ["ㅗ", "ㅣ"], "ㅝ": ["ㅜ", "ㅓ"], "ㅞ": ["ㅜ", "ㅔ"],
      "ㅟ": ["ㅜ", "ㅣ"], "ㅢ": ["ㅡ", "ㅣ"],
    ]
    let vowel = Jamo.medials[syllable.medial]
    let start = [Jamo.initials[syllable.initial]] + (vowels[vowel] ?? [vowel])
    guard syllable.hasFinal else { return start }
    let final = Jamo.finals[syllable.final - 1]
    guard let (first, second) = Jamo.cluster(final) else { return start + [final] }
    return start + [first, second]
  }

  @Test("in English the pad begins with Latin letters, and Hangul is a key away")
  func english() {
    let screen = Screen(Size(columns: 80, rows: 24), .english)
    var stage = Self.search(on: screen)
    #expect(stage.searchPage?.pad.focused == .character("A"))
    #expect(stage.text.contains("A   B   C") && !stage.text.contains("ㄱ  ㄴ"))
    press(.script(.hangul), &stage)
    #expect(stage.searchPage?.pad.focused == .character("ㄱ"))
    #expect(KeyPad.Layout(.english, showsHangul: false) == .letters(first: .latin, other: nil))
  }

  @Test("the key for a blank has the word people know, a shorter one on small screens")
  func blank() {
    #expect(Self.search().text.contains("띄어쓰기"))
    let small = Self.search(on: Screen(Size(columns: 40, rows: 12)))
    #expect(small.text.contains("공백") && !small.text.contains("띄어"))
  }

  @Test("while the focus is on the filters Enter is not said to show the pad")
  func offer() {
    for stage in [Self.search(), Stage.home()] {
      var stage = stage
      if stage.searchPage == nil { stage.press(.character("/")) }
      for _ in 0..<6 where stage.searchPage?.bar.focused == nil { stage.press(.down) }
      #expect(stage.searchPage?.bar.focused != nil)
      #expect(!stage.text.contains("글자판"))
    }
  }

  @Test("a lobby's rows keep the age where everything else goes")
  func ages() {
    for columns in [80, 40, 34] {
      var stage = Self.search(on: Screen(Size(columns: columns, rows: 24)))
      press(.script(.latin), &stage)
      press(.character("S"), &stage)
      let rows = stage.text.split(separator: "\n").filter { $0.contains("형사") }
      #expect(!rows.isEmpty && rows.allSatisfy { $0.hasSuffix("전체") })
    }
  }

  @Test("below the pad stand the results, and it makes room once the focus is there")
  func leads() {
    var stage = Self.search()
    press(.script(.latin), &stage)
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
    for layout in [
      KeyPad.Layout.letters(first: .hangul, other: .latin), .letters(first: .latin, other: nil),
      .letters(first: .latin, other: .hangul), .digits,
    ] {
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
