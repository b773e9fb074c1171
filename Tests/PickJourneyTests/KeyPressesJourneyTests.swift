import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("How many keys lead where")
  struct KeyPressesJourneyTests {
    /// A series of the demo world whose third season has five episodes.
    private static let longSeries = "허당 탐정의 수학여행"

    @Test("one leads from the first start to the demo's home")
    func demo() throws {
      let viewer = try Viewer(at: try Home.withDemo())
      try viewer.see("데모로 시작")
      viewer.press(.enter)
      try viewer.see("#실시간", "이어보기")
    }

    @Test("two lead from a later start to the recommended title")
    func recommended() throws {
      let home = try Home.withDemo()
      try Viewer.signedIn(at: home).quit()

      let viewer = try Viewer(at: home)
      try viewer.see("당신을 위한 추천")
      for _ in 0..<2 { try viewer.move(.down) }
      let focus = viewer.focus
      #expect(!focus.isEmpty && viewer.firstCard(of: "당신을 위한 추천").contains(focus))
    }

    @Test("at most nine lead from home to the fifth episode of a third season, and play it")
    func episode() throws {
      let home = try Home.withDemo()
      let first = try Viewer.signedIn(at: home)
      try first.open(title: Self.longSeries)
      try first.playThirteenMinutes()
      first.press(.escape)
      try first.see("더 보기")
      try first.quit()

      let viewer = try Viewer(at: home)
      try viewer.see("이어보기")
      try viewer.move(.down)
      try viewer.press(.enter, toSee: "더 보기")
      #expect(viewer.title.contains(Self.longSeries))
      for key: Key in [.down, .down, .left, .down, .down] { try viewer.move(key) }
      viewer.press(.character("5"))
      try viewer.waitForFocus(on: "5회")
      viewer.press(.enter)
      try viewer.see("재생 중", "시즌 3", "5회")
    }

    @Test("one resumes from any page what was played last", arguments: ["1", "4", "8"])
    func resume(page: Character) throws {
      let home = try Home.withDemo()
      let first = try Viewer.signedIn(at: home)
      try first.open(title: Self.longSeries)
      try first.playThirteenMinutes()
      first.press(.escape)
      try first.see("더 보기")
      try first.quit()

      let viewer = try Viewer(at: home)
      try viewer.see("이어보기")
      viewer.press(.character(page))
      try viewer.press("0", toSee: "재생 중")
      try viewer.see(Self.longSeries, "13:")
    }
  }
}
