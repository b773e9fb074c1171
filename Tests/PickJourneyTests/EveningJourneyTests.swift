import Glibc
import PickTUI
import PickTestSupport
import Testing

/// Who answers in a journey.
enum Answering: CaseIterable {
  /// The database on this machine.
  case embedded
  /// A server on this machine.
  case remote
}

extension Journeys {
  @Suite("One evening, whoever answers")
  struct EveningJourneyTests {
    /// A viewer's home, and the server they ask, if there is one.
    struct Place {
      let home: Home
      let server: Server?

      init(_ answering: Answering) throws {
        server = answering == .remote ? try Server() : nil
        home = server == nil ? try Home.withDemo() : try Home()
      }

      /// Starts `pick`.
      func viewer() throws -> Viewer { try Viewer(at: home, server?.arguments ?? []) }
    }

    @Test("sign in, browse, choose, play, quit, and come back", arguments: Answering.allCases)
    func evening(answering: Answering) throws {
      let place = try Place(answering)
      let first = try place.viewer()
      try first.see("셋톱번호")
      try first.signIn()
      try first.see("이어보기", "당신을 위한 추천")
      try browse(first)
      let title = try play(first)
      try first.quit()

      let second = try place.viewer()
      try second.see("이어보기")
      try second.wait("the title on the first shelf") { _ in
        second.firstCard(of: "이어보기").contains(String(title.prefix(4)))
      }
      try second.quit()
    }

    private func browse(_ viewer: Viewer) throws {
      try viewer.press("4", toSee: "SF/판타지")
      try viewer.press("7", toSee: "찾고 싶은 작품을 입력하세요")
      viewer.type("ㄱ")
      try viewer.see("건", withoutAny: ["찾고 싶은 작품을 입력하세요"])
      // A key that follows Esc at once would be one with Alt.
      viewer.press(.escape)
      try viewer.see("찾고 싶은 작품을 입력하세요", withoutAny: ["SF/판타지"])
      viewer.press(.escape)
      try viewer.see("SF/판타지")
      try viewer.press("8", toSee: "셋톱번호 \(Home.viewer)")
      try viewer.press("1", toSee: "이어보기")
    }

    /// Plays what is picked first for a while; the title's name.
    private func play(_ viewer: Viewer) throws -> String {
      try viewer.focus(onShelf: "당신을 위한 추천")
      try viewer.press("+", toSee: "내 목록에 담았습니다")
      try viewer.press(.enter, toSee: "더 보기")
      try viewer.see("내 목록에서 빼기")
      let title = viewer.title
      try viewer.playThirteenMinutes()
      viewer.press(.escape)
      try viewer.see("13:", "이어보기")
      viewer.press(.character("1"))
      try viewer.see("#실시간")
      return title
    }

    @Test("who loses the terminal in mid-playback finds the position again")
    func hungUp() throws {
      let home = try Home.withDemo()
      let first = try Viewer.signedIn(at: home)
      try first.focus(onShelf: "당신을 위한 추천")
      try first.press(.enter, toSee: "더 보기")
      let title = first.title
      try first.playThirteenMinutes()
      first.terminal.signal(SIGHUP)
      #expect(try first.terminal.waitForEnd() == .exited(128 + SIGHUP))

      let second = try Viewer(at: home)
      try second.see("이어보기")
      try second.focus(onShelf: "이어보기")
      try second.press(.enter, toSee: "더 보기")
      #expect(second.title == title)
      try second.see("13:", "이어보기")
    }
  }
}
