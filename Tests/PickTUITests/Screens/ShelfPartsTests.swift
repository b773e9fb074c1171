import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Shelves in parts")
struct ShelfPartsTests {
  private static let picked = Shelf.Kind.pickedForYou
  private static let cursor = PageCursor("after-6")

  /// Home whose second shelf has `count` cards and goes on, on a screen of its own.
  static func home(picks count: Int, after cursor: PageCursor? = cursor) -> HomePage {
    SampleWorld.home.replacing(
      Shelf(kind: picked, cards: (1...16).prefix(count).map { SampleWorld.card($0) }, next: cursor))
  }

  /// A viewer in front of such a home; nothing they ask from now on is answered.
  static func stage(_ page: HomePage, on screen: Screen = .usual) -> Stage {
    var stage = Stage(on: screen)
    stage.answers = false
    stage.send(.started(seed: 7))
    let viewer = Answer.viewer(SampleWorld.account.viewer)
    stage.send(.answered(1, .authorization, .success(viewer)))
    stage.send(.answered(3, .home, .success(.home(page))))
    return stage
  }

  private static func asksForMore(_ effects: [Effect]) -> [Shelf.ID] {
    effects.compactMap { effect in
      if case .ask(.more(let shelf, _), _) = effect { shelf } else { nil }
    }
  }

  private static func part(_ numbers: ClosedRange<Int>) -> Outcome<Answer> {
    .success(.part(ShelfPart(cards: numbers.map { SampleWorld.card($0) }, next: nil)))
  }

  private func picks(_ stage: Stage) -> [Title.ID] {
    stage.homePage?.shelves.first { $0.kind == Self.picked }?.cards.map(\.id) ?? []
  }

  private func answer(_ stage: inout Stage, _ outcome: Outcome<Answer>) {
    stage.send(
      .answered(stage.model.lastRequest, .more(Self.picked.shelfID, Self.cursor), outcome))
  }

  @Test("the next part is asked for once, when the focus comes near the loaded end")
  func asksNearTheEnd() {
    var stage = Self.stage(Self.home(picks: 10))
    stage.press(.down, .down, .right, .right, .right, .right, .right)
    #expect(Self.asksForMore(stage.taken()) == [])
    stage.press(.right)
    #expect(Self.asksForMore(stage.taken()) == [Self.picked.shelfID])
    stage.press(.right, .right)
    #expect(Self.asksForMore(stage.taken()) == [])
  }

  @Test("a part follows the cards that are there, no title twice, and the focus stays")
  func appends() {
    var stage = Self.stage(Self.home(picks: 6))
    stage.press(.down, .down, .end)
    let focused = stage.focusedTitle
    answer(&stage, Self.part(5...9))
    #expect(picks(stage) == (1...9).map { SampleWorld.title($0).id })
    #expect(stage.focusedTitle == focused)
    stage.press(.end)
    #expect(stage.focusedTitle == SampleWorld.title(9).id)
    #expect(Self.asksForMore(stage.taken()).count == 1)
  }

  @Test("a shelf in sight that came without cards is asked for, and shows where they will be")
  func emptyShelf() {
    var stage = Self.stage(Self.home(picks: 0))
    #expect(Self.asksForMore(stage.taken()) == [Self.picked.shelfID])
    let blank = stage.text
    stage.send(.alarm(.slow(stage.model.lastRequest)))
    #expect(stage.text != blank)
    answer(&stage, Self.part(1...3))
    #expect(picks(stage).count == 3)
  }

  @Test("a shelf far below is not asked for before it comes near")
  func farShelf() {
    let last = Shelf(kind: .myList, cards: [], next: Self.cursor)
    var stage = Self.stage(SampleWorld.home.replacing(last))
    #expect(Self.asksForMore(stage.taken()) == [])
    stage.press(.character("G"))
    #expect(Self.asksForMore(stage.taken()) == [last.id])
  }

  @Test("a part that fails leaves the cards alone and is asked for again with the next move")
  func failsQuietly() {
    var stage = Self.stage(Self.home(picks: 6))
    stage.press(.down, .down, .end)
    answer(&stage, .failure(.unreachable))
    #expect(stage.model.notice == nil && !stage.text.contains("불러오지 못했습니다"))
    _ = stage.taken()
    stage.press(.left)
    #expect(Self.asksForMore(stage.taken()) == [Self.picked.shelfID])
  }

  @Test("a shelf without cards whose part failed says so, and r asks for it alone")
  func failsInWords() {
    var stage = Self.stage(Self.home(picks: 0))
    answer(&stage, .failure(.unreachable))
    #expect(stage.text.contains("불러오지 못했습니다 · r 다시"))
    _ = stage.taken()
    stage.press(.down, .down)
    #expect(Self.asksForMore(stage.taken()) == [])
    stage.press(.character("r"))
    #expect(Self.asksForMore(stage.taken()) == [Self.picked.shelfID])
    #expect(!stage.text.contains("불러오지 못했습니다"))
  }

  @Test("home that comes anew keeps the focus on a card beyond its first part")
  func keepsFocusBeyond() {
    var stage = Self.stage(Self.home(picks: 6))
    stage.press(.down, .down, .end)
    answer(&stage, Self.part(7...12))
    stage.press(.end)
    #expect(stage.focusedTitle == SampleWorld.title(12).id)
    stage.press(.character("r"))
    let newer = PageCursor("newer")
    let page = Self.home(picks: 6, after: newer)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    #expect(stage.focusedTitle == SampleWorld.title(12).id)
    let question = Question.more(Self.picked.shelfID, newer)
    #expect(stage.taken().contains(.ask(question, stage.model.lastRequest)))
    let cards = [7, 8, 12, 13].map { SampleWorld.card($0) }
    stage.send(
      .answered(
        stage.model.lastRequest, question, .success(.part(ShelfPart(cards: cards, next: nil)))))
    #expect(picks(stage) == ([1, 2, 3, 4, 5, 6, 7, 8, 12, 13]).map { SampleWorld.title($0).id })
    #expect(stage.focusedTitle == SampleWorld.title(12).id)
  }

  @Test("a part of a page that was replaced meanwhile is dropped")
  func dropsOldPart() {
    var stage = Self.stage(Self.home(picks: 6))
    stage.press(.down, .down, .end)
    let early = stage.model.lastRequest
    stage.press(.character("r"))
    let page = Self.home(picks: 5, after: PageCursor("newer"))
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    let before = picks(stage)
    stage.send(.answered(early, .more(Self.picked.shelfID, Self.cursor), Self.part(7...9)))
    #expect(picks(stage) == before)
  }

  @Test("a cursor nobody knows any more asks for home again, once")
  func staleCursor() {
    var stage = Self.stage(Self.home(picks: 0))
    answer(&stage, .failure(.notFound))
    #expect(stage.taken().contains(.ask(.home, stage.model.lastRequest)))
    let again = Self.home(picks: 0)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(again))))
    answer(&stage, .failure(.notFound))
    #expect(!stage.taken().contains(.ask(.home, stage.model.lastRequest)))
  }
}
