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
    stage.press(.down, .down, .enter, .character("/"))
    stage.type("q")
    let search = try #require(stage.searchPage)
    #expect(search.focused == nil && search.field.text == "의q" && stage.model.overlay == nil)
  }

  @Test("Enter typed before the answer is there opens the first result of these words")
  func enterAhead() throws {
    var stage = page()
    stage.type("의")
    stage.answers = false
    stage.type("없")
    stage.press(.enter)
    #expect(stage.model.pages.top.traits.entry == .search)
    let results = SampleWorld.results(for: "람의")
    stage.send(
      .answered(stage.model.lastRequest, .search("의없"), .success(.results(results))))
    #expect(stage.detailPage?.id == results.cards.first?.id)
  }

  @Test("Enter in the field opens the first result, Back returns to the field")
  func opensFirst() throws {
    var stage = page()
    stage.type("의")
    stage.press(.enter)
    #expect(stage.detailPage?.id == SampleWorld.results(for: "의").cards.first?.id)
    stage.press(.escape)
    let search = try #require(stage.searchPage)
    #expect(search.focused == nil && search.field.text == "의")
  }

  @Test("words that led to a title come back before a letter is typed, the last ones first")
  func recents() throws {
    var stage = page()
    for words in ["바람", "의"] {
      stage.type(words)
      stage.press(.enter, .escape, .control("u"))
    }
    #expect(stage.text.contains("최근 검색"))
    #expect(stage.model.recentSearches == ["의", "바람"])
    stage.press(.down, .down, .down, .enter)
    let search = try #require(stage.searchPage)
    #expect(search.field.text == "바람")
    #expect(search.focused == SampleWorld.results(for: "바람").cards.first?.id)
  }

  @Test("recent searches are kept for the next start, and forgotten at sign-out")
  func recentsKept() {
    var stage = page()
    #expect(stage.effects.contains(.recallSearches(SampleWorld.account.viewer)))
    stage.send(.searchesRecalled(["등대", "의"], of: SampleWorld.account.viewer))
    stage.type("의")
    stage.press(.enter)
    #expect(stage.effects.contains(.keepSearches(["의", "등대"], SampleWorld.account.viewer)))
    let effects = stage.model.signOut(everywhere: false)
    #expect(effects.contains(.keepSearches([], SampleWorld.account.viewer)))
  }

  @Test("at most ten are kept, and those of another viewer are not taken")
  func recentsBounded() {
    var stage = page()
    stage.send(
      .searchesRecalled((1...30).map { "낱말 \($0)" }, of: SampleWorld.account.viewer))
    #expect(stage.model.recentSearches.count == 10)
    stage.send(.searchesRecalled(["남의 것"], of: Viewer.ID(99)))
    #expect(!stage.model.recentSearches.contains("남의 것"))
  }

  @Test("a lobby keeps no searches and recalls none")
  func recentsOfLobby() {
    var stage = Stage(kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"))
    stage.send(.started(seed: 1))
    stage.press(.enter, .character("/"))
    stage.type("의")
    stage.press(.enter)
    let isKept = stage.effects.contains {
      switch $0 {
      case .keepSearches, .recallSearches: true
      default: false
      }
    }
    #expect(!isKept && stage.model.recentSearches == ["의"])
  }

  @Test("recent searches end with the session")
  func recentsEnd() {
    var stage = page()
    stage.type("의")
    stage.press(.enter)
    _ = stage.model.signOut(everywhere: false)
    stage.signIn()
    stage.press(.character("/"))
    #expect(!stage.text.contains("최근 검색"))
  }

  /// The column of a text in a row, and the role it is drawn in there.
  private func roles(of text: String, in frame: Frame) -> [Role]? {
    for row in 0..<frame.size.rows {
      let cells = Array(frame[row: row])
      let columns = cells.indices.filter { !cells[$0].isContinuation }
      let letters = columns.map { cells[$0].character }
      guard let start = letters.indices.first(where: { letters[$0...].starts(with: text) })
      else { continue }
      return columns[start...].prefix(text.count).map { cells[$0].style.role }
    }
    return nil
  }

  @Test("what was searched for stands out in the names, also by initials")
  func highlight() {
    for query in ["등대", "ㄷㄷ"] {
      var stage = page()
      stage.answers = false
      stage.type(query)
      let results = SearchResults(
        query: query, totalCount: 1, cards: [SampleWorld.card(3, reason: .matchesSearch)])
      stage.send(
        .answered(stage.model.lastRequest, .search(query), .success(.results(results))))
      #expect(roles(of: "바람의 등대", in: stage.frame)?.suffix(2) == [.accent, .accent])
      #expect(roles(of: "바람의 등대", in: stage.frame)?.first == .text)
    }
  }

  @Test(
    "names come first, and facts are whole or not there",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
  func narrow(size: Size) throws {
    var stage = Stage.home(on: Screen(size))
    stage.press(.character("/"))
    stage.type("의")
    for name in SampleWorld.results(for: "의").cards.map(\.name.original) {
      let line = try #require(
        stage.text.split(separator: "\n").first { $0.contains(name.prefix(8)) })
      #expect(!line.dropFirst(4).contains("…") || DisplayWidth.of(name) > size.columns - 6)
    }
  }

  @Test("without a server it says where it searches, and blames no spelling")
  func offline() {
    var stage = Stage.offline()
    stage.press(.character("/"))
    stage.type("없")
    #expect(stage.text.contains("오프라인: 본 작품 안에서만 찾습니다"))
    #expect(!stage.text.contains("철자"))
  }

  @Test("letters that are hot keys elsewhere are typed here, jamo as they are")
  func typesHotKeys() throws {
    var stage = page()
    stage.type("q1ㅎㄹ")
    let search = try #require(stage.searchPage)
    #expect(search.field.text == "q1ㅎㄹ")
  }

  @Test("the first Esc clears the words, from the field and from a result, and the second leaves")
  func leaves() {
    for keys in [[], [.down, .down]] as [[Key]] {
      var stage = page()
      stage.type("의")
      for key in keys { stage.press(key) }
      stage.press(.escape)
      #expect(stage.searchPage?.field.text.isEmpty == true && stage.searchPage?.isInField == true)
      stage.press(.escape)
      #expect(stage.model.pages.top.traits.entry == .category(.film))
    }
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
    #expect(search.list.first.value?.query == "바람")
  }

  @Test("down goes into the results, Enter opens, Back returns to the same result")
  func opens() throws {
    var stage = page()
    stage.type("의")
    stage.press(.down, .down, .down, .enter)
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
