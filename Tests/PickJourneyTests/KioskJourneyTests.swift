import Glibc
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("In a lobby")
  struct KioskJourneyTests {
    private let home: Home

    init() throws {
      home = try Home.withDemo()
      try home.write(
        "[kiosk]\npin = \"2468\"\nidle_seconds = 1\ncountdown_seconds = 2\n",
        to: ".config/pick/config.toml")
    }

    private func lobby() throws -> Viewer {
      let viewer = try Viewer(at: home, ["--kiosk"])
      try viewer.see("아무 키나 누르세요")
      return viewer
    }

    @Test("a key signs in; no key and no signal of the keyboard leads out, only the PIN")
    func pin() throws {
      let viewer = try lobby()
      viewer.press(.space)
      try viewer.see("#실시간")
      viewer.press(.control("c"), .control("z"), .control("\\"))
      for signal in [SIGINT, SIGQUIT, SIGTSTP] { viewer.terminal.signal(signal) }
      try viewer.press("q", toSee: "관리자 번호")
      viewer.type("1111")
      try viewer.press(.enter, toSee: "관리자 번호가 맞지 않습니다")
      try waitHere(for: "a line about the wrong PIN", found: { home.log }) {
        home.log.contains("warning wrong PIN in_a_row=1 pid=")
      }
      viewer.type("2468")
      viewer.press(.enter)
      #expect(try viewer.terminal.waitForEnd() == .exited(0))
    }

    @Test("TERM and HUP end it cleanly", arguments: [SIGTERM, SIGHUP])
    func signals(signal: Int32) throws {
      let viewer = try lobby()
      viewer.terminal.signal(signal)
      #expect(try viewer.terminal.waitForEnd() == .exited(128 + signal))
      #expect(!viewer.terminal.screen.isAlternate)
    }

    @Test("a title is found and opened with arrows and Enter alone, and the PIN is typed with them")
    func arrowsOnly() throws {
      try home.write(
        "[kiosk]\npin = \"2468\"\nidle_seconds = 600\n", to: ".config/pick/config.toml")
      let viewer = try lobby()
      try viewer.press(.enter, toSee: "#실시간")
      viewer.press(.up, .up)
      for _ in 0..<6 { viewer.press(.right) }
      try viewer.press(.enter, toSee: "화살표로 글자를 고르고")
      // Two initials: ㅎ is the last of its row, ㄹ the fourth.
      for _ in 0..<13 { viewer.press(.right) }
      viewer.press(.enter)
      for _ in 0..<10 { viewer.press(.left) }
      viewer.press(.enter)
      try viewer.see("ㅎㄹ")
      try viewer.see("건")
      // Below the pad lie the filters, below them the titles.
      for _ in 0..<5 { viewer.press(.down) }
      try viewer.press(.enter, toSee: "재생")
      try viewer.see("비슷한 작품")
      try viewer.press(.escape, toSee: "ㅎㄹ")
      try viewer.press(.escape, toSee: "화살표로 글자를 고르고")
      try viewer.press(.escape, toSee: "#실시간")
      try viewer.press(.escape, toSee: "직원용")
      // From OK up to 2, then 4, 6 and 8, and back to OK.
      viewer.press(.up, .up, .up, .left, .enter, .down, .left, .enter, .right, .right, .enter)
      viewer.press(.down, .left, .enter, .down, .right, .enter)
      #expect(try viewer.terminal.waitForEnd() == .exited(0))
    }

    @Test("left alone it counts down and starts over, signed out")
    func idle() throws {
      let viewer = try lobby()
      viewer.press(.space)
      try viewer.see("#실시간")
      try viewer.see("초 뒤에 처음 화면으로 돌아갑니다")
      try viewer.see("아무 키나 누르세요", withoutAny: ["#실시간"])
      try waitHere(for: "the session file to go") { home.sessionFile == nil }
    }
  }
}
