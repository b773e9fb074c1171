import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Search with a slip of the keys")
struct NearSearchTests {
  /// A search for words that no name has; near ones are `SampleWorld.results(for: "teh").near`.
  static func slipped(_ words: String = "teh", on screen: Screen = .usual) -> Stage {
    var stage = Stage.home(on: screen)
    stage.press(.character("/"))
    stage.type(words)
    return stage
  }

  /// The same with the focus on the first near title.
  static func focused(on screen: Screen) -> Stage {
    var stage = slipped(on: screen)
    stage.press(.enter)
    return stage
  }

  private let near = SampleWorld.results(for: "teh").near

  @Test("words with a slip lead to the names that may be meant")
  func offers() {
    let stage = Self.slipped("바람의 등데")
    #expect(stage.text.contains("검색 결과 0건"))
    #expect(stage.text.contains("혹시 이 작품을 찾으셨나요?") && stage.text.contains("바람의 등대"))
    #expect(!stage.text.contains("철자"))
    #expect(Self.slipped("바람의 등대").searchPage?.offersTitles == false)
  }

  @Test("at most five are offered, and all fit the smallest screen")
  func few() {
    #expect(near.count == SearchResults.mostNear)
    let stage = Self.slipped(on: Screen(Size(columns: 40, rows: 12), .english))
    #expect(stage.text.contains("Did you mean one of these?"))
    for card in near { #expect(stage.text.contains((card.name.english ?? "").prefix(12))) }
  }

  @Test("Enter in the field leads to the first of them, and another one opens it")
  func opens() {
    var stage = Self.slipped()
    stage.press(.enter)
    #expect(stage.searchPage?.waysOut.focused == 0 && stage.detailPage == nil)
    stage.press(.down, .enter)
    #expect(stage.detailPage?.id == near[1].id)
    stage.press(.escape)
    #expect(stage.searchPage?.waysOut.focused == 1 && stage.searchPage?.field.text == "teh")
  }

  @Test("the arrows lead there past the filters and back")
  func arrows() {
    var stage = Self.slipped()
    stage.press(.down, .down)
    #expect(stage.searchPage?.waysOut.focused == 0)
    stage.press(.end, .down)
    #expect(stage.searchPage?.waysOut.focused == near.count - 1)
    stage.press(.home, .up)
    #expect(stage.searchPage?.waysOut.focused == nil && stage.searchPage?.bar.focused != nil)
  }

  @Test("Enter typed ahead of the answer opens none of them, and the footer names a title's keys")
  func ahead() {
    var stage = Self.slipped("te")
    stage.answers = false
    stage.type("h")
    stage.press(.enter)
    stage.send(
      .answered(
        stage.model.lastRequest, .search("teh"),
        .success(.results(SampleWorld.results(for: "teh")))))
    #expect(stage.searchPage?.waysOut.focused == 0)
    #expect(stage.detailPage == nil && stage.text.contains("재생"))
  }

  @Test("Back takes the words away, and a slip is no recent search")
  func back() {
    var stage = Self.slipped()
    stage.press(.enter, .enter, .escape, .escape)
    #expect(stage.searchPage?.field.text.isEmpty == true && stage.searchPage?.isInField == true)
    #expect(stage.model.recentSearches.isEmpty)
  }

  @Test("while the server does not answer titles on this device are offered as well")
  func offline() {
    var stage = Stage.offline()
    stage.press(.character("/"))
    stage.type("등데")
    #expect(stage.text.contains("오프라인") && stage.text.contains("바람의 등대"))
  }
}
