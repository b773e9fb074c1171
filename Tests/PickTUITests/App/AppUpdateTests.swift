import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("App")
struct AppUpdateTests {
  @Test(
    "the keys 1 to 8 show their pages",
    arguments: [
      ("2", HeaderEntry.category(.broadcast)), ("3", .category(.drama)),
      ("4", .category(.film)), ("5", .category(.kids)), ("6", .category(.animation)),
      ("7", .search), ("8", .myPage), ("/", .search),
    ])
  func pages(key: String, entry: HeaderEntry) {
    var stage = Stage.home()
    stage.press(.character(Character(key)))
    #expect(stage.model.pages.top.traits.entry == entry)
    stage.press(.escape)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("a terminal without Hangul is offered no Korean, a lobby no way to quit")
  func withheld() {
    let plain = TerminalCapabilities(showsHangul: false, showsUnicode: true, colors: .mono)
    var stage = Stage(capabilities: plain)
    stage.send(.started(seed: 1))
    stage.press(.character("8"))
    #expect(!stage.text.contains("한국어"))
    stage.press(.character("?"))
    #expect(stage.text.contains("Reload") && !stage.text.contains("한국어"))

    var lobby = Stage(kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "1"))
    lobby.press(.space, .character("?"))
    #expect(lobby.text.contains("새로고침") && !lobby.text.contains("끝내기"))
  }

  @Test(
    "a page that could not be loaded is asked for again with Enter or r",
    arguments: [Key.enter, .character("r")], [Key.character("4"), .character("8"), .character("1")])
  func retries(key: Key, page: Key) {
    var stage = Stage()
    stage.failures = [.home: .unreachable, .category(.film): .unreachable, .myPage: .unreachable]
    stage.send(.started(seed: 1))
    stage.press(page)
    #expect(stage.text.contains("연결할 수 없습니다"))
    stage.failures = [:]
    stage.press(key)
    #expect(!stage.text.contains("연결할 수 없습니다"))
  }

  @Test("the help scrolls no further than its last line")
  func helpEnds() {
    var stage = Stage.home(on: Screen(Size(columns: 40, rows: 12)))
    stage.press(.character("?"))
    for _ in 0..<9 { stage.press(.pageDown) }
    let end = stage.text
    #expect(end.contains("내 정보"))
    stage.press(.up)
    #expect(stage.text != end)
  }

  @Test("q asks on every page with quit focused", arguments: ["1", "2", "8"])
  func quits(page: String) {
    var stage = Stage.home()
    stage.press(.character(Character(page)), .character("q"))
    #expect(stage.model.overlay == .quit(isQuitFocused: true))
    stage.press(.escape)
    #expect(stage.model.overlay == nil)
    stage.press(.character("ㅂ"), .character("y"))
    #expect(stage.effects.contains(.quit(.quit)))
  }

  @Test("Back on home asks whether to quit; arrows choose to stay")
  func backOnHome() {
    var stage = Stage.home()
    stage.press(.escape, .right, .enter)
    #expect(stage.model.overlay == nil)
    #expect(!stage.effects.contains(.quit(.quit)))
  }

  @Test("a notice goes by itself, and only the one that is shown")
  func notices() {
    var stage = Stage.home()
    stage.press(.character("+"))
    let first = stage.model.notice?.number ?? 0
    stage.press(.character("u"))
    stage.send(.alarm(.notice(first)))
    #expect(stage.text.contains("좋아요를 눌렀습니다"))
    stage.send(.alarm(.notice(stage.model.notice?.number ?? 0)))
    #expect(stage.model.notice == nil)
  }

  @Test("a write that fails says what to do")
  func failedWrite() {
    var stage = Stage.home()
    stage.send(.wrote(.setThumb(.up, SampleWorld.title(2).id), failure: .notSaved))
    #expect(stage.text.contains("저장하지 못했습니다"))
  }

