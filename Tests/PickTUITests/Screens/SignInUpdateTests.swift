import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Sign-in")
struct SignInUpdateTests {
  private func page(demoAccount: Credentials? = nil) -> Stage {
    var stage = Stage(demoAccount: demoAccount)
    stage.failures[.authorization] = .sessionEnded(.signedOut)
    stage.send(.started(seed: 1))
    stage.failures = [:]
    return stage
  }

  @Test("the demo world's account stands on the page")
  func demo() {
    let stage = page(demoAccount: SampleWorld.credentials)
    #expect(stage.text.contains("데모 계정: 0101234567 / pick-demo"))
  }

  @Test("one key starts the demo")
  func startsDemo() {
    var stage = page(demoAccount: SampleWorld.credentials)
    #expect(stage.text.contains("데모로 시작"))
    stage.press(.enter)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("typing goes to the number while the demo's button has the focus")
  func typesPastDemo() {
    var stage = page(demoAccount: SampleWorld.credentials)
    stage.signIn()
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("a demo whose password was changed says so, and offers nothing")
  func changedDemo() {
    var stage = page(demoAccount: Credentials(number: "0101234567", password: "old"))
    stage.press(.enter)
    #expect(stage.text.contains("데모 계정의 비밀번호가 바뀌었습니다"))
    #expect(!stage.text.contains("데모로 시작") && !stage.text.contains("/ old"))
  }

  @Test("after a session that ended by itself an Enter does not start the demo")
  func expiredDemo() {
    var stage = Stage(demoAccount: SampleWorld.credentials)
    stage.failures[.authorization] = .sessionEnded(.expired)
    stage.send(.started(seed: 1))
    stage.failures = [:]
    stage.press(.enter)
    #expect(stage.model.pages.top.traits.entry != .home)
  }

  @Test(
    "a clock that seems wrong is told at every size",
    arguments: [
      Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 60, rows: 18),
    ])
  func clock(size: Size) {
    var stage = Stage(on: Screen(size), demoAccount: SampleWorld.credentials)
    stage.failures[.authorization] = .sessionEnded(.expired)
    stage.cautions = SessionCautions(clockSeemsWrong: true)
    stage.send(.started(seed: 1))
    #expect(stage.text.contains("시계가 맞지"))
    #expect(stage.text.contains("데모 계정"))
  }

  @Test("a clock that seems wrong is told to a viewer who is signed in, too")
  func clockSignedIn() {
    var stage = Stage()
    stage.cautions = SessionCautions(clockSeemsWrong: true)
    stage.send(.started(seed: 1))
    #expect(stage.model.pages.top.traits.entry == .home)
    #expect(stage.text.contains("시계가 맞지"))
  }

  @Test("a session that cannot be stored is told after signing in")
  func unsaved() {
    var stage = page()
    stage.cautions = SessionCautions(isUnsaved: true)
    stage.signIn()
    #expect(stage.model.pages.top.traits.entry == .home)
    #expect(stage.text.contains("로그인을 저장하지 못했습니다"))
  }

  @Test("a wrong password says so, empties the field and keeps the number")
  func wrong() {
    var stage = page()
    stage.signIn(Credentials(number: SampleWorld.credentials.number, password: "nope"))
    #expect(stage.text.contains("번호 또는 비밀번호가 맞지 않습니다"))
    #expect(stage.signInPage?.password.text == "")
    #expect(stage.signInPage?.number.text == SampleWorld.credentials.number)
  }

  /// The page while a try waits for its answer; no later one is answered either.
  private func waiting() -> Stage {
    var stage = page()
    stage.answers = false
    stage.signIn(Credentials(number: "1", password: "x"))
    return stage
  }

  /// The page after a try that ended with `error`.
  private func refused(_ error: ServiceError) -> Stage {
    var stage = waiting()
    stage.send(.answered(stage.model.lastRequest, .signIn, .failure(error)))
    return stage
  }

  @Test("a throttled try counts down each second and is not repeated before the end")
  func throttled() {
    var stage = refused(.throttled(retryAfterSeconds: 4))
    #expect(stage.text.contains("4초"))
    stage.send(.alarm(.throttle), after: 1)
    #expect(stage.text.contains("3초"))
    stage.type("y")
    let before = stage.model.lastRequest
    stage.press(.enter)
    #expect(stage.model.lastRequest == before)
    stage.send(.alarm(.throttle), after: 3)
    #expect(!stage.text.contains("잠시 후"))
    stage.type("y")
    stage.press(.enter)
    #expect(stage.model.lastRequest == before + 1)
  }

  @Test("what is typed while the page counts down is not kept, and the sentence after it is true")
  func throttledTyping() {
    var stage = refused(.throttled(retryAfterSeconds: 4))
    stage.type("wrong")
    stage.press(.enter)
    #expect(stage.signInPage?.password.text == "")
    stage.type("half")
    stage.send(.alarm(.throttle), after: 4)
    #expect(stage.signInPage?.password.text == "")
    #expect(!stage.text.contains("맞지 않습니다"))
    #expect(stage.text.contains("이제 비밀번호를 다시 입력하세요"))
  }

  @Test("Enter without a number or a password says which is missing")
  func missing() {
    var stage = page()
    stage.press(.enter)
    #expect(stage.text.contains("셋톱번호를 입력하세요"))
    stage.type("1")
    stage.press(.enter, .enter)
    #expect(stage.text.contains("비밀번호를 입력하세요"))
    #expect(stage.signInPage?.waitingFor == nil)
  }

  @Test("the number is remembered when asked for, and forgotten when not")
  func remembers() {
    var stage = page()
    stage.type(SampleWorld.credentials.number)
    stage.press(.enter)
    stage.type(SampleWorld.credentials.password)
    stage.press(.down, .space, .down, .enter)
    #expect(stage.model.settings.rememberedNumber == SampleWorld.credentials.number)
    #expect(stage.effects.contains(.save(stage.model.settings)))
  }

  @Test("letters are typed, F2 changes the language, Esc asks whether to quit")
  func keys() {
    var stage = page()
    stage.type("qt?")
    #expect(stage.signInPage?.number.text == "qt?")
    stage.press(Key(.function(2)))
    #expect(stage.text.contains("Set-top number"))
    stage.press(.escape)
    #expect(stage.text.contains("Quit Pick?"))
    stage.press(.character("n"))
    #expect(stage.model.overlay == nil)
  }

  @Test("the password is shown as asterisks and is no part of any recorded message")
  func secret() {
    var stage = page()
    stage.press(.down)
    #expect(stage.model.isTypingSecret)
    stage.type("secret")
    #expect(stage.text.contains("******"))
    #expect(!stage.text.contains("secret"))
    #expect(
      Message.input(.key(.character("s"))).withoutSecrets == .input(.key(.character("*"))))
    #expect(Message.input(.pasted("abc")).withoutSecrets == .input(.pasted("***")))
  }

