import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("The footer")
struct DialogFooterTests {
  private func footer(_ stage: Stage) -> String {
    stage.frame.text(row: stage.frame.size.rows - 1)
  }

  @Test("while a dialog is open it names the keys of the dialog, not of the page below")
  func dialog() {
    var stage = Stage.home()
    #expect(footer(stage).contains("내 목록"))
    for (key, named) in [
      (Key.character("q"), "왼쪽"), (.character("?"), "아래"), (.character("i"), "뒤로"),
    ] {
      stage.press(.down, key)
      #expect(footer(stage).contains(named))
      #expect(!footer(stage).contains("내 목록") && !footer(stage).contains("도움말"))
      stage.press(.escape)
      #expect(footer(stage).contains("내 목록"))
    }
  }

  @Test("the header has digits only where room is left beside them")
  func digits() {
    func header(_ columns: Int) -> String {
      Stage.home(on: Screen(Size(columns: columns, rows: 40))).frame.text(row: 0)
    }
    #expect(!header(120).contains("1 홈") && header(120).contains("홈"))
    #expect(header(140).contains("1 홈"))
  }
}
