import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Filters and orders")
struct FilterTests {
  /// A search for words with the focus on the filters above its results.
  static func searching(_ words: String = "의", on screen: Screen = .usual) -> Stage {
    var stage = Stage.home(on: screen)
    stage.press(.character("/"))
    stage.type(words)
    stage.press(.down)
    return stage
  }

  /// The list that Enter opens below the genres of a search.
  static func menu(on screen: Screen) -> Stage {
    var stage = searching(on: screen)
    stage.press(.right, .enter, .down)
    return stage
  }

  /// A search whose filters were chosen for other words, and leave nothing of these.
  static func nothing(on screen: Screen = .usual) -> Stage {
    var stage = searching("등대", on: screen)
    stage.press(.enter, .down, .enter, .right, .right, .enter, .down, .enter, .up, .control("u"))
    stage.type("우체국")
    return stage
  }

  /// The films by name, the focus on the third of them.
  static func films(on screen: Screen = .usual) -> Stage {
    var stage = Stage.home(on: screen)
    stage.press(.character("4"), .up, .up, .end, .enter, .end, .enter, .down, .down, .down)
    return stage
  }

  @Test("down from the field leads to the filters, and down again to the results")
  func down() {
    var stage = Stage.home()
    stage.press(.character("/"))
    stage.type("의")
    stage.press(.down)
    #expect(stage.searchPage?.bar.focused == .category)
    stage.press(.down)
    #expect(stage.searchPage?.focused == stage.searchPage?.cards.first?.id)
  }

  @Test("up from the first result leads to the filters, up again to the field")
  func up() {
    var stage = Self.searching()
    #expect(stage.searchPage?.bar.focused == .category && stage.searchPage?.focused == nil)
    stage.press(.up)
    #expect(stage.searchPage?.isInField == true)
    stage.type("x")
    #expect(stage.searchPage?.field.text == "의x")
  }

  @Test("Enter opens a small list, Enter chooses, and what is chosen shows in the row")
  func chooses() {
    var stage = Self.searching()
    stage.press(.right, .enter)
    #expect(stage.text.contains("전체") && stage.text.contains("미스터리"))
    stage.press(.down, .enter)
    let genre = stage.searchPage?.bar.filter.genre
    #expect(genre != nil)
    #expect(stage.text.contains("[\(genre ?? "?")]"))
    #expect(stage.searchPage?.cards.allSatisfy { $0.genre?.id == genre } == true)
  }

  @Test("what is asked for is taken back where it was asked for")
  func removes() {
    var stage = Self.searching()
    let count = stage.searchPage?.list.count
    stage.press(.right, .enter, .down, .enter)
    stage.press(.enter, .home, .enter)
    #expect(stage.searchPage?.bar.filter == TitleFilter.none)
    #expect(stage.searchPage?.list.count == count)
  }

  @Test("Back takes back what was asked for, step by step, before it leaves the page")
  func back() {
    var stage = Self.searching()
    stage.press(.right, .enter, .escape)
    #expect(stage.searchPage?.bar.menu == nil && stage.searchPage?.bar.focused == .genre)
    stage.press(.enter, .down, .enter, .down)
    #expect(stage.searchPage?.focused != nil)
    stage.press(.escape)
    #expect(stage.searchPage?.bar.filter == TitleFilter.none)
    #expect(stage.searchPage?.field.text == "의" && stage.searchPage?.isInField == true)
    stage.press(.escape)
    #expect(stage.searchPage?.field.text.isEmpty == true)
    stage.press(.escape)
    #expect(stage.searchPage == nil)
  }

  @Test("Back takes back one filter at a time, the last chosen first")
  func backOneByOne() {
    var stage = Self.searching("등대")
    stage.press(.enter, .down, .enter, .right, .right, .enter, .down, .enter)
    let both = stage.searchPage?.bar.filter
    #expect(both == TitleFilter(category: .film, years: .decade(2020)))
    stage.press(.escape)
    #expect(stage.searchPage?.bar.filter == TitleFilter(category: .film))
    #expect(stage.searchPage?.bar.focused == .years)
    stage.press(.escape)
    #expect(stage.searchPage?.bar.filter == TitleFilter.none)
    #expect(stage.searchPage?.bar.focused == .category)
    stage.press(.escape)
    #expect(stage.searchPage?.isInField == true && stage.searchPage?.field.text == "등대")

    stage = Stage.home()
    stage.press(.character("4"), .up, .up, .enter, .down, .enter, .end, .enter, .end, .enter)
    #expect(stage.categoryPage?.bar.filter.order == .name)
    #expect(stage.categoryPage?.bar.filter.genre != nil)
    stage.press(.escape)
    #expect(stage.categoryPage?.bar.filter.order == .fitting)
    #expect(stage.categoryPage?.bar.filter.genre != nil && stage.categoryPage?.isListing == true)
    stage.press(.escape)
    #expect(stage.categoryPage?.bar.isAsking == false && stage.categoryPage?.isListing == false)
  }

