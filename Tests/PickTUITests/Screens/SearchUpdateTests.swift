import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Search")
struct SearchUpdateTests {
  private func page() -> Stage {
    var stage = Stage.home()
    stage.press(.character("4"), .character("/"))
    return stage
  }

  @Test("a search that failed is asked again with Enter, and says so")
  func retries() {
    var stage = Stage.home()
    stage.press(.character("/"))
    stage.answers = false
    stage.type("가")
    stage.send(
      .answered(stage.model.lastRequest, .search("가"), .failure(.unreachable)))
    #expect(stage.text.contains("Enter 키로 다시 시도하세요"))
    let before = stage.model.lastRequest
    stage.press(.enter)
    #expect(stage.model.lastRequest == before + 1)
  }

  @Test("results come as one types, with their count; none come with advice")
  func types() {
    var stage = page()
    stage.type("의")
    #expect(stage.text.contains("4건"))
    stage.type("없")
    #expect(stage.text.contains("검색 결과 0건"))
    #expect(stage.text.contains("초성"))
  }

  @Test("search asked for again begins in its field, whatever had the focus when it was left")
  func begunAgain() throws {
    var stage = page()
    stage.type("의")
    stage.press(.down, .enter, .character("/"))
    stage.type("q")
    let search = try #require(stage.searchPage)
    #expect(search.focused == nil && search.field.text == "의q" && stage.model.overlay == nil)
  }

  @Test("Enter typed before the answer is there means a result of these words, not of those before")
  func enterAhead() throws {
    var stage = page()
    stage.type("의")
    stage.answers = false
    stage.type("없")
    stage.press(.enter, .enter)
    #expect(stage.model.pages.top.traits.entry == .search)
    let results = SampleWorld.results(for: "의")
    stage.send(
      .answered(stage.model.lastRequest, .search("의없"), .success(.results(results))))
    let search = try #require(stage.searchPage)
    #expect(search.focused == results.cards.first?.id)
  }

  @Test("letters that are hot keys elsewhere are typed here, jamo as they are")
  func typesHotKeys() throws {
    var stage = page()
    stage.type("q1ㅎㄹ")
    let search = try #require(stage.searchPage)
    #expect(search.field.text == "q1ㅎㄹ")
  }

  @Test("the first Esc leaves to the page before, from the field and from a result")
  func leaves() {
    var stage = page()
    stage.type("의")
    stage.press(.escape)
    #expect(stage.model.pages.top.traits.entry == .category(.film))
    stage.press(.character("/"))
    stage.type("의")
    stage.press(.down, .escape)
    #expect(stage.model.pages.top.traits.entry == .category(.film))
  }

  @Test("an answer to what was typed before is dropped")
  func late() throws {
    var stage = page()
    stage.answers = false
    stage.type("바")
    let first = stage.model.lastRequest
    stage.type("람")
    let second = stage.model.lastRequest
    stage.send(
      .answered(second, .search("바람"), .success(.results(SampleWorld.results(for: "바람")))))
    stage.send(
      .answered(first, .search("바"), .success(.results(SampleWorld.results(for: "바")))))
    let search = try #require(stage.searchPage)
    #expect(search.results.value?.query == "바람")
  }

  @Test("down goes into the results, Enter opens, Back returns to the same result")
  func opens() throws {
    var stage = page()
    stage.type("의")
    stage.press(.down, .down, .enter)
    #expect(stage.text.contains("바람의 등대"))
    stage.press(.escape)
    let search = try #require(stage.searchPage)
    #expect(search.focused == SampleWorld.title(3).id)
    #expect(search.field.text == "의")
  }

  @Test("the caret has the cursor while one types, and nowhere else")
  func cursor() {
    var stage = page()
    stage.type("바람")
    #expect(stage.frame.cursor == Point(column: 5, row: 2))
    stage.press(.down)
    #expect(stage.frame.cursor == nil)
  }
}
