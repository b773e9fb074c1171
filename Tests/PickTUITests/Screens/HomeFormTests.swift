import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Home's shelves on my page")
struct HomeFormTests {
  /// A stage inside the list of shelves.
  static func list(on screen: Screen = .usual) -> Stage {
    var stage = Stage.home(on: screen)
    stage.press(.character("8"))
    let index = MyPageModel.Section.allCases.firstIndex(of: .home) ?? 0
    for _ in 0..<index { stage.press(.down) }
    stage.press(.enter)
    return stage
  }

  /// The same with the second shelf picked up.
  static func moving(on screen: Screen) -> Stage {
    var stage = list(on: screen)
    stage.press(.down, .right, .down)
    return stage
  }

  private func arrangements(_ stage: Stage) -> [HomeArrangement] {
    stage.writes.compactMap { if case .arrangeHome(let it) = $0 { it } else { nil } }
  }

  @Test("Enter switches a shelf off and on, at once")
  func toggles() throws {
    var stage = Self.list()
    stage.press(.down, .down, .enter)
    #expect(stage.text.contains("꺼짐"))
    #expect(arrangements(stage).last?.isOn(.pickedForYou) == false)
    stage.press(.enter)
    #expect(!stage.text.contains("꺼짐"))
    #expect(arrangements(stage).last == .standard)
  }

  @Test("Right picks a shelf up, arrows move it, Enter puts it down; only then it is kept")
  func moves() throws {
    var stage = Self.list()
    stage.press(.down, .right, .down, .down)
    #expect(stage.text.contains("옮기는 중") && arrangements(stage).isEmpty)
    #expect(stage.myPage?.line == 3)
    stage.press(.enter)
    #expect(arrangements(stage).map { $0.place(of: .continueWatching) } == [3])
    #expect(!stage.text.contains("옮기는 중"))
  }

  @Test("Back puts a shelf down first, and leaves the list then; what did not move is not kept")
  func back() {
    var stage = Self.list()
    stage.press(.down, .right, .escape)
    #expect(stage.myPage?.isInside == true && arrangements(stage).isEmpty)
    stage.press(.right, .down, .escape)
    #expect(arrangements(stage).count == 1)
    stage.press(.escape)
    #expect(stage.myPage?.isInside == false)
  }

  @Test("the hero stays first, and the last shelf that is on stays on")
  func limits() {
    var stage = Self.list()
    stage.press(.right)
    #expect(stage.text.contains("맨 위 작품은 자리를 옮기지 않고"))
    for _ in HomeShelf.allCases.dropLast() { stage.press(.enter, .down) }
    stage.press(.enter)
    #expect(stage.text.contains("한 줄은 켜져 있어야 합니다"))
  }

  @Test("what was changed shows until the service knows it, and its refusal shows what holds")
  func answers() {
    var stage = Self.list()
    stage.press(.down, .enter)
    let kept = arrangements(stage)[0]
    stage.send(.answered(stage.model.lastRequest, .myPage, .success(.myPage(SampleWorld.myPage))))
    #expect(stage.text.contains("꺼짐"))
    stage.send(.wrote(.arrangeHome(kept), failure: .unreachable))
    #expect(!stage.text.contains("꺼짐"))
  }

  @Test("a lobby does not offer it")
  func lobby() {
    #expect(!MyPageModel.sections(isKiosk: true, isRemote: false).contains(.home))
  }
}
