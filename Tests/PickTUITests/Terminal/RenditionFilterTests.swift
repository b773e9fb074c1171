import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Rendition filter")
struct RenditionFilterTests {
  private static func reduced(_ text: String) -> String {
    String(decoding: RenditionFilter.reduced(Array(text.utf8)), as: UTF8.self)
      .replacing("\u{1B}", with: "^")
  }

  @Test(
    "what does not change is not said",
    arguments: [
      // Only the ground differs, then nothing does.
      (
        "^[0;1m^[38;5;254m^[48;5;16ma^[38;5;254m^[48;5;60mb^[38;5;254m^[48;5;60mc",
        "^[0;1;38;5;254;48;5;16ma^[48;5;60mbc"
      ),
      // What takes the colours with it when all is switched off is switched off alone.
      ("^(B^[0;1m^[38;5;3ma^(B^[0m^[38;5;3mb", "^(B^[0;1;38;5;3ma^[22mb"),
      ("^[0;1;4;7;38;5;3ma^[0;2;38;5;3mb", "^[0;1;4;7;38;5;3ma^[22;24;27;2mb"),
      ("^[0;1;2;38;5;3ma^[0;2;38;5;3;48;5;4mb", "^[0;1;2;38;5;3ma^[22;2;48;5;4mb"),
      // Not where no colour stays, nor where the terminal may be too old to know how.
      ("^[0;1;38;5;3ma^[0;38;5;4;48;5;4mb", "^[0;1;38;5;3ma^[0;38;5;4;48;5;4mb"),
      ("^[0;1;31ma^[0;31mb", "^[0;1;31ma^[0;31mb"),
      ("^[0;1;9;38;5;3ma^[0;38;5;3mb", "^[0;1;9;38;5;3ma^[0;38;5;3mb"),
      ("^[m^[1ma^[4mb", "^[0;1ma^[4mb"),
      ("^[31;42ma^[39;42mb^[39;49mc^[m", "^[31;42ma^[39mb^[49mc^[m"),
      // Changes that are not visible.
      ("^[38;5;1m^[38;5;2m^[2;3Ha", "^[2;3H^[38;5;2ma"),
      // A blank shows its ground only, unless it is underlined or reversed.
      ("^[38;5;1;48;5;2ma^[38;5;3m  ^[38;5;1mb", "^[38;5;1;48;5;2ma  b"),
      ("^[31;42ma^[32;43m  ^[2;3H^[Kb", "^[31;42ma^[43m  ^[2;3H^[K^[32mb"),
      ("^[0;4;31ma^[32m b", "^[0;4;31ma^[32m b"),
      ("^[48;2;1;2;3m^[K^[48;2;1;2;4m^[K", "^[48;2;1;2;3m^[K^[48;2;1;2;4m^[K"),
    ])
  func reduces(_ drawn: String, _ expected: String) {
    #expect(Self.reduced(drawn.replacing("^", with: "\u{1B}")) == expected)
  }

  @Test(
    "what is not understood stays, and nothing is taken for granted after it",
    arguments: [
      "한^[2;3H글^[K", "^[38;5;1ma^[0;10m^[38;5;1mb", "^[1ma", "^[38;5m", "^[38:5:1ma", "^[", "^",
      "^(", "^[?25l", "^[>4;1m", "^]0;title^\\",
    ])
  func passes(_ drawn: String) {
    #expect(Self.reduced(drawn.replacing("^", with: "\u{1B}")) == drawn)
  }

  /// Pieces of what ncurses writes, as xterm-256color has it.
  private static let pieces = [
    "\u{1B}(B\u{1B}[m", "\u{1B}(B\u{1B}[0;1m", "\u{1B}(B\u{1B}[0;1;4m", "\u{1B}(B\u{1B}[0;7m",
    "\u{1B}[38;5;16m", "\u{1B}[38;5;231m", "\u{1B}[48;5;16m", "\u{1B}[48;5;125m",
    "\u{1B}[39;49m", "\u{1B}[31m", "\u{1B}[42m", "\u{1B}[91;104m", "가나", "pick", "  ",
    "\u{1B}[K", "\u{1B}[5;9H", "\u{1B}[12X", "\r\n",
  ]

  /// What a person sees of a cell.
  private struct Shown: Equatable {
    let text: String
    let look: TerminalEmulator.Look

    init(_ cell: TerminalEmulator.Cell) {
      var look = cell.look
      // A blank has no colour but its ground's, unless something is drawn on it.
      if cell.text == " ", look.attributes.isDisjoint(with: [.underline, .reverse]) {
        look.foreground = .standard
      }
      (text, self.look) = (cell.text, look)
    }
  }

  @Test("a screen shows the same, whatever is drawn", arguments: 1...20)
  func showsTheSame(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let drawn = (0..<300).compactMap { _ in Self.pieces.randomElement(using: &generator) }
    let bytes = Array(drawn.joined().utf8)
    var (whole, reduced) = (
      TerminalEmulator(columns: 40, rows: 12), TerminalEmulator(columns: 40, rows: 12)
    )
    whole.feed(bytes)
    reduced.feed(RenditionFilter.reduced(bytes))
    for row in 0..<whole.rows {
      let cells = { (screen: TerminalEmulator) in
        (0..<screen.columns).map { Shown(screen.cell(column: $0, row: row)) }
      }
      #expect(cells(reduced) == cells(whole))
    }
  }
}