  @Test("why shows the reason at once in words, and the figures a key further")
  func why() {
    var stage = Stage.home()
    stage.answers = false
    stage.press(.down, .character("i"))
    #expect(stage.text.contains("보던 작품"))
    stage.send(
      .answered(
        stage.model.lastRequest, .explanation(SampleWorld.title(1).id),
        .success(.explanation(SampleWorld.explanation(of: SampleWorld.title(1).id)))))
    #expect(stage.text.contains("‘소나기 형사’ 시청") && !stage.text.contains("1.234"))
    stage.press(.enter)
    #expect(stage.text.contains("1.234"))
    stage.press(.escape)
    #expect(stage.model.overlay == nil)
  }

  @Test("a terminal without Hangul is spoken to in English, with the reason")
  func noHangul() {
    var stage = Stage(
      capabilities: TerminalCapabilities(
        showsHangul: false, showsUnicode: false, colors: .eight))
    stage.send(.started(seed: 1))
    #expect(stage.text.contains("Continue watching"))
    stage.press(.character("L"))
    #expect(stage.text.contains("cannot show Hangul"))
  }

  @Test(
    "screens too small for a page say so, and the page comes back with its focus",
    arguments: [
      Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 20, rows: 5),
      Size(columns: 33, rows: 40),
    ])
  func tooSmall(size: Size) {
    var stage = Stage.home()
    stage.press(.down, .right)
    let focused = stage.focusedTitle
    stage.send(.input(.resized(size)))
    #expect(stage.frame.size == size)
    if size.columns >= 20 { #expect(stage.text.contains("화면이 너무 작습니다")) }
    stage.send(.input(.resized(Size(columns: 120, rows: 40))))
    #expect(stage.focusedTitle == focused)
  }

  @Test("on a screen too small for a page no key does what is not seen, and q leaves")
  func unseenKeys() {
    var stage = Stage.home()
    stage.press(.down)
    let focused = stage.focusedTitle
    stage.send(.input(.resized(Size(columns: 33, rows: 40))))
    stage.press(.right, .character("+"), .character("x"), .character("i"), .enter, .space, .escape)
    #expect(stage.writes.isEmpty && stage.model.overlay == nil && stage.player == nil)
    stage.send(.input(.resized(Size(columns: 120, rows: 40))))
    #expect(stage.focusedTitle == focused && stage.detailPage == nil)
    stage.send(.input(.resized(Size(columns: 1, rows: 1))))
    _ = stage.taken()
    stage.press(.character("q"))
    #expect(stage.taken().contains { $0.exitReason == .quit })
  }

  @Test("any size can be drawn on any page", arguments: [1, 7, 12, 34, 35, 50, 79, 200, 1000])
  func anySize(columns: Int) {
    for rows in [1, 9, 10, 11, 13, 24, 100] {
      var stage = Stage.home()
      stage.send(.input(.resized(Size(columns: columns, rows: rows))))
      for keys: [Key] in [
        [.down, .enter, .down, .down, .down], [.escape, .character("4"), .down],
        [.character("8"), .enter], [.character("1"), .character("/")],
      ] {
        for key in keys { stage.press(key) }
        #expect(stage.frame.size == Size(columns: columns, rows: rows))
      }
    }
  }

  @Test("a model that arrives makes home anew without moving the focus")
  func modelArrives() {
    var stage = Stage.home()
    stage.press(.down, .right)
    let focused = stage.focusedTitle
    stage.send(.modelTrained)
    #expect(stage.focusedTitle == focused)
  }

  @Test("that recommendations are new is said after the film, not over it")
  func modelDuringFilm() {
    var stage = Stage.home()
    stage.press(.down, .space)
    stage.send(.modelTrained)
    #expect(!stage.text.contains("추천을 새로 계산했습니다"))
    stage.send(.alarm(.playback(run: 1)), after: 5)
    #expect(!stage.text.contains("추천을 새로 계산했습니다"))
    stage.press(.escape)
    #expect(stage.text.contains("추천을 새로 계산했습니다"))
  }

  @Test("a notice leaves the player's lines free: name, place and time stay in sight")
  func noticeOverPlayer() {
    for screen in [Screen.usual, Screen(Size(columns: 40, rows: 12))] {
      var stage = Stage.home(on: screen)
      stage.press(.down, .space)
      let rows = stage.frame.size.rows
      let before = (rows - 6..<rows).map { stage.frame.text(row: $0) }
      _ = stage.model.show(.failed(.unreachable))
      let after = (rows - 6..<rows).map { stage.frame.text(row: $0) }
      #expect(before == after && stage.text.contains("연결할 수 없습니다"))
    }
  }

  @Test("the same seed and messages give the same identities")
  func deterministic() {
    var (first, second) = (Stage.home(), Stage.home())
    first.press(.down, .enter)
    second.press(.down, .enter)
    #expect(first.model == second.model)
    #expect(first.writes == second.writes)
  }

  @Test("brackets jump between genres, and up leads to the line of genres")
  func genres() throws {
    var stage = Stage.home()
    stage.press(.character("4"), .character("]"), .character("]"))
    let page = try #require(stage.categoryPage)
    #expect(page.browser.shelfIndex(in: page.shelves) == 2)
    stage.press(.character("["), .up, .up)
    let above = try #require(stage.categoryPage)
    #expect(above.isOnGenres)
    stage.press(.right, .down)
    let below = try #require(stage.categoryPage)
    #expect(below.browser.shelfIndex(in: below.shelves) == 1)
  }

  @Test("with arrows and Enter alone every entry of the header is reached", arguments: 0..<8)
  func arrowsOnly(index: Int) {
    var stage = Stage.home()
    stage.press(.up, .up)
    for _ in 0..<index { stage.press(.right) }
    stage.press(.enter)
    #expect(stage.model.pages.top.traits.entry == HeaderEntry.all[index])
  }

  @Test("a page read before a choice was kept does not undo the choice on the screen")
  func readOvertakesWrite() {
    var stage = Stage.home()
    stage.press(.character("+"), .right, .enter)
    let title = SampleWorld.title(2).id
    #expect(stage.writes.contains(.setOnMyList(true, title)))
    #expect(stage.text.contains("내 목록에서 빼기"))
    stage.answers = false
    stage.press(.character("r"))
    let early = stage.model.lastRequest
    stage.press(.escape)
    stage.send(.wrote(.setOnMyList(true, title), failure: nil))
    stage.send(.answered(early, .title(title), .success(.title(SampleWorld.page(of: title)))))
    #expect(stage.model.choices[title]?.isOnMyList == true)
    stage.press(.character("+"))
    #expect(stage.writes.last == .setOnMyList(false, title))
  }

  @Test("a choice that could not be kept is what the service says it is")
  func failedChoice() {
    var stage = Stage.home()
    stage.press(.character("+"), .right, .enter)
    let title = SampleWorld.title(2).id
    stage.send(.wrote(.setOnMyList(true, title), failure: .notSaved))
    #expect(stage.text.contains("내 목록에 담기"))
  }

  @Test("an answer that was overtaken by a newer question does not undo what was chosen since")
  func overtakenAnswer() {
    var stage = Stage.home()
    stage.answers = false
    let page = SampleWorld.page(of: SampleWorld.card(1).id)
    let question = Question.title(page.id)
    _ = stage.model.ask(question)
    let overtaken = stage.model.lastRequest
    _ = stage.model.ask(question)
    stage.model.choices[page.id] = AppModel.Choice(
      isOnMyList: !page.isOnMyList, thumb: page.thumb, isHidden: page.isHidden)
    stage.send(.answered(overtaken, question, .success(.title(page))))
    #expect(stage.model.choices[page.id]?.isOnMyList == !page.isOnMyList)
    stage.send(.answered(stage.model.lastRequest, question, .success(.title(page))))
    #expect(stage.model.choices[page.id]?.isOnMyList == page.isOnMyList)
  }
}