  @Test("a service that does not answer leaves the page usable")
  func unreachable() {
    var stage = waiting()
    #expect(stage.text.contains("로그인하는 중"))
    stage.send(.alarm(.deadline(stage.model.lastRequest)), after: 10)
    #expect(stage.text.contains("서비스에 연결할 수 없습니다"))
  }

  @Test("a password that is too long is refused with a sentence, and not sent")
  func longPassword() {
    var stage = page()
    stage.type(SampleWorld.credentials.number)
    stage.press(.enter)
    stage.send(.input(.pasted(String(repeating: "a", count: 1025))))
    stage.press(.enter)
    #expect(stage.text.contains("1,024자"))
    #expect(stage.signInPage?.waitingFor == nil)
    #expect(stage.signInPage?.reason == .tooLong)
  }

  @Test(
    "what keeps this machine from the server is said, and what to do about it",
    arguments: [
      (ServiceError.Obstacle.untrusted, "--ca-file"), (.wrongHost, "--server"),
      (.expired, "시계"), (.noAuthorities, "--ca-file"), (.noLibrary, "libcurl4"),
    ])
  func obstacles(obstacle: ServiceError.Obstacle, words: String) {
    let stage = refused(.cannotConnect(obstacle))
    #expect(stage.text.contains(words))
    #expect(!stage.text.contains("문제가 생겼습니다"))
  }

  @Test("Enter on an empty number stays there, so that a number that is typed next is one")
  func emptyNumber() {
    var stage = page()
    stage.press(.enter)
    #expect(stage.signInPage?.focus == .number)
    stage.type("1")
    stage.press(.enter)
    #expect(stage.signInPage?.focus == .password && stage.signInPage?.number.text == "1")
  }
}
