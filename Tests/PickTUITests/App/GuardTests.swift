import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Guard")
struct GuardTests {
  @Test(
    "every navigation asks whether the session is still good",
    arguments: [
      [Key.enter], [.character("4")], [.character("/")], [.character("8")], [.space],
      [.enter, .escape],
    ])
  func asksOnNavigation(keys: [Key]) {
    var stage = Stage.home()
    stage.answers = false
    for key in keys {
      _ = stage.taken()
      stage.press(key)
    }
    let questions = stage.taken().compactMap {
      if case .ask(let question, _) = $0 { question } else { nil }
    }
    #expect(questions.first == .authorization)
  }

  @Test(
    "an ended session leads to sign-in with its reason",
    arguments: [
      (ServiceError.Ending.expired, "로그인이 만료되었습니다. 다시 로그인해 주세요"),
      (.revoked, "다른 곳에서 로그아웃되었습니다"), (.signedOut, "다른 곳에서 로그아웃되었습니다"),
    ])
  func tellsReason(ending: ServiceError.Ending, reason: String) {
    var stage = Stage.home()
    stage.failures[.authorization] = .sessionEnded(ending)
    stage.press(.character("4"))
    #expect(stage.model.session == .signedOut)
    #expect(stage.text.contains(reason))
    #expect(!stage.text.contains("이어보기"))
  }

  @Test(
    "what is recorded without a key leaves the page; the next step tells that the session ended")
  func unasked() {
    var stage = Stage.home()
    stage.send(.wrote(.impressions([]), failure: .sessionEnded(.revoked)))
    #expect(stage.text.contains("이어보기"))
    stage.failures[.authorization] = .sessionEnded(.revoked)
    stage.press(.character("4"))
    #expect(stage.text.contains("다른 곳에서 로그아웃되었습니다"))
  }

  @Test("a first start without a session asks to sign in and gives no reason")
  func firstStart() {
    var stage = Stage()
    stage.failures[.authorization] = .sessionEnded(.signedOut)
    stage.send(.started(seed: 1))
    #expect(stage.text.contains("셋톱번호"))
    #expect(!stage.text.contains("로그아웃"))
  }

  @Test("the same viewer comes back to the wanted page and its focus")
  func returns() {
    var stage = Stage.home()
    stage.press(.down, .down, .right)
    let focused = stage.focusedTitle
    stage.failures[.authorization] = .sessionEnded(.expired)
    stage.press(.enter)
    #expect(stage.text.contains("로그인이 만료되었습니다"))
    stage.failures = [:]
    stage.signIn()
    #expect(stage.text.contains("출연 한소나"))
    stage.press(.escape)
    #expect(stage.focusedTitle == focused)
  }

  @Test("another viewer is shown home, and nothing of the one before")
  func another() {
    var stage = Stage.home()
    stage.press(.character("4"))
    let other = Account(id: .init(2), number: "999", viewer: .init(2))
    stage.failures[.authorization] = .sessionEnded(.expired)
    stage.press(.character("5"))
    stage.failures = [:]
    stage.answers = false
    stage.signIn(Credentials(number: other.number, password: "pick-demo"))
    stage.answers = true
    stage.send(.answered(stage.model.lastRequest, .signIn, .success(.account(other))))
    #expect(stage.model.pages.depth == 1)
    #expect(stage.model.pages.top.traits.entry == .home)
    #expect(stage.model.session == .signedIn(other.viewer))
  }

  @Test("a careless second Enter does not sign out: coming back would cost a password")
  func staysSignedIn() {
    var stage = Stage.home()
    stage.press(.tab, .end, .enter, .enter)
    #expect(stage.model.overlay == nil)
    #expect(!stage.writes.contains(.signOut(everywhere: false)))
    #expect(stage.model.session == .signedIn(SampleWorld.account.viewer))
  }

  @Test("quitting costs nothing, so Enter after q quits")
  func quits() {
    var stage = Stage.home()
    stage.press(.character("q"), .enter)
    #expect(stage.effects.contains(.quit(.quit)))
  }

  @Test("who signs out on purpose comes back to home")
  func signsOut() {
    var stage = Stage.home()
    stage.press(.character("4"), .tab)
    stage.press(.end, .enter, .escape)
    #expect(!stage.writes.contains(.signOut(everywhere: false)))
    stage.press(.tab, .end, .enter)
    #expect(stage.text.contains("이 기기에서 로그아웃할까요?"))
    stage.press(.left, .enter)
    #expect(stage.writes.contains(.signOut(everywhere: false)))
    #expect(stage.text.contains("로그아웃했습니다"))
    stage.signIn()
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("an answer to a question of the session before is dropped")
  func lateAnswer() {
    var stage = Stage.home()
    stage.answers = false
    stage.press(.character("4"))
    let late = stage.model.lastRequest
    stage.send(.answered(late - 1, .authorization, .failure(.sessionEnded(.expired))))
    let before = stage.model
    stage.send(
      .answered(late, .category(.film), .success(.category(SampleWorld.category(.film)))))
    #expect(stage.model.pages == before.pages)
  }
}
