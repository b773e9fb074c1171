import PickModel
import Testing

@testable import PickTUI

@Suite("Numbers of cells")
struct CellTableTests {
  /// A syllable with a mark: one of eleven thousand clusters.
  private static func cluster(_ number: Int) -> Character {
    var text = String.UnicodeScalarView()
    if let syllable = Unicode.Scalar(0xAC00 + UInt32(number)) { text.append(syllable) }
    text.append("\u{301}")
    return Character(String(text))
  }

  @Test("what is drawn is what is read back: letters, wide ones, clusters and styles")
  func roundTrip() {
    var canvas = Canvas(size: Size(columns: 20, rows: 2))
    canvas.text("e\u{301}\u{323}한글🎬x", at: .zero, .accent)
    canvas.text("plain", at: Point(column: 0, row: 1), Style(.muted, .bold))
    let frame = canvas.frame
    #expect(frame.text == "e\u{301}\u{323}한글🎬x\nplain")
    #expect(frame[.zero] == Cell("e\u{301}\u{323}", .accent))
    #expect(frame[Point(column: 2, row: 0)] == Cell(" ", .accent, isContinuation: true))
    #expect(frame[Point(column: 4, row: 1)].style == Style(.muted, .bold))
    #expect(frame[row: 1].count == 20)
  }

  @Test("frames of two tables are compared by what they show")
  func acrossTables() {
    func frame(_ text: String) -> Frame {
      var canvas = Canvas(size: Size(columns: 8, rows: 2))
      canvas.text(text, at: .zero, .accent)
      return canvas.frame
    }
    let before = frame("e\u{301}\u{323}a")
    // Fills tables until frames begin a new one.
    var canvas = Canvas(size: Size(columns: 8, rows: 1))
    for number in 0..<CellTable.mostClusters { canvas.put(Self.cluster(number), at: .zero, .text) }
    let after = frame("e\u{301}\u{323}a")
    #expect(before.table !== after.table)
    #expect(before == after)
    #expect(after.damagedRows(since: before) == [])
    #expect(frame("e\u{301}\u{323}b").damagedRows(since: before) == [0])
  }

  @Test("a table has a bound: clusters beyond it are shown without their marks")
  func bound() {
    let table = CellTable()
    let glyphs = (0..<CellTable.mostClusters + 100).map { table.glyph(of: Self.cluster($0)) }
    #expect(glyphs[CellTable.mostClusters - 1] >= CellTable.firstCluster)
    let beyond = glyphs[CellTable.mostClusters...]
    #expect(beyond.indices.allSatisfy { beyond[$0] == 0xAC00 + UInt32($0) })
    #expect(table.character(glyphs[7]) == Self.cluster(7))
  }

  @Test("every style keeps its number, and plain text has the number 0")
  func styles() {
    let table = CellTable()
    let all = Role.allCases.flatMap { role in
      (UInt8(0)..<32).map { Style(role, Style.Attributes(rawValue: $0)) }
    }
    let numbers = all.map(table.number)
    #expect(table.number(of: .text) == CellTable.text)
    #expect(Set(numbers).count == all.count)
    #expect(all.map(table.number) == numbers)
    #expect(numbers.map(table.style) == all)
  }

  @Test(
    "only the columns that differ are drawn, from the left half of a character on",
    arguments: [
      ("abcdef", "abXdef", 2..<3), ("가나다", "가라다", 2..<3), ("가나다", "xy나다", 0..<2),
      ("abc", "abc", 0..<8), ("xx나", "가나", 0..<2), ("a가", "ab", 1..<3),
    ])
  func columns(_ before: String, _ after: String, _ expected: Range<Int>) {
    func frame(_ text: String) -> Frame {
      var canvas = Canvas(size: Size(columns: 8, rows: 1))
      canvas.text(text, at: .zero)
      return canvas.frame
    }
    #expect(frame(after).damagedColumns(row: 0, since: frame(before)) == expected)
    #expect(frame(after).damagedColumns(row: 0, since: nil) == 0..<8)
  }
}
