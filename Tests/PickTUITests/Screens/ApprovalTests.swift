import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Letting a device in")
struct ApprovalTests {
  /// My page of a program that asks a server, with the focus in the field for a code.
  static func form(on screen: Screen = .usual) -> Stage {
    var stage = Stage(on: screen, isRemote: true)
    stage.send(.started(seed: 1))
    stage.send(.alarm(.connect))
    stage.press(.character("8"), .down, .down, .down, .down, .down, .enter)
    return stage
  }

  /// The same with the device looked up.
  static func device(on screen: Screen = .usual) -> Stage {
    var stage = form(on: screen)
    stage.type("bcdf-ghjk")
    stage.press(.enter)
    return stage
  }

  @Test("the section is there with a server only")
  func offered() {
    #expect(Self.form().text.contains("기기 승인"))
    var stage = Stage.home()
    stage.press(.character("8"))
    #expect(!stage.text.contains("기기 승인"))
  }

  @Test("the device's name, place and age are shown, and refusing is focused")
  func shows() {
    var stage = Self.device()
    for text in ["로비 키오스크", "203.0.113.7", "2분 전", "이 기기를 내 계정으로"] {
      #expect(stage.text.contains(text), "\(text)")
    }
    stage.press(.enter)
    #expect(stage.writes == [.denyDevice("bcdf-ghjk")])
  }

  @Test("what is approved is the device that is shown, whatever was typed while it was looked up")
  func typedMeanwhile() {
    var stage = Self.form()
    stage.type("bcdf-ghjk")
    stage.answers = false
    stage.press(.enter)
    let request = stage.model.lastRequest
    stage.press(.backspace)
    stage.send(
      .answered(
        request, .pendingDevice("bcdf-ghjk"),
        .success(.pendingDevice(SampleWorld.pendingDevice))))
    stage.press(.enter)
    #expect(stage.writes == [.denyDevice("bcdf-ghjk")])
  }

  @Test("approving is written once, and said when it is done")
  func approves() {
    var stage = Self.device()
    stage.press(.left, .enter, .enter)
    #expect(stage.writes == [.approveDevice("bcdf-ghjk")])
    stage.send(.wrote(.approveDevice("bcdf-ghjk"), failure: nil))
    #expect(stage.text.contains("기기를 승인했습니다") && !stage.text.contains("203.0.113.7"))
  }

  @Test("a code nobody waits with is told below the field, until typing goes on")
  func unknown() {
    var stage = Self.form()
    stage.failures[.pendingDevice("x")] = .notFound
    stage.type("x")
    stage.press(.enter)
    #expect(stage.text.contains("그런 코드로 기다리는 기기가 없습니다"))
    stage.type("y")
    #expect(!stage.text.contains("그런 코드로"))
  }

  @Test("Back lets go of the device first, then of the section")
  func back() {
    var stage = Self.device()
    stage.press(.escape)
    #expect(stage.text.contains("입력하세요") && !stage.text.contains("203.0.113.7"))
    stage.press(.escape, .escape)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("what is typed is no part of a recording")
  func secret() {
    #expect(Self.form().model.isTypingSecret)
  }
}
