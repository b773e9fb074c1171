import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Resuming")
struct ResumingTests {
  private let first = SampleWorld.title(1).id

  @Test(
    "0 plays what was watched last from any page, and says what it is and how much is left",
    arguments: [[], [.character("4")], [.down, .down, .enter], [.character("8")]] as [[Key]])
  func anywhere(keys: [Key]) {
    var stage = Stage.home()
    for key in keys { stage.press(key) }
    stage.press(.character("0"))
    #expect(stage.player?.title == first)
    #expect(stage.player?.wanted == SampleWorld.asset(of: first))
    #expect(stage.text.contains("‘소나기 형사’ 1회 이어보기 · 35분 남음"))
  }

  @Test("without anything begun it says so")
  func nothing() {
    var stage = Stage()
    stage.answers = false
    stage.send(.started(seed: 1))
    stage.model.session = .signedIn(SampleWorld.account.viewer)
    stage.press(.character("0"))
    stage.send(
      .answered(
        stage.model.lastRequest, .shelf(.continueWatching),
        .success(.shelf(Shelf(kind: .continueWatching, cards: [])))))
    #expect(stage.player == nil)
    #expect(stage.text.contains("이어 볼 작품이 없습니다"))
  }

  @Test("home may be arranged without continue watching: the service is asked what is under way")
  func switchedOff() {
    var stage = Stage.home()
    let home = SampleWorld.home
    stage.answers = false
    stage.press(.character("r"))
    let without = HomePage(
      hero: home.hero, shelves: home.shelves.filter { $0.kind != .continueWatching },
      builtFor: home.builtFor, isPersonalised: true)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(without))))
    stage.answers = true
    stage.press(.character("0"))
    #expect(stage.player?.title == first)
    #expect(stage.text.contains("‘소나기 형사’ 1회 이어보기"))
  }

  @Test("a playback is not begun anew by it")
  func playing() {
    var stage = Stage.home()
    stage.press(.down, .space)
    let run = stage.player?.run
    stage.press(.character("0"))
    #expect(stage.player?.run == run)
  }

  @Test("in a text field 0 is typed")
  func typed() {
    var stage = Stage.home()
    stage.press(.character("/"), .character("0"))
    #expect(stage.searchPage?.field.text == "0")
  }

  @Test("a card of continue watching plays without a server, from where it stopped")
  func away() throws {
    var stage = Stage.home()
    stage.failures[.title(first)] = .unreachable
    stage.press(.down, .space)
    let playback = try #require(stage.player?.playback)
    #expect(playback.part.id == SampleWorld.asset(of: first))
    #expect(playback.position == 42 * 36 * 1000)
    #expect(playback.length == 3600 * 1000)
    #expect(stage.text.contains("소나기 형사"))
    stage.send(.alarm(.playback(run: stage.player?.run ?? 0)), after: 1)
    stage.press(.escape)
    #expect(
      stage.writes.contains { if case .recordPlayback = $0 { true } else { false } })
  }
}