  @Test("a filter that was chosen twice is taken back once, and none that was given up")
  func backOfChanged() {
    var stage = Self.searching("등대")
    stage.press(.enter, .down, .enter, .enter, .home, .enter)
    #expect(stage.searchPage?.bar.isAsking == false)
    stage.press(.enter, .down, .enter, .right, .right, .enter, .down, .enter)
    stage.press(.enter, .home, .enter, .escape)
    #expect(stage.searchPage?.bar.filter == TitleFilter.none)
  }

  @Test("Back in a filtered category leads to its shelves, and then home")
  func backInCategory() {
    var stage = Self.films()
    stage.press(.escape)
    #expect(stage.categoryPage?.isListing == false && stage.categoryPage?.focusedCard != nil)
    stage.press(.up, .up)
    #expect(stage.categoryPage?.bar.focused != nil)
    stage.press(.escape)
    #expect(stage.categoryPage?.bar.focused == nil)
    stage.press(.escape)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("where nothing is left each filter that hides something is named, with what is behind it")
  func nothingLeft() {
    var stage = Self.nothing()
    #expect(stage.searchPage?.list.count == 0)
    #expect(stage.text.contains("검색 결과 0건"))
    #expect(stage.text.contains("‘영화’를 빼면 1건"))
    #expect(!stage.text.contains("‘2020년대’를 빼면"))
    #expect(stage.text.contains("조건 모두 지우기"))
    stage.press(.down, .down)
    #expect(stage.searchPage?.bar.focused == nil && stage.searchPage?.waysOut.focused == 0)
    stage.press(.enter)
    #expect(stage.searchPage?.bar.filter == TitleFilter(years: .decade(2020)))
    #expect(stage.searchPage?.focused == SampleWorld.title(6).id)
  }

  @Test("all filters are cleared by a line below the advice")
  func clearsAll() {
    var stage = Self.nothing()
    stage.press(.down, .down, .down, .enter)
    #expect(stage.searchPage?.bar.filter == TitleFilter.none)
    #expect(stage.searchPage?.list.count == 1 && stage.searchPage?.focused != nil)
  }

  @Test("what would find nothing is not offered, what is asked for stays")
  func offered() throws {
    var stage = Self.searching("등대")
    stage.press(.enter)
    let menu = try #require(stage.searchPage?.bar.menu)
    #expect(menu.choices == [.any, .category(.film)])
    stage.press(.escape, .right, .right, .enter)
    let years = try #require(stage.searchPage?.bar.menu)
    #expect(years.choices == [.any, .years(.decade(2020))])
  }

  @Test("running times and titles not begun are offered where there are any")
  func measured() {
    var choices = FilterChoices()
    choices.lengths = [.long]
    choices.findsUnseen = false
    var bar = FilterBar([.unseen, .length])
    bar.learn(from: SearchResults(query: "", totalCount: 1, cards: [], choices: choices))
    bar.focus()
    _ = bar.update(.open, at: SampleWorld.now)
    #expect(bar.menu?.choices == [.any])
    _ = bar.closeMenu()
    _ = bar.update(.right, at: SampleWorld.now)
    _ = bar.update(.open, at: SampleWorld.now)
    #expect(bar.menu?.choices == [.any, .length(.long)])
  }

  @Test("what was offered for words is forgotten with them")
  func offeredAnew() {
    var stage = Self.searching("등대")
    stage.press(.up, .control("u"), .down, .enter)
    #expect((stage.searchPage?.bar.menu?.choices.count ?? 0) > 2)
  }

  @Test("a category offers only what it has, before anything is asked for")
  func offeredInCategory() throws {
    var stage = Stage.home()
    stage.press(.character("4"), .up, .up, .enter)
    let menu = try #require(stage.categoryPage?.bar.menu)
    #expect(menu.facet == .genre && !menu.choices.contains(.genre(Genre(LocalizedText("예능")))))
    stage.press(.escape, .right, .enter)
    let years = try #require(stage.categoryPage?.bar.menu)
    #expect(years.choices.count < 4)
  }

  @Test("a small list with nothing to choose says why, and offers no choosing")
  func nothingElse() {
    for screen in [Screen.usual, Screen(Size(columns: 40, rows: 12), .english)] {
      var stage = Stage.home(on: screen)
      stage.press(.character("/"))
      stage.type("없는말")
      stage.press(.down, .enter)
      #expect(stage.searchPage?.bar.menu?.choices.count == 1)
      let isKorean = screen.language == .korean
      #expect(stage.text.contains(isKorean ? "다른 것으로는 나오지 않습니다" : "Nothing else finds anything"))
      let footer = stage.frame.text(row: stage.frame.size.rows - 1)
      #expect(footer.hasPrefix(isKorean ? " Esc 닫기" : " Esc Close"))
    }
  }

  @Test("a small list that goes on below the screen says how far")
  func longMenu() {
    var stage = Stage.home(on: Screen(Size(columns: 40, rows: 12)))
    stage.press(.character("/"), .down, .right, .enter)
    #expect(stage.text.contains("아래로") && stage.text.contains("개 더"))
    stage.press(.end)
    #expect(!stage.text.contains("개 더"))
  }

  @Test("a filtered category says its name and how many pass")
  func categoryHeading() {
    #expect(Self.films().text.contains("영화 7건"))
    #expect(!Self.films().text.contains("검색 결과"))
  }

  @Test("the filters are there before a letter is typed, and ask for all titles")
  func withoutWords() {
    var stage = Stage.home()
    stage.press(.character("/"), .down)
    #expect(stage.searchPage?.bar.focused == .category)
    #expect(stage.searchPage?.bar.genres.isEmpty == false)
    stage.press(.enter, .down, .down, .down, .enter)
    #expect(stage.searchPage?.bar.filter.category == .film)
    #expect(stage.searchPage?.list.count == 7)
    stage.press(.down)
    #expect(stage.searchPage?.focused == SampleWorld.title(3).id)
  }

  @Test("no key is needed but arrows, Enter and Back, in monochrome too")
  func monochrome() {
    var stage = Stage(
      capabilities: TerminalCapabilities(showsHangul: true, showsUnicode: false, colors: .mono))
    stage.send(.started(seed: 7))
    stage.press(.character("/"))
    stage.type("의")
    stage.press(.down, .right, .enter, .down, .enter)
    #expect(stage.text.contains("["))
  }

  @Test("a category by name stands in one list, with initials that left and right jump between")
  func jumps() throws {
    var stage = Self.films()
    #expect(stage.categoryPage?.isListing == true)
    #expect(stage.text.contains("7건  ㄱ ㅂ ㅅ ㅇ ㅍ"))
    let names = (0..<7).compactMap { stage.categoryPage?.list.card(at: $0)?.name.original }
    #expect(names == names.sorted())
    #expect(stage.categoryPage?.list.focused == 2)
    stage.press(.right)
    #expect(stage.categoryPage?.focusedCard?.name.original.hasPrefix("서울") == true)
    stage.press(.left)
    #expect(stage.categoryPage?.focusedCard?.name.original.hasPrefix("바람") == true)
    stage.press(.up, .up, .up)
    #expect(stage.categoryPage?.bar.focused == .order)
    stage.press(.enter, .home, .enter)
    #expect(stage.categoryPage?.isListing == false && stage.text.contains("장르"))
  }

  @Test("in English the same order is one of English names")
  func english() {
    var stage = Self.films()
    stage.press(Key(.function(2)))
    #expect(stage.categoryPage?.bar.filter.order == .englishName)
    #expect(stage.categoryPage?.list.initials.map(\.initial).allSatisfy { $0 <= "Z" } == true)
  }

  @Test("parts of a long list are asked for as the focus comes near them, once each")
  func parts() throws {
    var list = TitleList()
    let cards = (0..<50).map { _ in SampleWorld.card(1) }
    list.begin(from: 0, 1)
    let first = SearchResults(
      query: "", totalCount: 9742, cards: cards,
      initials: [InitialPlace(initial: "ㄱ", place: 0), InitialPlace(initial: "ㅎ", place: 9000)])
    let isFirst = list.take(.success(first), to: 1, rows: 18)
    #expect(isFirst)
    #expect(list.missing(rows: 18).isEmpty)
    list.focus(0, rows: 18)
    list.jump(1, rows: 18)
    #expect(list.focused == 9000)
    #expect(list.firstVisible == 9000 && list.missing(rows: 18) == [9000])
    list.begin(from: 9000, 2)
    #expect(list.missing(rows: 18).isEmpty)
    let part = SearchResults(query: "", totalCount: 9742, offset: 9000, cards: cards)
    let isFirstAgain = list.take(.success(part), to: 2, rows: 18)
    #expect(!isFirstAgain)
    #expect(list.card(at: 9000) != nil && list.card(at: 8999) == nil)
    list.begin(from: 8950, 3)
    _ = list.take(.failure(.unreachable), to: 3, rows: 18)
    #expect(list.missing(rows: 18).isEmpty)
    list.focus(8990, rows: 18)
    #expect(list.missing(rows: 18).contains(8950))
  }

  @Test("a long list keeps a bounded number of parts")
  func bounded() {
    var list = TitleList()
    list.begin(from: 0, 1)
    let cards = (0..<50).map { _ in SampleWorld.card(1) }
    _ = list.take(
      .success(SearchResults(query: "", totalCount: 100_000, cards: cards)), to: 1, rows: 18)
    for part in 1...30 {
      list.focus(part * 50, rows: 18)
      list.begin(from: part * 50, part + 1)
      _ = list.take(
        .success(SearchResults(query: "", totalCount: 100_000, offset: part * 50, cards: cards)),
        to: part + 1, rows: 18)
    }
    let kept = (1...30).filter { list.card(at: $0 * 50) != nil }
    #expect(kept.count == TitleList.mostParts && kept.contains(30))
  }
}
