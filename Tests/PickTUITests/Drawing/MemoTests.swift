import Testing

@testable import PickTUI

@Suite("Values that are remembered")
struct MemoTests {
  @Test("an equal key finds its value, and the oldest one makes room")
  func places() {
    let memo = Memo<Int, String>(places: 2)
    memo.keep("one", of: 1)
    memo.keep("two", of: 2)
    #expect(memo.value(of: 1) == "one")
    memo.keep("three", of: 3)
    #expect(memo.value(of: 1) == nil)
    #expect(memo.value(of: 2) == "two")
    #expect(memo.value(of: 3) == "three")
  }

  @Test("a value of an equal key is replaced, and takes no second place")
  func replaced() {
    let memo = Memo<Int, String>(places: 2)
    memo.keep("one", of: 1)
    memo.keep("two", of: 2)
    memo.keep("two again", of: 2)
    #expect(memo.value(of: 1) == "one")
    #expect(memo.value(of: 2) == "two again")
  }

  @Test("a value is made once")
  func made() {
    let memo = Memo<Int, Int>(places: 2)
    var count = 0
    for _ in 0..<3 {
      _ = memo.value(of: 7) {
        count += 1
        return count
      }
    }
    #expect(count == 1)
  }

  private static let size = Size(columns: 12, rows: 4)

  private func drawn(
    _ memo: Memo<Int, Canvas.Block>, rows: Int, _ draw: (inout Canvas) -> Void
  ) -> Frame {
    var canvas = Canvas(size: Self.size)
    let area = Rect(column: 0, row: 1, columns: Self.size.columns, rows: rows)
    memo.draw(1, in: area, on: &canvas) { canvas in canvas.within(area) { draw(&$0) } }
    return canvas.frame
  }

  @Test("rows of an equal key are laid down as they were drawn")
  func rows() {
    let memo = Memo<Int, Canvas.Block>(places: 2)
    let first = drawn(memo, rows: 2) { $0.text("한글 e\u{301}", at: .zero, .heading) }
    let second = drawn(memo, rows: 2) { $0.text("never drawn", at: .zero) }
    #expect(second == first)
    #expect(second.text(row: 1) == "한글 e\u{301}")
  }

  @Test("rows of another extent are drawn anew")
  func otherExtent() {
    let memo = Memo<Int, Canvas.Block>(places: 2)
    _ = drawn(memo, rows: 2) { $0.text("two rows", at: .zero) }
    let cut = drawn(memo, rows: 1) { $0.text("one row", at: .zero) }
    #expect(cut.text(row: 1) == "one row")
    let shown = drawn(memo, rows: 1) { $0.text("never drawn", at: .zero) }
    #expect(shown.text(row: 1) == "one row")
  }

  @Test("an area that takes a part of the rows is drawn each time")
  func part() {
    let memo = Memo<Int, Canvas.Block>(places: 2)
    for text in ["first", "second"] {
      var canvas = Canvas(size: Self.size)
      let area = Rect(column: 1, row: 0, columns: 8, rows: 1)
      memo.draw(1, in: area, on: &canvas) { canvas in
        canvas.within(area) { _ = $0.text(text, at: .zero) }
      }
      #expect(canvas.frame.text(row: 0) == " " + text)
    }
  }
}
