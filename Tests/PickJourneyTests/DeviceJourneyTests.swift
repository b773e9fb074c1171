import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A device without a keyboard")
  struct DeviceJourneyTests {
    private let server: Server

    init() throws { server = try Server() }

    /// A second device's sign-in page with a code on it, and the code.
    private func waitingDevice() throws -> (device: Viewer, code: String) {
      let device = try Viewer(at: try Home(), server.arguments)
      try device.see("다른 기기로 로그인")
      device.press(.down, .down, .down, .down)
      try device.waitForFocus(on: "다른 기기로 로그인")
      try device.press(.enter, toSee: "남은 시간")
      let words = device.text.split { " \n".contains($0) }
      let code = try #require(words.first { Self.isCode($0) })
      return (device, String(code))
    }

    private static func isCode(_ word: Substring) -> Bool {
      word.count == 9 && word.dropFirst(4).first == "-"
        && word.allSatisfy { $0 == "-" || ("A"..."Z").contains($0) }
    }

    @Test("pick approve lets a device in that shows a code")
    func approves() throws {
      let home = try Home()
      let viewer = try Viewer.signedIn(at: home, server.arguments)
      try viewer.see("이어보기")
      let (device, code) = try waitingDevice()
      let outcome = try Programs.run(
        ["approve", code] + server.arguments, of: "pick", home: home.path, input: "y\n")
      #expect(outcome.status == 0 && outcome.output.contains("기기를 승인했습니다"))
      try device.see("이어보기")
      try device.quit()
      try viewer.quit()
    }

    @Test("My page refuses a device, and the device says so")
    func refuses() throws {
      let viewer = try Viewer.signedIn(at: try Home(), server.arguments)
      let (device, code) = try waitingDevice()
      try viewer.press("8", toSee: "기기 승인")
      for _ in 0..<5 { try viewer.move(.down) }
      try viewer.press(.enter, toSee: "코드를 입력하세요")
      viewer.type(code.lowercased())
      try viewer.press(.enter, toSee: "로그인할까요?")
      try viewer.press(.enter, toSee: "기기를 거절했습니다")
      try device.see("승인이 거절되었습니다")
    }

    @Test("a code nobody shows is told, and who is not signed in approves nothing")
    func unknown() throws {
      let home = try Home()
      let stranger = try Programs.run(
        ["approve", "BCDF-GHJK"] + server.arguments, of: "pick", home: home.path, input: "y\n")
      #expect(stranger.status == 77)
      let viewer = try Viewer.signedIn(at: home, server.arguments)
      try viewer.quit()
      let unknown = try Programs.run(
        ["approve", "BCDF-GHJK"] + server.arguments, of: "pick", home: home.path, input: "y\n")
      #expect(unknown.status == 65 && unknown.errors.hasPrefix("pick: "))
    }
  }
}
