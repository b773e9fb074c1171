import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("The hero and the shelves of home")
struct HeroTests {
  private static let large = Screen(Size(columns: 120, rows: 40))

  @Test("home at 120x40 is a hero, wide cards, high cards and the next heading")
  func layout() {
    let stage = Stage.home(on: Self.large)
    let layout = stage.model.layout
    let shelves = stage.homePage?.shelves ?? []
    let rows = shelves.prefix(3).reduce(0) { $0 + layout.rows(of: $1.kind) }
    #expect(rows == layout.size.rows - 1)
    #expect(layout.form(of: .continueWatching) == .landscape)
    #expect(layout.form(of: .pickedForYou) == .portrait)
    #expect(stage.frame.text(row: 38).contains("보셨다면"))
  }

  @Test("at 80x24 the hero leaves room for two whole shelves, at 40x12 there is none")
  func smaller() {
    let usual = ShelfLayout(size: Size(columns: 80, rows: 21), pictures: .full)
    let shelves = [Shelf.Kind.hero(.realtime), .continueWatching, .pickedForYou]
    #expect(shelves.reduce(0) { $0 + usual.rows(of: $1) } == 21)
    #expect(usual.cardsPerPage(of: .pickedForYou) == 4)
    let low = ShelfLayout(size: Size(columns: 40, rows: 9), pictures: .full)
    #expect(shelves.allSatisfy { low.form(of: $0) == .strips })
  }

  @Test(
    "wide screens have wider cards, and no card is cut",
    arguments: [64, 80, 100, 120, 160, 200, 300])
  func widths(columns: Int) {
    for rows in [18, 33, 47] {
      let layout = ShelfLayout(size: Size(columns: columns, rows: rows), pictures: .full)
      for kind in [Shelf.Kind.continueWatching, .pickedForYou] {
        let form = layout.form(of: kind)
        let count = layout.cardsPerPage(of: kind)
        let needed =
          layout.margin + count * layout.cardColumns(of: form) + (count - 1)
          * ShelfLayout.gap(of: form)
        #expect(needed <= columns)
      }
    }
    let wide = ShelfLayout(size: Size(columns: 200, rows: 47), pictures: .full)
    let usual = ShelfLayout(size: Size(columns: 120, rows: 37), pictures: .full)
    #expect(wide.pictureSize(of: .portrait).columns > usual.pictureSize(of: .portrait).columns)
  }

  @Test("without pictures the same shelves are words, and the hero stays")
  func quiet() {
    var stage = Stage(
      on: Self.large,
      capabilities: TerminalCapabilities(showsHangul: true, showsUnicode: true, colors: .sixteen))
    stage.send(.started(seed: 7))
    #expect(!stage.text.contains("▀"))
    #expect(stage.text.contains("가장 빠르게 오르는 작품"))
    #expect(stage.frame.cells.allSatisfy { $0.style.tint == nil })
  }

  @Test("the hero's main button plays, as it says")
  func plays() {
    var stage = Stage.home(on: Self.large)
    let title = stage.focusedTitle
    #expect(stage.text.contains("▶ 1회 재생"))
    stage.press(.enter)
    #expect(title != nil && stage.player?.title == title)
    stage.press(.escape)
    #expect(stage.focusedTitle == title)
  }

  @Test("Left and Right reach its buttons, and each does what it says")
  func buttons() {
    var stage = Stage.home()
    let title = SampleWorld.title(2).id
    stage.press(.right, .enter)
    #expect(stage.detailPage?.id == title)
    stage.press(.escape, .right, .enter)
    #expect(stage.writes.contains(.setOnMyList(true, title)))
    #expect(stage.text.contains("✓ 내 목록"))
    stage.press(.right, .enter)
    #expect(stage.text.contains("추천 이유") && stage.model.overlay != nil)
    stage.press(.escape, .left, .left, .left, .enter)
    #expect(stage.player?.title == title)
  }

  @Test("a hero without anything to play opens its page")
  func nothingToPlay() {
    let card = Card(SampleWorld.title(3), playable: nil, reason: .popular(rank: 1))
    #expect(HeroButton.all(of: card) == [.details, .myList, .why])
  }

  @Test("beyond its buttons lie the titles beside it, Down leaves it, Up leads to the tabs")
  func pages() {
    var stage = Stage.home(on: Self.large)
    let first = stage.focusedTitle
    #expect(stage.text.contains("가장 빠르게 오르는 작품"))
    stage.press(.right, .right, .right)
    #expect(stage.focusedTitle == first)
    stage.press(.right)
    #expect(stage.focusedTitle != first)
    #expect(stage.text.contains("2번째로 빠르게 오르는 작품"))
    stage.press(.left)
    #expect(stage.focusedTitle == first)
    stage.press(.character("]"), .character("]"))
    #expect(stage.text.contains("3번째로 빠르게 오르는 작품"))
    stage.press(.character("["), .character("["))
    #expect(stage.focusedTitle == first)
    stage.press(.up)
    #expect(stage.homePage?.isOnTabs == true)
    stage.press(.down, .down)
    #expect(stage.homePage?.browser.shelf == Shelf.Kind.continueWatching.shelfID)
  }

  @Test("the synopsis comes with the title's page, which is asked for once")
  func story() {
    var stage = Stage.home(on: Self.large)
    #expect(stage.text.contains("비가 그치지 않는"))
    stage.answers = false
    _ = stage.taken()
    stage.press(.character("]"), .character("]"), .character("]"))
    let asked = stage.effects.filter {
      if case .ask(.title, _) = $0 { true } else { false }
    }
    #expect(asked.count == 1)
    stage.press(.character("["), .character("["), .character("["))
    #expect(stage.text.contains("비가 그치지 않는"))
  }

  @Test("a page that does not come is not asked for again and again")
  func noStory() {
    var stage = Stage(on: Self.large)
    for number in 1...16 { stage.failures[.title(SampleWorld.title(number).id)] = .unreachable }
    stage.send(.started(seed: 7))
    stage.answers = false
    _ = stage.taken()
    stage.press(.down, .up, .down, .up)
    #expect(!stage.effects.contains { if case .ask(.title, _) = $0 { true } else { false } })
  }

  @Test("a tab without titles says so below the tabs", arguments: [(80, 24), (120, 40)])
  func emptyTab(columns: Int, rows: Int) {
    var stage = Stage(on: Screen(Size(columns: columns, rows: rows)))
    stage.answers = false
    stage.send(.started(seed: 7))
    let home = SampleWorld.home
    let empty = HomePage(
      hero: home.hero.map { .loaded(Shelf(kind: $0.kind, cards: [])) }, shelves: home.shelves,
      builtFor: home.builtFor, isPersonalised: true)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(empty))))
    #expect(stage.text.contains("#실시간") && stage.text.contains("보여 드릴 작품이 없습니다"))
    stage.press(.up)
    #expect(stage.homePage?.isOnTabs == true)
  }

  @Test("a moved focus leaves the pictures alone")
  func focus() {
    var stage = Stage.home(on: Self.large)
    stage.press(.down, .down)
    let before = stage.frame
    stage.press(.right)
    let after = stage.frame
    let changed = zip(before.cells, after.cells).filter { $0 != $1 }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0.style.tint == nil && $1.style.tint == nil })
  }

  @Test("the focused card says in words why it is there")
  func reason() {
    var stage = Stage.home(on: Self.large)
    stage.press(.down, .down)
    let reason = stage.frame.cells.filter { $0.style == Style(.reason) && !$0.isContinuation }
    #expect(String(reason.map(\.character)).contains("보셨기 때문에"))
  }
}
