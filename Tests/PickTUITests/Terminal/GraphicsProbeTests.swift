import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("What a terminal says of its graphics")
struct GraphicsProbeTests {
  private static let kitty = "\u{1B}_Gi=31;OK\u{1B}\\"
  private static let cell = "\u{1B}[6;20;10t"
  private static let plain = "\u{1B}[?62;22c"
  private static let withSixels = "\u{1B}[?62;4;22c"
  private static let status = "\u{1B}[0n"

  private static func probe(_ answers: String) -> GraphicsProbe {
    var (parser, probe) = (InputParser(), GraphicsProbe())
    _ = parser.feed(Array(answers.utf8), at: 0)
    for report in parser.takeReports() { probe.take(report) }
    return probe
  }

  @Test(
    "kitty's protocol counts before sixels, and silence and refusals are neither",
    arguments: [
      (kitty + cell + plain, GraphicsSupport.Language.kitty), (kitty + withSixels, .kitty),
      (cell + withSixels, .sixel), (withSixels, .sixel), (plain, nil), ("", nil),
      ("\u{1B}_Gi=31;EINVAL:no\u{1B}\\" + plain, nil), ("\u{1B}_Gi=30;OK\u{1B}\\" + plain, nil),
      (kitty, nil), (plain + kitty, nil), (plain + withSixels, nil), ("\u{1B}[?64c", nil),
    ] as [(String, GraphicsSupport.Language?)])
  func language(answers: String, language: GraphicsSupport.Language?) {
    #expect(Self.probe(answers).language == language)
  }

  @Test("the pixels of a cell are those the terminal says, within reason")
  func cells() {
    #expect(Self.probe(Self.cell).cell == CellPixels(width: 10, height: 20))
    for numbers in ["6;0;0", "6;99999999999999999999;10", "8;24;80", ""] {
      #expect(Self.probe("\u{1B}[\(numbers)t").cell == nil)
    }
  }

  @Test("a forced protocol is used whatever the terminal says")
  func forced() {
    var probe = GraphicsProbe(forced: .sixel)
    #expect(probe.language == .sixel)
    probe.take(.attributes([62]))
    #expect(probe.language == .sixel)
  }

  @Test("answers are no keys, however they are cut and whatever is typed around them")
  func noKeys() {
    let bytes = Array((Self.kitty + Self.cell + Self.withSixels + Self.status).utf8)
    let wanted: [TerminalReport] = [
      .kittyGraphics(true), .cell(CellPixels.usual), .attributes([62, 4, 22]), .status,
    ]
    for cut in bytes.indices {
      var parser = InputParser()
      var events = parser.feed([UInt8(ascii: "q")] + bytes[..<cut], at: 0)
      var reports = parser.takeReports()
      // The rest takes its time, but less than a broken sequence is waited for.
      events += parser.pass(to: 20)
      events += parser.feed(bytes[cut...] + [UInt8(ascii: "w")], at: 20)
      reports += parser.takeReports()
      events += parser.settle()
      #expect(events == [.key(.character("q")), .key(.character("w"))], "cut at \(cut)")
      #expect(reports == wanted, "cut at \(cut)")
      #expect(parser.isAtRest)
    }
  }

  @Test("an answer that is awaited is no key even where its first bytes come long before the rest")
  func late() {
    let bytes = Array((Self.kitty + Self.cell + Self.withSixels + Self.status).utf8)
    for cut in bytes.indices {
      var parser = InputParser()
      parser.awaitsReport = true
      var events = parser.feed(bytes[..<cut], at: 0)
      events += parser.pass(to: 99)
      events += parser.feed(bytes[cut...], at: 99)
      events += parser.settle()
      #expect(events.isEmpty, "cut at \(cut)")
      #expect(parser.takeReports().count == 4)
    }
    // A key is still one.
    var parser = InputParser()
    parser.awaitsReport = true
    _ = parser.feed([0x1B], at: 0)
    #expect(parser.pass(to: 100) == [.key(.escape)])
  }

  @Test("a flood of answers is bounded")
  func flood() {
    var parser = InputParser()
    let events = parser.feed(
      Array(String(repeating: Self.status, count: 10_000).utf8), at: 0)
    #expect(events.isEmpty)
    #expect(parser.takeReports().count < 20)
    #expect(parser.takeReports().isEmpty)
  }

  @Test(
    "multiplexers and terminals that are not known are not asked; a forced protocol asks nothing",
    arguments: [
      (["TERM": "xterm-256color"], PictureChoice.auto, true),
      (["TERM": "xterm-kitty"], .auto, true),
      (["TERM": "foot"], .auto, true), (["TERM": "linux"], .auto, false),
      (["TERM": "vt100"], .auto, false), (["TERM": "vt340"], .sixel, true),
      (["TERM": "screen-256color"], .auto, false), (["TERM": "tmux-256color"], .auto, false),
      (["TERM": "xterm-256color", "TMUX": "/tmp/t,1,0"], .auto, false),
      (["TERM": "xterm-256color", "STY": "1.pts"], .auto, false),
      (["TERM": "xterm-256color", "TMUX": "/tmp/t,1,0"], .kitty, false),
      (["TERM": "xterm-256color", "NO_COLOR": "1"], .auto, false),
      (["TERM": "xterm-256color", "SSH_TTY": "/dev/pts/1"], .auto, true),
      (["TERM": "xterm-256color"], .blocks, false), (["TERM": "xterm-256color"], .off, false),
    ] as [([String: String], PictureChoice, Bool)])
  func environments(variables: [String: String], choice: PictureChoice, isAsked: Bool) {
    #expect(TerminalEnvironment(variables).mayShowGraphics(choice) == isAsked)
  }
}
