import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("The whole text of a title's page")
struct AboutTitleTests {
  private static let words = (1...300).map { "낱말\($0)" }

  /// A title's page with a long synopsis, with the focus on the button that shows all of it.
  private func stage(_ size: Size) -> Stage {
    let sample = SampleWorld.page(of: SampleWorld.title(3).id)
    let page = TitlePage(
      title: sample.title, synopsis: LocalizedText(Self.words.joined(separator: " ")),
      cast: sample.cast, seasons: [], others: sample.others, next: sample.next, similar: [],
      reason: nil, isOnMyList: false, thumb: nil, isHidden: false, notes: TitleNotes())
    var stage = Stage.home(on: Screen(size))
    stage.press(.character("4"), .enter)
    stage.answers = false
    stage.press(.character("r"))
    stage.send(.answered(stage.model.lastRequest, .title(page.id), .success(.title(page))))
    stage.press(.down, .end, .enter)
    return stage
  }

  @Test(
    "behind “more” the synopsis is read to its last word with Enter and arrows, on any screen",
    arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)])
  func whole(size: Size) {
    var stage = stage(size)
    #expect(stage.detailPage?.button == .about)
    stage.press(.enter)
    var seen: Set<String> = []
    for _ in 0..<200 {
      let shown = stage.text
      seen.formUnion(Self.words.filter { shown.contains("\($0) ") || shown.contains("\($0)│") })
      stage.press(.down)
    }
    #expect(seen.count == Self.words.count, "\(Self.words.filter { !seen.contains($0) })")
    #expect(stage.text.contains("출연"))
    // At its end it does not go on, and one line up is another text.
    let end = stage.text
    stage.press(.down)
    #expect(stage.text == end)
    stage.press(.up)
    #expect(stage.text != end)
    stage.press(.escape)
    #expect(stage.model.overlay == nil && stage.detailPage?.button == .about)
  }

  @Test("it says how to scroll and how to leave, and is drawn at any size")
  func keys() {
    var stage = stage(Size(columns: 80, rows: 24))
    stage.press(.enter, .pageDown, .pageDown)
    #expect(stage.text.contains("Up/Down 더 보기 · Esc 닫기"))
    for (columns, rows) in [(20, 3), (1, 1), (200, 60)] {
      let size = Size(columns: columns, rows: rows)
      stage.send(.input(.resized(size)))
      #expect(stage.frame.size == size)
    }
  }
}
