import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Widgets, as they look")
struct WidgetFrameTests {
  /// What is drawn alone on a screen; the description is the name of its golden frame.
  struct Picture: Sendable, CustomStringConvertible {
    let name: String
    let size: Size
    let draw: @Sendable (inout Canvas) -> Void

    var description: String { "widget-\(name)" }

    init(
      _ name: String, columns: Int, rows: Int, _ draw: @escaping @Sendable (inout Canvas) -> Void
    ) {
      self.name = name
      size = Size(columns: columns, rows: rows)
      self.draw = draw
    }
  }

  static let cards = [
    CardView(
      name: "소방서 옆 경찰서", strip: .strip1, badge: "NEW", corner: "15", facts: "2021 · 드라마"),
    CardView(name: "달빛 아래 첫눈이 내리면 우리는 다시 만나", strip: .strip4, progress: 0.4),
    CardView(name: "Night Train", strip: .strip9, badge: "1", corner: "19", facts: "1998"),
    CardView(name: "끝", strip: .strip12, progress: 1),
  ]

  static let pictures = [
    // The cards that fit, the focused one and that there are more.
    Picture("shelf", columns: 44, rows: 5) { canvas in
      ShelfRow(
        heading: "이어보기", reason: "보던 작품", content: .cards(cards), focused: 1, firstVisible: 1
      ).draw(on: &canvas, in: canvas.bounds)
    },
    // A shelf that failed, one that loads and an empty one keep their place.
    Picture("shelf-states", columns: 44, rows: 15) { canvas in
      let contents: [ShelfRow.Content] = [
        .message("불러오지 못했습니다 · r 다시", .error), .loading, .cards([]),
      ]
      for (index, content) in contents.enumerated() {
        ShelfRow(heading: "새 회차", content: content).draw(
          on: &canvas, in: Rect(column: 0, row: index * 5, columns: 44, rows: 5))
      }
    },
    // A question has its buttons in the middle.
    Picture("dialog", columns: 44, rows: 10) { canvas in
      canvas.fill(canvas.bounds, .muted, with: ".")
      Dialog(
        question: "Pick을 끝낼까요?", details: ["보던 곳은 저장됩니다"], buttons: ["끝내기", "계속 보기"],
        focused: 0
      ).draw(on: &canvas, in: canvas.bounds)
    },
    // Header, list, bar, notice and footer share a page.
    Picture("page", columns: 60, rows: 9) { canvas in
      let entries = ["홈", "영화", "검색", "내 정보"].enumerated().map {
        Header.Entry(key: "\($0 + 1)", label: $1)
      }
      let (top, rest) = canvas.bounds.splitTop(1)
      Header(brand: "헬로 Pick", entries: entries, current: 1, focused: 2).draw(
        on: &canvas, in: top)
      let lines = (1...6).map { ScrollList.Line("\($0)회 어느 날 갑자기", trailing: "72분") }
      ScrollList(lines: lines, focused: 3, firstVisible: 2).draw(
        on: &canvas, in: Rect(column: 0, row: 2, columns: 40, rows: 3))
      ProgressBar(ratio: 0.3).draw(
        on: &canvas, in: Rect(column: 42, row: 2, columns: 16, rows: 1))
      Notice(text: "문제가 생겼습니다", reference: "참조 번호 a1", severity: .error).draw(
        on: &canvas, in: Rect(column: 0, row: 6, columns: 60, rows: 2))
      let hints = [KeyHint(key: "Enter", label: "열기"), KeyHint(key: "q", label: "끝내기")]
      Footer(hints: hints, status: "PM 3:05").draw(on: &canvas, in: rest.splitBottom(1).bottom)
    },
    // Two rows of a code's modules share a row of the screen, with a light zone around them.
    Picture("code", columns: 33, rows: 17) { canvas in
      guard let code = QRCode(QRCodeTests.address) else { return }
      QRCodeView(code: code, showsUnicode: true).draw(on: &canvas)
    },
  ]

