import Testing

@testable import PickTUI

@Suite("Frame")
struct FrameTests {
  func frame(_ lines: [String], cursor: Point? = nil) -> Frame {
    var canvas = Canvas(size: Size(columns: 10, rows: lines.count))
    for (row, line) in lines.enumerated() { canvas.text(line, at: Point(column: 0, row: row)) }
    if let cursor { canvas.placeCursor(at: cursor) }
    return canvas.frame
  }

  @Test("only rows that differ are damaged")
  func damage() {
    let shown = frame(["a", "b", "c"])
    #expect(frame(["a", "x", "c"]).damagedRows(since: shown) == [1])
    #expect(shown.damagedRows(since: shown) == [])
    #expect(shown.damagedRows(since: nil) == [0, 1, 2])
    #expect(shown.damagedRows(since: frame(["a", "b"])) == [0, 1, 2])
  }

  @Test("a style alone is damage, and so is a cursor that moved")
  func styleAndCursor() {
    var canvas = Canvas(size: Size(columns: 10, rows: 2))
    canvas.text("a", at: .zero, .accent)
    #expect(canvas.frame.damagedRows(since: frame(["a", ""])) == [0])
    let before = frame(["a", "b", "c"], cursor: Point(column: 0, row: 0))
    let after = frame(["a", "b", "c"], cursor: Point(column: 1, row: 2))
    #expect(after.damagedRows(since: before) == [0, 2])
  }
}
