import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Signing in with another device")
struct DeviceCodeTests {
  /// The sign-in page of a program that asks a server.
  static func signIn(
    on screen: Screen = .usual, capabilities: TerminalCapabilities = .full
  ) -> Stage {
    var stage = Stage(on: screen, capabilities: capabilities, isRemote: true)
    stage.failures = [.authorization: .sessionEnded(.signedOut)]
    stage.send(.started(seed: 1))
    stage.send(.alarm(.connect))
    return stage
  }

  /// The page with the code.
  static func code(
    on screen: Screen = .usual, capabilities: TerminalCapabilities = .full
  ) -> Stage {
    var stage = signIn(on: screen, capabilities: capabilities)
    stage.press(.down, .down, .down, .down, .enter)
    return stage
  }

  private func tick(_ stage: inout Stage, after seconds: Int64 = 1) {
    stage.send(.alarm(.deviceTick(run: stage.model.lastNumber)), after: seconds)
  }

  private func polls(_ effects: [Effect]) -> Int {
    effects.count { if case .ask(.deviceProgress, _) = $0 { true } else { false } }
  }

  private func reply(_ stage: inout Stage, _ outcome: Outcome<Answer>) {
    stage.send(
      .answered(
        stage.model.lastRequest, .deviceProgress(SampleWorld.deviceCode.userCode), outcome))
  }

  @Test("the row is there with a server only")
  func offered() {
    #expect(Self.signIn().text.contains("다른 기기로 로그인"))
    var stage = Stage()
    stage.failures = [.authorization: .sessionEnded(.signedOut)]
    stage.send(.started(seed: 1))
    #expect(!stage.text.contains("다른 기기로 로그인"))
    stage.press(.down, .down, .down, .down, .enter)
    #expect(!stage.text.contains("QR"))
  }

  @Test("a sign-in that fails below the page with the code can be tried again")
  func failsBelow() throws {
    var stage = Self.signIn()
    stage.answers = false
    stage.signIn(Credentials(number: "1001", password: "wrong"))
    let request = stage.model.lastRequest
    stage.press(.down, .down, .down, .enter)
    guard case .deviceCode = stage.model.pages.top else {
      Issue.record("no page with a code")
      return
    }
    stage.send(.answered(request, .signIn, .failure(.wrongCredentials)))
    stage.press(.escape)
    let model = try #require(stage.signInPage)
    #expect(model.waitingFor == nil && model.reason == .wrong)
  }

  @Test("the page shows code, address, picture and time, and Back leads to sign-in")
  func shows() {
    var stage = Self.code()
    for text in ["BCDF-GHJK", "https://pick.test/activate", "남은 시간 10:00", "▀"] {
      #expect(stage.text.contains(text), "\(text)")
    }
    #expect(!stage.text.contains("never shown"))
    stage.press(.escape)
    #expect(stage.text.contains("셋톱번호"))
  }

  @Test("the server is asked at its interval, one question at a time")
  func polling() {
    var stage = Self.code()
    stage.answers = false
    tick(&stage, after: 4)
    #expect(polls(stage.taken()) == 0)
    tick(&stage)
    tick(&stage, after: 9)
    #expect(polls(stage.taken()) == 1)
    reply(&stage, .success(.deviceProgress(.slowDown)))
    tick(&stage, after: 9)
    #expect(polls(stage.taken()) == 0)
    tick(&stage)
    #expect(polls(stage.taken()) == 1)
  }

  @Test("a yes signs in and shows home")
  func approved() {
    var stage = Self.code()
    stage.answers = false
    tick(&stage, after: 5)
    stage.failures = [:]
    stage.answers = true
    reply(&stage, .success(.deviceProgress(.approved(SampleWorld.account))))
    #expect(stage.model.session == .signedIn(SampleWorld.account.viewer))
    #expect(stage.text.contains("이어보기"))
  }

  @Test("a no and an old code say so, and Enter asks for a new one")
  func endings() {
    for (poll, words) in [(DevicePoll.denied, "거절"), (.expired, "만료")] {
      var stage = Self.code()
      stage.answers = false
      tick(&stage, after: 5)
      reply(&stage, .success(.deviceProgress(poll)))
      #expect(stage.text.contains(words) && !stage.text.contains("BCDF"))
      tick(&stage, after: 60)
      _ = stage.taken()
      stage.press(.enter)
      #expect(stage.taken().contains(.ask(.deviceCode, stage.model.lastRequest)))
    }
  }

  @Test("a code expires by itself")
  func expires() {
    var stage = Self.code()
    tick(&stage, after: 600)
    #expect(stage.text.contains("코드가 만료되었습니다"))
  }

  @Test("a server that does not answer is asked again, less often")
  func unreachable() {
    var stage = Self.code()
    stage.answers = false
    tick(&stage, after: 5)
    reply(&stage, .failure(.unreachable))
    #expect(stage.text.contains("서버에 연결할 수 없어") && stage.text.contains("BCDF-GHJK"))
    _ = stage.taken()
    tick(&stage, after: 9)
    #expect(polls(stage.taken()) == 0)
    tick(&stage)
    #expect(polls(stage.taken()) == 1)
  }

  @Test(
    "code and address stand on every screen, with or without room for the picture",
    arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)])
  func everywhere(size: Size) {
    let plain = TerminalCapabilities(showsHangul: false, showsUnicode: false, colors: .mono)
    let stage = Self.code(on: Screen(size), capabilities: plain)
    #expect(stage.text.contains("BCDF-GHJK") && stage.text.contains("https://pick.test/activate"))
    #expect(!stage.text.contains("▀"))
  }
}
