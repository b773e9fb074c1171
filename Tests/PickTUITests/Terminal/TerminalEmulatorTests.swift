import PickTUI
import PickTestSupport
import Testing

@Suite("Terminal emulator")
struct TerminalEmulatorTests {
  func screen(_ text: String, columns: Int = 10, rows: Int = 4) -> TerminalEmulator {
    var screen = TerminalEmulator(columns: columns, rows: rows)
    screen.feed(text.utf8)
    return screen
  }

  @Test(
    "sequences do what xterm does",
    arguments: [
      ("ab\r\ncd", "ab\ncd\n\n"), ("\u{1B}[2;3Hx", "\n  x\n\n"),
      ("abc\u{1B}[2D\u{1B}[K", "a\n\n\n"),
      ("abc\u{1B}[1;2H\u{1B}[P", "ac\n\n\n"), ("abc\u{1B}[1;2H\u{1B}[@", "a bc\n\n\n"),
      ("abc\u{1B}[1;1H\u{1B}[2X", "  c\n\n\n"), ("a\u{1B}[3b", "aaaa\n\n\n"),
      ("\u{1B}[?7l0123456789x\u{1B}[?7h", "012345678x\n\n\n"),
      ("0123456789x", "0123456789\nx\n\n"), ("0123456789\rx", "x123456789\n\n\n"),
      ("012345678한", "012345678\n한\n\n"), ("a\u{1B}]0;t\u{7}b\u{1B}P1\u{1B}\\c", "abc\n\n\n"),
      ("a\r\nb\r\nc\r\nd\r\ne", "b\nc\nd\ne"), ("a\u{1B}[4Gb\u{1B}[3dc", "a  b\n\n    c\n"),
      ("a\r\nb\r\nc\u{1B}[1;2r\u{1B}[2;1H\nx", "b\nx\nc\n"), ("한\u{1B}[1;2Hx", " x\n\n\n"),
      ("a\u{1B}[1;1H\u{1B}M", "\na\n\n"), ("a\r\nb\u{1B}[1;1H\u{1B}[M", "b\n\n\n"),
      ("a\u{1B}7\u{1B}[3;3Hb\u{1B}8c", "ac\n\n  b\n"), ("a\u{1B}(Bb\u{1B}>c", "abc\n\n\n"),
    ])
  func sequences(bytes: String, expected: String) {
    let lines = screen(bytes).text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(Array(lines.prefix(wanted.count)) == Array(wanted))
  }

  @Test("characters and sequences may come in pieces")
  func pieces() {
    var screen = TerminalEmulator(columns: 10, rows: 2)
    for byte in "한\u{1B}[1;5H글".utf8 { screen.feed([byte]) }
    #expect(screen.text(row: 0) == "한  글")
    #expect(screen.find("글") == Point(column: 4, row: 0))
  }

  @Test("looks are kept with the cells")
  func looks() {
    let cell = screen("\u{1B}[1;38;5;161;48;2;1;2;3mx\u{1B}[22;39;49my")
    #expect(cell.cell(column: 0, row: 0).look.foreground == .palette(161))
    #expect(cell.cell(column: 0, row: 0).look.background == .rgb(1, 2, 3))
    #expect(cell.cell(column: 0, row: 0).look.attributes == .bold)
    #expect(cell.cell(column: 1, row: 0).look == TerminalEmulator.Look())
  }

  @Test("the alternate screen comes and goes, updates are counted")
  func modes() {
    var screen = screen("shell\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2026hpick")
    #expect(screen.isAlternate && !screen.showsCursor && screen.isUpdating)
    #expect(screen.text.contains("pick") && !screen.text.contains("shell"))
    screen.feed("\u{1B}[?2026l\u{1B}[?25h\u{1B}[?1049l".utf8)
    #expect(screen.updateCount == 1 && !screen.isAlternate && screen.showsCursor)
    #expect(screen.text(row: 0) == "shell")
  }
}