  @Test("look as they did", arguments: pictures)
  func looks(picture: Picture) {
    var canvas = Canvas(size: picture.size)
    picture.draw(&canvas)
    let difference = GoldenFrame.difference(canvas.frame, from: picture.description)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("focus changes colours of strip and name only")
  func focus() {
    func frame(_ isFocused: Bool) -> Frame {
      var canvas = Canvas(size: Size(columns: CardView.columns, rows: CardView.rows))
      Self.cards[0].draw(on: &canvas, in: canvas.bounds, isFocused: isFocused)
      return canvas.frame
    }
    #expect(frame(true).text == frame(false).text)
    #expect(frame(true).damagedRows(since: frame(false)) == [0, 1])
  }

  @Test("a long genre gives way to the age, which is never cut")
  func age() {
    var canvas = Canvas(size: Size(columns: CardView.columns, rows: CardView.rows))
    CardView(name: "봄밤", strip: .strip1, badge: "로맨틱 코미디", corner: "15세")
      .draw(on: &canvas, in: canvas.bounds, isFocused: false)
    #expect(canvas.frame.text.hasPrefix(" 로맨틱 코…  15세"))
  }

  @Test(
    "a header gives up keys before the brand, and shows whole entries only",
    arguments: [
      (54, " 헬로   1 홈   2 영화   3 검색                PM 3:05"),
      (40, " 헬로   홈   영화   검색        PM 3:05"), (34, " 헬로   홈   영화   검색  PM 3:05"),
      (31, " 헬로  홈  영화  검색  PM 3:05"),
      (26, " 홈  영화  검색   PM 3:05"), (24, " 헬로  홈  영화  검색"), (18, " 홈  영화  검색"),
      (14, " 홈  영화   ›"),
    ])
  func headerRoom(columns: Int, text: String) {
    let entries = ["홈", "영화", "검색"].enumerated().map {
      Header.Entry(key: "\($0 + 1)", label: $1)
    }
    var canvas = Canvas(size: Size(columns: columns, rows: 1))
    Header(brand: "헬로", entries: entries, current: 0, focused: nil, clock: "PM 3:05")
      .draw(on: &canvas, in: canvas.bounds)
    #expect(canvas.frame.text.split(separator: "\n").first.map(String.init) == text)
  }

  @Test("the footer keeps its last key where others do not fit, and drops the clock first")
  func footerRoom() {
    func footer(_ columns: Int) -> String {
      var canvas = Canvas(size: Size(columns: columns, rows: 1))
      let hints = [
        KeyHint(key: "Enter", label: "열기"), KeyHint(key: "Space", label: "재생"),
        KeyHint(key: "x", label: "숨기기"),
      ]
      Footer(hints: hints, last: KeyHint(key: "?", label: "도움말"), status: "PM 3:05")
        .draw(on: &canvas, in: canvas.bounds)
      return canvas.frame.text
    }
    #expect(footer(60).contains("PM 3:05"))
    #expect(footer(36).hasPrefix(" Enter 열기  Space 재생  ? 도움말"))
    #expect(footer(24).hasPrefix(" Enter 열기  ? 도움말"))
  }

  @Test("everything survives every size", arguments: 0...7)
  func tiny(extent: Int) {
    for rows in 0...6 {
      var canvas = Canvas(size: Size(columns: extent, rows: rows))
      let area = canvas.bounds
      ShelfRow(heading: "이어보기", content: .cards(Self.cards), focused: 3, firstVisible: 9)
        .draw(on: &canvas, in: area)
      ShelfRow(heading: "a", content: .loading).draw(on: &canvas, in: area)
      Dialog(question: "Pick을 끝낼까요?", buttons: ["예", "아니요"], focused: 1)
        .draw(on: &canvas, in: area)
      Header(brand: "헬로", entries: [.init(key: "1", label: "홈")], current: 0, focused: nil)
        .draw(on: &canvas, in: area)
      Footer(hints: [KeyHint(key: "q", label: "끝내기")], status: "PM 3:05")
        .draw(on: &canvas, in: area)
      TextField("한글").draw(on: &canvas, in: area, isFocused: true)
      ScrollList(lines: [.init("a", trailing: "b")], focused: 0).draw(on: &canvas, in: area)
      Notice(text: "a", reference: "b").draw(on: &canvas, in: area)
      #expect(canvas.frame.size == Size(columns: extent, rows: rows))
    }
  }

  @Test("the window moves no further than the focus needs")
  func window() {
    #expect(ScrollWindow.first(focus: 3, count: 10, visible: 4, previous: 0) == 0)
    #expect(ScrollWindow.first(focus: 4, count: 10, visible: 4, previous: 0) == 1)
    #expect(ScrollWindow.first(focus: 2, count: 10, visible: 4, previous: 5) == 2)
    #expect(ScrollWindow.first(focus: 9, count: 10, visible: 4, previous: 0) == 6)
    #expect(ScrollWindow.first(focus: 0, count: 0, visible: 0, previous: 9) == 0)
  }
}
