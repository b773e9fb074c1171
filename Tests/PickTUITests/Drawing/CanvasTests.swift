import PickModel
import Testing

@testable import PickTUI

@Suite("Canvas")
struct CanvasTests {
  func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas {
    Canvas(size: Size(columns: columns, rows: rows))
  }

  /// Every wide character has its continuation and no continuation stands alone.
  func isWhole(_ frame: Frame) -> Bool {
    (0..<frame.size.rows).allSatisfy { row in
      let cells = Array(frame[row: row])
      return cells.indices.allSatisfy { index in
        let isWide = DisplayWidth.of(cells[index].character) == 2
        let next = index + 1 < cells.count && cells[index + 1].isContinuation
        return isWide == next
      }
    }
  }

  @Test("a wide character takes two cells")
  func wide() {
    var canvas = canvas(5)
    #expect(canvas.text("한a", at: .zero) == 3)
    #expect(canvas.frame.text == "한a")
    #expect(canvas.frame.cells[1].isContinuation)
    #expect(isWhole(canvas.frame))
  }

  @Test("writing over half of a wide character blanks the other half", arguments: [0, 1, 2, 3])
  func cutsWideCharacters(column: Int) {
    var canvas = canvas(6)
    canvas.text("가나", at: .zero)
    canvas.put("x", at: Point(column: column, row: 0), .text)
    #expect(isWhole(canvas.frame))
    canvas.put("다", at: Point(column: column, row: 0), .text)
    #expect(isWhole(canvas.frame))
  }

  @Test("text that does not fit ends in an ellipsis", arguments: 0...9)
  func truncates(columns: Int) {
    var canvas = canvas(columns)
    let used = canvas.text("한글 제목", at: .zero)
    #expect(used <= columns)
    #expect(isWhole(canvas.frame))
    let expected = ["", "…", "…", "한…", "한…", "한글…", "한글 …", "한글 …", "한글 제…", "한글 제목"]
    #expect(canvas.frame.text == expected[columns])
  }

  @Test("nothing is drawn outside of an area, and a wide character is not cut in two by it")
  func clips() {
    var canvas = canvas(10, 3)
    canvas.within(Rect(column: 2, row: 1, columns: 3, rows: 1)) { canvas in
      for column in stride(from: -3, to: 9, by: 2) {
        canvas.put("한", at: Point(column: column, row: 0), .text)
      }
      canvas.fill(Rect(column: -5, row: -5, columns: 4, rows: 20), .error)
      canvas.placeCursor(at: Point(column: 9, row: 0))
    }
    #expect(canvas.frame.text == "\n   한\n")
    #expect(canvas.frame.cursor == nil)
    #expect(isWhole(canvas.frame))
  }

  @Test("areas inside areas keep to both")
  func nests() {
    var canvas = canvas(8, 2)
    canvas.within(Rect(column: 4, row: 0, columns: 8, rows: 1)) { canvas in
      canvas.within(Rect(column: 1, row: 0, columns: 8, rows: 5)) { canvas in
        canvas.fill(canvas.bounds, .text, with: "#")
      }
    }
    #expect(canvas.frame.text == "     ###\n")
  }

  @Test("boxes have an ASCII form, and too small ones are not drawn")
  func boxes() {
    var canvas = Canvas(size: Size(columns: 10, rows: 3), borders: .ascii)
    canvas.box(canvas.bounds, title: "ab")
    #expect(canvas.frame.text == "+- ab ---+\n|        |\n+--------+")
    var tiny = Canvas(size: Size(columns: 1, rows: 1))
    tiny.box(tiny.bounds)
    tiny.text("한", at: .zero)
    #expect(tiny.frame.text == "…")
    var none = Canvas(size: .zero)
    none.text("x", at: .zero)
    none.fill(none.bounds)
    none.placeCursor(at: .zero)
    #expect(none.frame.cells.isEmpty)
  }
}

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
