import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("My page")
struct MyPageUpdateTests {
  private func page() -> Stage {
    var stage = Stage.home()
    stage.press(.character("8"))
    return stage
  }

  /// Goes down to a section.
  private func section(_ section: MyPageModel.Section) -> Stage {
    var stage = page()
    let index = MyPageModel.Section.allCases.firstIndex(of: section) ?? 0
    for _ in 0..<index { stage.press(.down) }
    return stage
  }

  @Test("history opens a title, and Back returns to its line")
  func history() throws {
    var stage = page()
    stage.press(.right, .down, .enter)
    #expect(stage.text.contains("새벽 세 시의 편의점"))
    stage.press(.escape)
    let model = try #require(stage.myPage)
    #expect(model.isInside && model.line == 1)
    stage.press(.escape)
    #expect(stage.model.pages.top.traits.entry == .myPage)
    stage.press(.escape)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("a section with nothing in it takes no focus, but for a screen it would cover")
  func emptySection() {
    for key in [Key.right, .enter] {
      var wide = section(.hidden)
      wide.press(key)
      #expect(wide.myPage?.isInside == false)
      var narrow = Stage.home(on: Screen(Size(columns: 40, rows: 12)))
      narrow.press(.character("8"), .down, .down, key)
      #expect(narrow.myPage?.section == .hidden && narrow.myPage?.isInside == true)
    }
  }

  @Test("+ twice in my list takes a title off and puts it back, also when the page came between")
  func listedAgain() throws {
    var stage = section(.myList)
    stage.press(.enter)
    let (first, second) = (SampleWorld.myPage.myList[0], SampleWorld.myPage.myList[1])
    _ = stage.taken()
    stage.press(.character("+"))
    #expect(stage.writes == [.setOnMyList(false, first.id)])
    come(&stage, with: [second])
    stage.press(.character("+"))
    #expect(stage.writes == [.setOnMyList(false, first.id), .setOnMyList(true, first.id)])
    come(&stage, with: [first, second])
    stage.press(.character("+"))
    come(&stage, with: [second])
    stage.press(.down, .character("+"))
    #expect(stage.writes.last == .setOnMyList(false, second.id))
    let model = try #require(stage.myPage)
    #expect(model.myList.map(\.id) == [second.id] && model.line == 0)
  }

  /// My page comes again with another list.
  private func come(_ stage: inout Stage, with list: [Card]) {
    let page = SampleWorld.myPage
    stage.answers = false
    stage.press(.character("r"))
    stage.send(
      .answered(
        stage.model.lastRequest, .myPage,
        .success(
          .myPage(
            MyPage(
              number: page.number, history: page.history, myList: list, taste: page.taste,
              devices: page.devices, stored: page.stored)))))
    stage.answers = true
  }

  @Test("theme and language change at once and are kept")
  func settings() {
    var stage = section(.theme)
    stage.press(.enter)
    #expect(stage.effects.contains(.useTheme("light")))
    stage.press(.down, .enter)
    #expect(stage.model.settings.language == .english)
    #expect(stage.effects.contains(.save(stage.model.settings)))
  }

  @Test("a new password needs eight characters, twice the same")
  func password() {
    var stage = section(.password)
    stage.press(.enter)
    stage.type("old-secret")
    stage.press(.enter)
    stage.type("short")
    stage.press(.enter)
    stage.type("short")
    stage.press(.enter)
    #expect(stage.text.contains("8자 이상"))
    stage.type("-but-longer")
    stage.press(.enter)
    stage.press(.enter)
    #expect(stage.text.contains("서로 다릅니다"))
    stage.type("-but-longer")
    stage.press(.enter)
    #expect(
      stage.effects.contains(.changePassword(from: "old-secret", to: "short-but-longer")))
    stage.send(.wrote(.changePassword, failure: .invalid(.oldPasswordWrong)))
    #expect(stage.text.contains("현재 비밀번호가 맞지 않습니다"))
  }

  @Test("after signing in anew the form of a password works again, and keeps no password")
  func passwordAfterEnding() throws {
    var stage = section(.password)
    stage.press(.enter)
    for text in ["old-secret", "long-enough", "long-enough"] {
      stage.type(text)
      stage.press(.enter)
    }
    stage.send(.wrote(.changePassword, failure: .sessionEnded(.revoked)))
    #expect(stage.text.contains("다른 곳에서 로그아웃되었습니다"))
    stage.signIn()
    let model = try #require(stage.myPage)
    #expect(!model.form.isWaiting && model.form == PasswordForm())
  }

  @Test("signing out everywhere says so to the service")
  func everywhere() {
    var stage = section(.signOutEverywhere)
    stage.press(.enter)
    #expect(stage.text.contains("모든 기기에서 로그아웃할까요?"))
    #expect(stage.writes.isEmpty)
    stage.press(.left, .enter)
    #expect(stage.writes.contains(.signOut(everywhere: true)))
    #expect(stage.model.session == .signedOut)
  }

  @Test("quit asks first")
  func quits() {
    var stage = section(.quit)
    stage.press(.enter)
    #expect(stage.model.overlay == .quit(isQuitFocused: true))
    stage.press(.enter)
    #expect(stage.effects.contains(.quit(.quit)))
  }

  @Test(
    "every section can be read on the smallest screen",
    arguments: [
      (MyPageModel.Section.taste, "시간"), (.devices, "사용"), (.stored, "시청 기록 120건"),
      (.history, "2026"), (.myList, "영화"),
    ])
  func narrow(section: MyPageModel.Section, words: String) {
    var stage = Stage.home(on: Screen(Chrome.smallest))
    stage.press(.character("8"))
    let index = MyPageModel.Section.allCases.firstIndex(of: section) ?? 0
    for _ in 0..<index { stage.press(.down) }
    stage.press(.enter)
    #expect(stage.text.contains(words))
    stage.press(.escape)
    #expect(stage.text.contains("셋톱번호"))
  }

  @Test("on the smallest screen the last line says who can read what is stored")
  func storedNarrow() {
    var stage = Stage.home(on: Screen(Chrome.smallest))
    stage.press(.character("8"))
    let index = MyPageModel.Section.allCases.firstIndex(of: .stored) ?? 0
    for _ in 0..<index { stage.press(.down) }
    stage.press(.enter, .end)
    #expect(stage.text.contains("있습니다"))
  }

  @Test("what is stored is told in counts, and who can read it")
  func stored() {
    let stage = section(.stored)
    #expect(stage.text.contains("시청 기록 120건"))
    #expect(stage.text.contains("읽을 수 있는 사람"))
  }

  /// Pastes a password into each of the form's fields, and goes on behind each.
  private func form(pasting passwords: [String]) -> Stage {
    var stage = section(.password)
    stage.press(.enter)
    for password in passwords {
      stage.send(.input(.pasted(password)))
      stage.press(.enter)
    }
    return stage
  }

  @Test("a password of 1,024 characters is changed whole, and one that is too long is refused")
  func longPassword() {
    let rest = String(repeating: "가", count: 1023)
    let (old, new) = ("a" + rest, "b" + rest)
    #expect(
      form(pasting: [old, new, new + "\n"]).effects.contains(.changePassword(from: old, to: new)))
    for passwords in [[new + "c", new, new], [old, new + "c", new + "c"]] {
      let stage = form(pasting: passwords)
      #expect(stage.text.contains("1,024자"))
      #expect(
        !stage.effects.contains { if case .changePassword = $0 { true } else { false } })
    }
  }
}
