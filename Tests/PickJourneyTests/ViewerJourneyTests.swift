import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A viewer's first evening")
  struct ViewerJourneyTests {
    @Test("a wrong password is told, the right one opens home")
    func signIn() throws {
      let viewer = try Viewer(at: try Home.withDemo())
      try viewer.see("셋톱번호", "데모 계정: 1000000001 / pick-demo")
      viewer.type(Home.viewer)
      viewer.press(.tab)
      viewer.type("wrong-password")
      try viewer.press(.enter, toSee: "번호 또는 비밀번호가 맞지 않습니다")
      #expect(!viewer.text.contains("wrong-password"))
      viewer.type(Home.password)
      viewer.press(.enter)
      try viewer.see("#실시간", "이어보기", "당신을 위한 추천", "빠르게 오르는 작품")
      try viewer.quit()
    }

    @Test("who quits is still signed in the next time, and the number is remembered when asked")
    func staysSignedIn() throws {
      let home = try Home.withDemo()
      let first = try Viewer(at: home)
      try first.see("번호 저장")
      first.type(Home.viewer)
      first.press(.tab)
      first.type(Home.password)
      first.press(.down)
      try first.press(.space, toSee: "[x] 번호 저장")
      first.press(.down, .enter)
      try first.see("#실시간")
      try first.quit()
      let second = try Viewer(at: home)
      try second.see("이어보기")
      second.press(.up, .up)
      for _ in 0..<9 { second.press(.right) }
      try second.waitForFocus(on: "로그아웃")
      try second.press(.enter, toSee: "로그아웃할까요?")
      second.press(.left)
      try second.press(.enter, toSee: "로그아웃했습니다")
      #expect(second.text.contains(Home.viewer))
      try waitHere(for: "the session file to go") { home.sessionFile == nil }
    }

    @Test("arrows walk along a shelf and from shelf to shelf, and back to the same card")
    func arrows() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo())
      try viewer.see("이어보기")
      try viewer.move(.down)
      let first = viewer.focus
      try viewer.move(.right)
      let second = viewer.focus
      try viewer.move(.right)
      try viewer.move(.left)
      #expect(viewer.focus == second)
      try viewer.move(.down)
      try viewer.move(.up)
      #expect(viewer.focus == second)
      try viewer.move(.home)
      #expect(viewer.focus == first)
      for _ in 0..<12 where !viewer.text.contains("인기 TOP 10") { try viewer.move(.down) }
      #expect(viewer.text.contains("인기 TOP 10"))
    }

    @Test("a card says why it was picked, and so does its page")
    func reason() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo())
      try viewer.see("당신을 위한 추천")
      try viewer.move(.down)
      try viewer.move(.down)
      try viewer.press("i", toSee: "수치 보기")
      #expect(!viewer.text.contains("추천 점수"))
      try viewer.press(.enter, toSee: "추천 점수")
      #expect(viewer.text.contains("후보 중"))
      let total = viewer.text.split(separator: "\n").filter { $0.contains("추천 점수") }
      #expect(total.count == 1)
      viewer.press(.escape)
      try viewer.see("당신을 위한 추천", withoutAny: ["추천 점수"])
      try viewer.press(.enter, toSee: "더 보기")
      for _ in 0..<4 { viewer.press(.right) }
      try viewer.waitForFocus(on: "추천 이유")
      try viewer.press(.enter, toSee: "수치 보기")
      try viewer.press(.enter, toSee: "추천 점수")
    }

    @Test("Back never loses the place: card, title, similar title, and all the way home")
    func back() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo())
      try viewer.see("당신을 위한 추천")
      try viewer.move(.down)
      try viewer.move(.down)
      try viewer.move(.right)
      let card = viewer.focus
      try viewer.press(.enter, toSee: "더 보기")
      let title = viewer.title
      // Beside the name may stand what is left of the picture, which a scrolled page does not have.
      func showsFirst() -> Bool { viewer.title.hasPrefix(title) || title.hasPrefix(viewer.title) }
      viewer.press(Key(.end, .control))
      try viewer.terminal.wait { _ in !viewer.focus.contains("재생") && !viewer.focus.isEmpty }
      try viewer.move(.right)
      let similar = viewer.focus
      viewer.press(.enter)
      // The first title may well be among those like the second.
      try viewer.terminal.wait { _ in !showsFirst() }
      viewer.press(.backspace)
      try viewer.waitForFocus(on: similar)
      #expect(showsFirst())
      viewer.press(.escape)
      try viewer.see("당신을 위한 추천")
      try viewer.waitForFocus(on: card)
    }

    @Test("with arrows and Enter alone every entry of the header is reached")
    func headerByArrows() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo())
      let pages: [(entry: String, shows: String)] = [
        ("TV방송", "예능"), ("TV드라마", "드라마"), ("영화", "멜로/로맨스"), ("키즈", "키즈"),
        ("애니메이션", "애니메이션"), ("검색", "찾고 싶은 작품을 입력하세요"), ("내 정보", "셋톱번호 1000000001"),
      ]
      try viewer.see("이어보기")
      for page in pages {
        try viewer.goToHeader()
        for _ in 0..<12 where !viewer.focus.contains(page.entry) { try viewer.move(.right) }
        viewer.press(.enter)
        try viewer.terminal.wait { $0.text.contains(page.shows) && viewer.focusRow != 0 }
      }
      try viewer.goToHeader()
      for _ in 0..<12 where !viewer.focus.contains("홈") { try viewer.move(.left) }
      try viewer.press(.enter, toSee: "#실시간")
    }
  }
}
