import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A viewer's own page, language and colours")
  struct MyPageJourneyTests {
    private let home: Home
    private let viewer: Viewer

    init() throws {
      home = try Home.withDemo()
      viewer = try Viewer.signedIn(at: home)
    }

    @Test("every section shows what it names")
    func sections() throws {
      try viewer.press("8", toSee: "셋톱번호 1000000001")
      let sections = [
        ("취향", "시간"), ("로그인한 기기", "지금 이 기기"), ("비밀번호 변경", "현재 비밀번호"),
        ("저장된 정보", "화면에 보인 작품"), ("모든 기기에서 로그아웃", "로그인한 모든 기기에서"), ("끝내기", "로그인은 유지됩니다"),
      ]
      for (entry, text) in sections {
        for _ in 0..<12 where viewer.focus != entry { try viewer.move(.down) }
        try viewer.see(text)
      }
      try viewer.press(.enter, toSee: "Pick을 끝낼까요?")
    }

    @Test("a password is changed, and only the new one opens the door")
    func changePassword() throws {
      try viewer.choose("비밀번호 변경", showing: "새 비밀번호 확인")
      for text in ["not the old one", "long enough", "long enough"] {
        viewer.type(text)
        viewer.press(.enter)
      }
      try viewer.see("현재 비밀번호가 맞지 않습니다")
      #expect(!viewer.text.contains("long enough"))
      try viewer.leavePasswordForm()
      try viewer.changePassword(to: "long enough")
      try viewer.choose("로그아웃", showing: "로그아웃했습니다")
      viewer.type(Home.viewer)
      viewer.press(.tab)
      viewer.type(Home.password)
      try viewer.press(.enter, toSee: "번호 또는 비밀번호가 맞지 않습니다")
      viewer.type("long enough")
      try viewer.press(.enter, toSee: "#실시간")
    }

    @Test("F2 speaks English and remembers it; the words of the page follow")
    func english() throws {
      try viewer.press(Key(.function(2)), toSee: "Continue watching")
      try viewer.see("Picked for you", withoutAny: ["이어보기", "당신을 위한 추천"])
      try viewer.press("q", toSee: "Quit Pick?")
      viewer.press(.enter)
      try viewer.terminal.waitForEnd()
      let next = try Viewer(at: home)
      try next.see("Continue watching")
    }

    @Test("t changes the colours, and the next start has them")
    func theme() throws {
      let themes = ["PICK_THEMES": Programs.sources("themes")]
      let viewer = try Viewer(at: home, adding: themes)
      try viewer.see("이어보기")
      let before = viewer.terminal.screen.cell(column: 60, row: 1).look.background
      viewer.press(.character("t"))
      try viewer.terminal.wait { $0.cell(column: 60, row: 1).look.background != before }
      let after = viewer.terminal.screen.cell(column: 60, row: 1).look.background
      try viewer.press("q", toSee: "끝낼까요")
      viewer.press(.enter)
      try viewer.terminal.waitForEnd()
      let next = try Viewer(at: home, adding: themes)
      try next.see("이어보기")
      #expect(next.terminal.screen.cell(column: 60, row: 1).look.background == after)
    }

    @Test("the question mark lists the keys of the page, any other key closes the list")
    func help() throws {
      try viewer.press("?", toSee: "Ctrl-End")
      viewer.press(.escape)
      try viewer.wait { !$0.contains("Ctrl-End") }
    }

    @Test("with a Korean layout the hot keys still work")
    func jamo() throws {
      viewer.type("ㅂ")
      try viewer.see("Pick을 끝낼까요?")
      viewer.type("ㅜ")
      try viewer.wait { !$0.contains("끝낼까요") }
    }
  }
}
