import PickClient
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
      (Key.character("q"), "Left/Right 고르기  Enter 끝내기"), (.character("?"), "Esc 닫기"),
      (.character("i"), "Enter 수치 보기"),
    ] {
      stage.press(.down, key)
      #expect(footer(stage).contains(named))
      #expect(!footer(stage).contains("내 목록") && !footer(stage).contains("도움말"))
      stage.press(.escape)
      #expect(footer(stage).contains("내 목록"))
    }
  }

  @Test("a dialog that shows whole offers no scrolling")
  func whole() {
    for (columns, rows, scrolls) in [(120, 60, false), (40, 12, true)] {
      var stage = Stage.home(on: Screen(Size(columns: columns, rows: rows)))
      stage.press(.character("?"))
      #expect(footer(stage).contains("Up/Down") == scrolls)
      #expect(footer(stage).contains("Esc 닫기"))
    }
  }

  @Test("the dialogs that leave name the arrows between their buttons, on small screens, too")
  func arrows() {
    for language in [Language.korean, .english] {
      let screen = Screen(Size(columns: 40, rows: 12), language)
      for keys in [[Key.character("q")], [.tab, .end, .enter]] {
        var stage = Stage.home(on: screen)
        for key in keys { stage.press(key) }
        #expect(stage.model.overlay != nil && footer(stage).contains("Left/Right"))
      }
    }
  }

  @Test("the hero, its buttons, tabs and header say what Enter does")
  func home() {
    var stage = Stage.home()
    #expect(footer(stage).hasPrefix(" Enter 재생"))
    stage.press(.right)
    #expect(footer(stage).hasPrefix(" Enter 자세히"))
    stage.press(.right)
    #expect(footer(stage).hasPrefix(" Enter 내 목록"))
    stage.press(.down)
    #expect(footer(stage).hasPrefix(" Enter 열기"))
    stage.press(.up, .up)
    #expect(footer(stage).contains("다른 때"))
    stage.press(.up, .end)
    #expect(footer(stage).contains("Enter 로그아웃"))
  }

  @Test("sign-in says what Enter does on each field, and its dialog names its own keys")
  func signIn() {
    var stage = Stage(demoAccount: SampleWorld.credentials)
    stage.failures[.authorization] = .sessionEnded(.signedOut)
    stage.send(.started(seed: 1))
    #expect(footer(stage).contains("Enter 데모로 시작"))
    stage.press(.up)
    #expect(footer(stage).contains("Enter 로그인"))
    stage.press(.up)
    #expect(footer(stage).contains("Enter 켜기/끄기"))
    stage.press(.escape)
    #expect(footer(stage).contains("Enter 끝내기") && !footer(stage).contains("켜기/끄기"))
  }

  @Test("the arrangement of home and the header-less pages name their keys")
  func mine() {
    var stage = Stage.home()
    stage.press(.character("8"))
    for _ in 0..<6 { stage.press(.down) }
    stage.press(.enter)
    #expect(footer(stage).contains("Enter 켜기/끄기  Right 집어서 옮기기"))
    stage.press(.down, .right)
    #expect(footer(stage).contains("Up/Down 옮기기  Enter 놓기"))
  }

  @Test("the jumps between initials are named where there are any")
  func initials() {
    let stage = FilterTests.films()
    #expect(footer(stage).contains("Left/Right 다음 글자"))
    #expect(footer(stage).contains("Esc 조건 지우기"))
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
