import PickModel
import Testing

@testable import PickTUI

@Suite("Input parser")
struct InputParserTests {
  /// What a terminal sends, and what it means.
  struct Sent: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let keys: [Key]
    var testDescription: String { bytes.map { String($0, radix: 16) }.joined(separator: " ") }

    init(_ text: String, _ keys: Key...) { self.init(Array(text.utf8), keys) }

    init(_ bytes: [UInt8], _ keys: [Key]) {
      self.bytes = bytes
      self.keys = keys
    }
  }

  /// The events of pieces that come one after the other, and of the time that passes then.
  private func events(_ pieces: [[UInt8]], described: [[UInt8]: Key] = [:]) -> [InputEvent] {
    var parser = InputParser(described: described)
    var events: [InputEvent] = []
    for (index, piece) in pieces.enumerated() { events += parser.feed(piece, at: Int64(index)) }
    events += parser.settle()
    events += parser.pass(to: 100_000)
    #expect(parser.isAtRest && parser.deadline == nil)
    return events
  }

  private func events(_ text: String) -> [InputEvent] { events([Array(text.utf8)]) }

  /// Checks that bytes mean the same whole, one by one, and cut at every place, and that a letter
  /// behind them is that letter.
  private func expect(_ bytes: [UInt8], _ wanted: [InputEvent]) {
    #expect(events([bytes]) == wanted)
    #expect(events(bytes.map { [$0] }) == wanted)
    for cut in bytes.indices {
      #expect(events([Array(bytes[..<cut]), Array(bytes[cut...])]) == wanted)
    }
  }

  static let cursorKeys = [
    Sent("\u{1B}[A", .up), Sent("\u{1B}OB", .down), Sent("\u{1B}[C", .right),
    Sent("\u{1B}OD", .left),
    Sent("\u{1B}[H", .home), Sent("\u{1B}OF", .end), Sent("\u{1B}[1~", .home),
    Sent("\u{1B}[4~", .end),
    Sent("\u{1B}[7~", .home), Sent("\u{1B}[8~", .end), Sent("\u{1B}[2~", Key(.insert)),
    Sent("\u{1B}[3~", .delete), Sent("\u{1B}[5~", .pageUp), Sent("\u{1B}[6~", .pageDown),
    Sent("\u{1B}[Z", .backTab), Sent("\u{1B}[1;5F", Key(.end, .control)),
    Sent("\u{1B}[1;2A", Key(.up, .shift)), Sent("\u{1B}[1;3D", Key(.left, .alt)),
    Sent("\u{1B}[1;8C", Key(.right, [.shift, .alt, .control])),
    Sent("\u{1B}O5C", Key(.right, .control)),
    Sent("\u{1B}[3;5~", Key(.delete, .control)), Sent("\u{1B}[1;129A", .up),
    Sent("\u{1B}\u{1B}[A", Key(.up, .alt)), Sent("\u{1B}[a", Key(.up, .shift)),
    Sent("\u{1B}Oa", Key(.up, .control)), Sent("\u{1B}[7^", Key(.home, .control)),
    Sent("\u{1B}[8$", Key(.end, .shift)), Sent("\u{1B}[5@", Key(.pageUp, [.control, .shift])),
    Sent("\u{9B}A", .up),
  ]

  static let functionKeys =
    [
      Sent("\u{1B}OP", Key(.function(1))), Sent("\u{1B}[15~", Key(.function(5))),
      Sent("\u{1B}[17~", Key(.function(6))), Sent("\u{1B}[21~", Key(.function(10))),
      Sent("\u{1B}[23~", Key(.function(11))), Sent("\u{1B}[24~", Key(.function(12))),
      Sent("\u{1B}[12~", Key(.function(2))), Sent("\u{1B}[1;2P", Key(.function(1), .shift)),
      Sent("\u{1B}[1;5R", Key(.function(3), .control)), Sent("\u{1B}[25~", Key(.function(13))),
      Sent("\u{1B}[34~", Key(.function(20))),
    ]
    + zip("ABCDE", 1...5).map { Sent("\u{1B}[[\($0)", Key(.function($1))) }

  static let keypad =
    zip("pqrstuvwxy", "0123456789").map { Sent("\u{1B}O\($0)", .character($1)) }
    + zip("jklmno", "*+,-./").map { Sent("\u{1B}O\($0)", .character($1)) }
    + [
      Sent("\u{1B}OM", .enter), Sent("\u{1B}OX", .character("=")),
      Sent("\u{1B}[57404u", .character("5")),
    ]

  static let coded = [
    Sent("\u{1B}[27;2;13~", .enter), Sent("\u{1B}[13;2u", .enter), Sent("\u{1B}[27u", .escape),
    Sent("\u{1B}[9;2u", .backTab), Sent("\u{1B}[97;2u", .character("A")),
    Sent("\u{1B}[99;5u", .control("c")), Sent("\u{1B}[27;5;117~", .control("u")),
    Sent("\u{1B}[113;3u", Key(.character("q"), .alt)), Sent("\u{1B}[127;3u", Key(.backspace, .alt)),
    Sent("\u{1B}[105;5u", .tab), Sent("\u{1B}[49:33;2u", .character("!")),
    Sent("\u{1B}[44032u", .character("가")), Sent("\u{1B}[97;1:3u"), Sent("\u{1B}[97;9u"),
    Sent("\u{1B}[57358u"), Sent("\u{1B}[1114112u"), Sent("\u{1B}[55296u"), Sent("\u{1B}[0u"),
    Sent("\u{1B}[99999999999999999999u"), Sent("\u{1B}[;;;u"), Sent("\u{1B}[3u"),
  ]

  static let typed = [
    Sent("q", .character("q")), Sent("한글", .character("한"), .character("글")),
    Sent("\u{1112}\u{1161}\u{11AB}", .character("한")), Sent("😀", .character("😀")),
    Sent("\r\t\u{8}\u{7F}\u{0}", .enter, .tab, .backspace, .backspace, .control(" ")),
    Sent([0xED, 0x95, 0x71], [.character("q")]), Sent([0xFF, 0xC0, 0x80, 0x41], [.character("A")]),
    Sent([0xED, 0xA0, 0x80, 0x71], [.character("q")]),
    Sent([0xE0, 0x80, 0x80, 0x71], [.character("q")]),
    Sent([0xED, 0x95, 0x1B, 0x5B, 0x41], [.up]), Sent([0xED, 0x95], []),
    Sent("\u{1B}", .escape), Sent("\u{1B}\u{1B}", .escape, .escape),
    Sent("\u{1B}\u{1B}\u{1B}", .escape, .escape, .escape),
  ]

  static let alt = [
    Sent("\u{1B}q", Key(.character("q"), .alt)), Sent("\u{1B}\u{7F}", Key(.backspace, .alt)),
    Sent("\u{1B}\u{8}", Key(.backspace, .alt)), Sent("\u{1B}\r", Key(.enter, .alt)),
    Sent("\u{1B} ", Key(.character(" "), .alt)), Sent("\u{1B}한", Key(.character("한"), .alt)),
    Sent("\u{1B}\u{18}", Key(.character("x"), [.control, .alt])),
    Sent("\u{1B}\u{3}", .control("c")),
    Sent("\u{1B}[", Key(.character("["), .alt)), Sent("\u{1B}O", Key(.character("O"), .alt)),
    Sent("\u{1B}]", Key(.character("]"), .alt)), Sent("\u{1B}P", Key(.character("P"), .alt)),
    Sent([0x1B, 0xED, 0x71], [.character("q")]),
  ]

  static let dropped =
    [
      "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;22c", "\u{1B}[>0;276;0c", "\u{1B}[12;40R", "\u{1B}[0n",
      "\u{1B}[?2026;2$y", "\u{1B}[M !\"", "\u{1B}[M`qw", "\u{1B}[<0;12;3M", "\u{1B}[<64;1;1m",
      "\u{1B}[32;10;10M", "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]0;q x w\u{1B}\\",
      "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^pm\u{1B}\\",
      "\u{1B}Xsos\u{1B}\\",
      "\u{1B}[99~", "\u{1B}[1;99A", "\u{1B}[E", "\u{1B}[[Z", "\u{1B}Oz", "\u{1B}[!p", "\u{1B}[201~",
      "\u{1B}[27;2;13;4~", "\u{1B}[200;1~", "\u{90}q\u{1B}\\",
    ].map { Sent($0) }

  @Test(
    "what terminals send means the same however it is cut",
    arguments: cursorKeys + functionKeys + keypad + coded + typed + alt + dropped)
  func table(sent: Sent) {
    expect(sent.bytes, sent.keys.map(InputEvent.key))
  }

  @Test(
    "a letter behind a sequence is that letter", arguments: cursorKeys + keypad + coded + dropped)
  func letterBehind(sent: Sent) {
    expect(sent.bytes + [0x71], (sent.keys + [.character("q")]).map(InputEvent.key))
  }

  @Test("a sequence that is cut short is dropped, and the key after it counts")
  func cutShort() {
    expect(Array("\u{1B}[12;\u{3}".utf8), [.key(.control("c"))])
    expect(Array("\u{1B}[12;\u{1B}[A".utf8), [.key(.up)])
    expect(Array("\u{1B}]0;title\u{3}".utf8), [.key(.control("c"))])
    expect(Array("\u{1B}[M \u{1B}[A".utf8), [.key(.up)])
    expect(Array("\u{1B}]0;title\u{1B}[A".utf8), [.key(.up)])
    expect(Array("\u{1B}[1".utf8), [])
    expect(
      Array(("\u{1B}[" + String(repeating: "1", count: 500) + "~q").utf8), [.key(.character("q"))])
  }

  @Test("what the system says of a terminal's keys counts first")
  func described() {
    let described: [[UInt8]: Key] = [Array("A".utf8): .up, Array("[224z".utf8): Key(.function(1))]
    #expect(events([Array("\u{1B}A".utf8)], described: described) == [.key(.up)])
    #expect(events([Array("\u{1B}[224z".utf8)], described: described) == [.key(Key(.function(1)))])
  }

  // MARK: Time

  @Test("Esc is the key once its delay has passed, and not before", arguments: [5, 25, 500])
  func escapeDelay(milliseconds: Int64) {
    var parser = InputParser(escapeDelay: milliseconds)
    #expect(parser.deadline == nil)
    #expect(parser.feed([0x1B], at: 1000) == [])
    #expect(parser.deadline == 1000 + milliseconds)
    #expect(parser.pass(to: 999 + milliseconds) == [])
    #expect(parser.pass(to: 1000 + milliseconds) == [.key(.escape)])
    #expect(parser.isAtRest)
    #expect(parser.feed([0x1B], at: 5000) == [])
    #expect(parser.feed([0x5B], at: 4999 + milliseconds) == [])
    #expect(parser.feed([0x41], at: 5010 + milliseconds) == [.key(.up)])
  }

  @Test(
    "an Esc that an answer of the terminal follows at once is the key",
    arguments: ["\u{1B}[0n", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[?62;4c", "\u{1B}[6;20;10t"])
  func escapeBeforeAnswer(answer: String) {
    expect(Array(("\u{1B}" + answer).utf8), [.key(.escape)])
    expect(Array((answer + "\u{1B}" + answer + "q").utf8), [.key(.escape), .key(.character("q"))])
    expect(Array("\u{1B}\u{1B}[A".utf8), [.key(Key(.up, .alt))])
  }

  @Test("what has begun and does not go on is given up after a second")
  func patience() {
    for begun in ["\u{1B}[1;", "\u{1B}]0;title", "\u{1B}[M ", "\u{1B}[["] {
      var parser = InputParser()
      #expect(parser.feed(Array(begun.utf8), at: 50) == [])
      #expect(parser.pass(to: 1049) == [])
      #expect(!parser.isAtRest)
      #expect(parser.pass(to: 1050) == [])
      #expect(parser.isAtRest)
    }
  }

  // MARK: Pastes

  private func pasted(_ text: String) -> [UInt8] { Array("\u{1B}[200~\(text)\u{1B}[201~".utf8) }

  @Test("a paste is one event without what a terminal would obey, however it is cut")
  func paste() {
    expect(pasted("a\u{1B}[31m한\rq"), [.pasted("a[31m한\nq")])
    expect(pasted(""), [.pasted("")])
    expect(pasted("one\r\ntwo\n"), [.pasted("one\ntwo\n")])
    expect(pasted("x\u{1B}[20\u{1B}[2w"), [.pasted("x[20[2w")])
    expect(pasted("a") + Array("q".utf8), [.pasted("a"), .key(.character("q"))])
  }

  @Test(
    "nothing of a long paste runs as keys", arguments: [9_999, 10_000, 10_001, 70_000, 200_000])
  func longPaste(count: Int) {
    let text = String(repeating: "xw", count: count / 2) + (count % 2 == 1 ? "x" : "")
    let all = pasted(text) + Array("q".utf8)
    let wanted: [InputEvent] = [.pasted(String(text.prefix(10_000))), .key(.character("q"))]
    #expect(events([all]) == wanted)
    let pieces = stride(from: 0, to: all.count, by: 4093).map {
      Array(all[$0..<min($0 + 4093, all.count)])
    }
    #expect(events(pieces) == wanted)
  }

  @Test("an open paste is given up after a second without bytes")
  func openPaste() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}[200~abc".utf8), at: 0) == [])
    #expect(parser.feed(Array("def".utf8), at: 900) == [])
    #expect(parser.pass(to: 1899) == [])
    #expect(parser.pass(to: 1900) == [.pasted("abcdef")])
    #expect(parser.feed(Array("q".utf8), at: 1901) + parser.settle() == [.key(.character("q"))])
  }

  @Test("Ctrl-C works in an open paste, and what comes of it later is still no key")
  func interruptedPaste() {
    expect(
      Array("\u{1B}[200~abc\u{3}xw\u{1B}[201~q".utf8), [.key(.control("c")), .key(.character("q"))])
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}[200~abc\u{3}".utf8), at: 0) == [.key(.control("c"))])
    #expect(parser.pass(to: 1000) == [])
    #expect(parser.isAtRest)
  }

  // MARK: Anything

  @Test("whatever comes ends in a bounded time, and cuts make no difference", arguments: 0..<40)
  func anything(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet =
      Array("\u{1B}\u{1B}\u{1B}[[O]P~;:<?$0123459mMuARZq\u{7}\\\u{3}한".utf8) + [0xFF, 0x9B]
    for _ in 0..<200 {
      let count = Int.random(in: 0..<40, using: &random)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let whole = events([bytes])
      #expect(events(bytes.map { [$0] }) == whole)
      let cut = Int.random(in: 0...count, using: &random)
      #expect(events([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
    }
  }

  @Test("no letter of a whole sequence is ever a key", arguments: 0..<20)
  func wholeSequences(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1..<80, using: &random)
      let body = (0..<count).map { _ in UInt8.random(in: 0x30...0x3F, using: &random) }
      let final = UInt8.random(in: 0x40...0x7E, using: &random)
      let all = [0x1B, 0x5B] + body + [final]
      guard all != Array("\u{1B}[200~".utf8) else { continue }
      let keys = events([all])
      #expect(keys.count <= 1)
      expect(all + [0x71], keys + [.key(.character("q"))])
    }
  }
}

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
