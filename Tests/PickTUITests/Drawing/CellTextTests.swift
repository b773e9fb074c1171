import Testing

@testable import PickTUI

@Suite("Text of cells")
struct CellTextTests {
  /// What outsiders put into titles to take over a terminal.
  static let hostile = [
    "\u{1B}[2Jgone", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]8;;http://x\u{1B}\\link",
    "\u{1B}P1$q\u{1B}\\",
    "\u{9B}31m", "\u{9D}0;title\u{9C}", "\u{202E}gnp.exe", "\u{2066}a\u{2069}", "a\u{0}b\u{7F}",
    "\u{1B}]0;never ends", "\u{FEFF}\u{200B}\u{E0041}", "\u{2028}x\u{85}y",
  ]

  @Test("never keeps what a terminal would obey", arguments: hostile)
  func dropsControls(_ text: String) {
    let line = CellText.line(text)
    for scalar in line.unicodeScalars {
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format && category != .lineSeparator)
    }
    var canvas = Canvas(size: Size(columns: 30, rows: 1))
    canvas.text(text, at: .zero)
    let frame = canvas.frame
    #expect(frame.cells.allSatisfy { DisplayWidth.of($0.character) == 1 })
  }

  @Test("keeps four marks of ten thousand")
  func capsMarks() {
    let tower = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(CellText.line(tower).unicodeScalars.count == 1 + CellText.maximumMarks)
  }

  @Test("shows the first part of a joined emoji, and nothing of a lone mark")
  func reducesClusters() {
    #expect(CellText.cell("👨‍👩‍👧") == "👨")
    #expect(CellText.cell("❤️") == "❤")
    #expect(CellText.cell("\u{301}") == nil)
    #expect(CellText.cell("\u{E000}") == "?")
  }
}
