import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("With a server")
struct ServerTests {
  /// The first moment of a run: nothing is answered yet.
  static func start(on screen: Screen = .usual) -> Stage {
    var stage = Stage(on: screen, isRemote: true)
    stage.answers = false
    stage.send(.started(seed: 1))
    return stage
  }

  /// A run that begins with the page of an earlier one.
  static func old(on screen: Screen = .usual) -> Stage {
    var stage = start(on: screen)
    stage.send(
      .answered(stage.model.lastRequest, .lastHome, .success(.lastHome(SampleWorld.home))))
    return stage
  }

  /// A signed-in viewer, and a server that has been away for an hour.
  static func offline(on screen: Screen = .usual) -> Stage {
    var stage = old(on: screen)
    stage.answers = true
    stage.failures = [.home: .unreachable]
    stage.cautions = SessionCautions(isOffline: true, unsentFacts: 3)
    stage.send(.alarm(.connect), after: 3600)
    return stage
  }

  private static func asked(_ effects: [Effect]) -> [Question] {
    effects.compactMap { if case .ask(let question, _) = $0 { question } else { nil } }
  }

  @Test("only what is on this device is asked for before the first frame")
  func firstFrame() {
    var stage = Self.start()
    #expect(Self.asked(stage.taken()) == [.lastHome])
    stage.send(.answered(stage.model.lastRequest, .lastHome, .success(.lastHome(nil))))
    let then = stage.taken()
    #expect(Self.asked(then) == [] && then.contains(.wake(.connect, afterMilliseconds: 0)))
    stage.send(.alarm(.connect))
    #expect(Self.asked(stage.taken()) == [.authorization, .home])
  }

  @Test("without a last home its place shows as soon as somebody is known to be signed in")
  func skeleton() {
    var stage = Self.start()
    stage.send(.answered(stage.model.lastRequest, .lastHome, .success(.lastHome(nil))))
    stage.send(.alarm(.connect))
    #expect(!stage.text.contains("불러오는 중"))
    let viewer = Answer.viewer(SampleWorld.account.viewer)
    stage.send(.answered(stage.model.lastRequest - 1, .authorization, .success(viewer)))
    #expect(stage.text.contains("불러오는 중"))
  }

  @Test("the last home shows with a badge, and the new one takes its place under the focus")
  func replacesOld() {
    var stage = Self.old()
    #expect(stage.text.contains("이전 화면 · 새로 고치는 중") && stage.text.contains("이어보기"))
    stage.press(.down, .right)
    let focused = stage.focusedTitle
    stage.answers = true
    stage.send(.alarm(.connect))
    #expect(!stage.text.contains("이전 화면"))
    #expect(stage.focusedTitle == focused)
  }

  @Test("a session that is over takes the last home from the screen")
  func endedSession() {
    var stage = Self.old()
    stage.answers = true
    stage.failures = [.authorization: .sessionEnded(.expired)]
    stage.send(.alarm(.connect))
    #expect(!stage.text.contains("이어보기") && !stage.text.contains("이전 화면"))
    #expect(stage.text.contains("로그인이 만료되었습니다"))
  }

  @Test("while the server is away the screen says so, how old the page is, and what waits")
  func saysOffline() {
    let stage = Self.offline()
    #expect(stage.text.contains("오프라인 · 1시간 0분 전 화면 · 기록 3건 대기"))
    #expect(stage.text.contains("이어보기"))
  }

  @Test("somebody looks out for the server, one at a time, and its return brings the page anew")
  func looksOut() {
    var stage = Self.offline()
    func lookOuts(_ effects: [Effect]) -> Int {
      effects.count { if case .wake(.lookOut, _) = $0 { true } else { false } }
    }
    #expect(lookOuts(stage.taken()) == 1)
    stage.press(.down, .enter, .escape)
    #expect(lookOuts(stage.taken()) == 0)
    stage.send(.alarm(.lookOut), after: 3)
    #expect(lookOuts(stage.taken()) == 1)
    stage.failures = [:]
    stage.cautions = SessionCautions()
    stage.send(.alarm(.lookOut), after: 3)
    #expect(lookOuts(stage.taken()) == 0)
    #expect(!stage.text.contains("오프라인") && !stage.text.contains("이전 화면"))
  }

  @Test("without a server nobody asks about one")
  func embedded() {
    var stage = Stage.home()
    stage.answers = false
    stage.press(.character("4"))
    stage.send(
      .answered(
        stage.model.lastRequest, .category(.film),
        .success(.category(SampleWorld.category(.film)))))
    #expect(!Self.asked(stage.taken()).contains(.cautions))
  }
}
