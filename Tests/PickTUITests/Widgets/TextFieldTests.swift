import Testing

@testable import PickTUI

@Suite("Text field")
struct TextFieldTests {
  func field(_ text: String = "", _ keys: Key...) -> TextField {
    var field = TextField(text)
    for key in keys { _ = field.handle(.key(key)) }
    return field
  }

  @Test("keys edit at the caret")
  func edits() {
    #expect(field("한글", .character("a")).text == "한글a")
    #expect(field("한글", .backspace).text == "한")
    #expect(field("한글", .home, .delete).text == "글")
    #expect(field("한글", .left, .character("b")).text == "한b글")
    #expect(field("ab cd", .control("w")).text == "ab ")
    #expect(field("ab cd", .control("u")).text == "")
    #expect(field("abc", .left, .control("k")).text == "ab")
    #expect(field("ab cd", Key(.left, .control), .character("x")).text == "ab xcd")
    #expect(field("", .backspace, .delete, .left, .right).caret == 0)
  }

  @Test("keys that are not for a field are left to the screen")
  func leaves() {
    var field = TextField("a")
    for key in [Key.enter, .escape, .tab, .up, .down, Key(.function(2)), .pageUp] {
      let isTaken = field.handle(.key(key))
      #expect(!isTaken)
    }
    let isTaken = field.handle(.resumed)
    #expect(!isTaken)
    #expect(field.text == "a")
  }

  @Test("loose jamo become a syllable, pasted text loses what a terminal would obey")
  func composes() {
    var field = TextField()
    field.insert("\u{1112}")
    field.insert("\u{1161}")
    #expect(field.text == "하" && field.caret == 1)
    _ = field.handle(.pasted("a\u{1B}[2J\nb"))
    #expect(field.text == "하a[2J b")
  }

  @Test("no more is taken than the field holds")
  func length() {
    var field = TextField("abc", maximumLength: 4)
    field.insert("defg")
    #expect(field.text == "abcd")
  }

  @Test("the caret stays in sight, by columns", arguments: 2...9)
  func scrolls(columns: Int) throws {
    for caret in 0...6 {
      var field = TextField("가나다라마바")
      for _ in caret..<6 { _ = field.handle(.key(.left)) }
      var canvas = Canvas(size: Size(columns: columns, rows: 1))
      field.draw(on: &canvas, in: canvas.bounds, isFocused: true)
      let cursor = try #require(canvas.frame.cursor)
      #expect(cursor.column < columns)
    }
  }

  @Test("a secret shows asterisks, and the caret counts them")
  func secret() {
    var canvas = Canvas(size: Size(columns: 10, rows: 1))
    TextField("비밀ab", isSecret: true).draw(on: &canvas, in: canvas.bounds, isFocused: true)
    #expect(canvas.frame.text == "****")
    #expect(canvas.frame.cursor == Point(column: 4, row: 0))
  }

  @Test("Alt with Backspace or Delete takes a word")
  func words() {
    #expect(field("ab cd", Key(.backspace, .alt)).text == "ab ")
    #expect(field("ab cd", .home, Key(.delete, .alt)).text == " cd")
    #expect(field("ab cd", Key(.character("b"), .alt), .character("x")).text == "ab xcd")
  }

  @Test(
    "line ends at the end of a paste are dropped, those within are spaces",
    arguments: [
      ("pw\n", "pw"), ("pw\r\n", "pw"), ("pw\n\n\u{2028}", "pw"), ("a\nb\n", "a b"), ("\n", ""),
      ("pw ", "pw "),
    ])
  func lineEnds(pasted: String, text: String) {
    var field = TextField.password
    _ = field.handle(.pasted(pasted))
    #expect(field.text == text)
  }

  @Test("a password of 1,024 characters is whole, and a longer one is known to be too long")
  func passwords() {
    for (count, isOverlong) in [(128, false), (1024, false), (1025, true), (9000, true)] {
      var field = TextField.password
      _ = field.handle(.pasted(String(repeating: "가", count: count)))
      #expect(field.isOverlong == isOverlong)
      #expect(isOverlong || field.text.count == count)
    }
  }
}
