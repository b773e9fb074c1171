import PickAPI
import PickModel
import PickTestSupport
import Testing

@testable import PickCore

@Suite("HomeBudget: a front page has a size")
struct HomeBudgetTests {
  private let portion = HomePortion(
    cardsPerShelf: HomeBudget.cardsPerShelf, budget: HomeBudget.bytes,
    weights: HomePortion.Weights(
      page: HomeBudget.page, shelf: HomeBudget.shelf, card: HomeBudget.card))

  private func cut(_ page: HomePage) -> HomePage {
    let signer = CursorSigner.ephemeral()
    return portion.cut(page) { shelf, offset in
      signer.sign(
        ShelfPosition(shelf: shelf, offset: offset, builtFor: page.builtFor), for: Viewer.ID(1))
    }
  }

  private func size(_ page: HomePage) -> (written: Int, encoded: Int) {
    let name = String(repeating: "0", count: 32)
    return (
      PageWriter().home(page, recommendationID: name).count,
      WireJSON.encode(HomePayload(page, recommendationID: name)).count
    )
  }

  @Test("whatever the titles are, a page has at most 20 KiB", arguments: 0..<40)
  func anyTitles(seed: UInt64) {
    var any = AnyModel(seed: seed)
    let page = cut(any.home(shelves: 30, upTo: 40))
    let size = size(page)
    #expect(size.written <= 20_480)
    #expect(size.encoded <= 20_480)
  }

  @Test(
    "not even long or escaped names make it larger",
    arguments: [
      String(repeating: "뷁", count: 333), String(repeating: "\u{1}", count: 1000),
      String(repeating: "\"\\", count: 500), String(repeating: "👩‍👩‍👧‍👦", count: 40),
      String(repeating: "x", count: 30_000),
    ])
  func longNames(_ name: String) {
    var any = AnyModel(seed: 7)
    let reference = TitleReference(id: Title.ID(.max), name: LocalizedText(name, english: name))
    let cards = (0..<20).map { _ in any.card(reason: .similar(to: reference)) }
    let shelves = (0..<20).map { index in
      let title = TitleReference(id: Title.ID(Int64(index + 1)), name: reference.name)
      return ShelfResult.loaded(Shelf(kind: .becauseWatched(title), cards: cards))
    }
    let page = cut(
      HomePage(
        hero: shelves, shelves: shelves, builtFor: SampleWorld.now, isPersonalised: true))
    #expect(size(page).written <= 20_480)
    #expect(size(page).encoded <= 20_480)
  }

  @Test("ordinary titles fill the page: what is promised is used")
  func fills() {
    let cards = (0..<20).map { SampleWorld.card($0 % 16 + 1, reason: .genre(Genre(.init("드라마")))) }
    let shelves = (0..<20).map { index in
      ShelfResult.loaded(Shelf(kind: .genre(Genre(.init("장르 \(index)"))), cards: cards))
    }
    let page = cut(
      HomePage(hero: [], shelves: shelves, builtFor: SampleWorld.now, isPersonalised: true))
    #expect(page.shelves.count == 20)
    #expect((17_000...20_480).contains(size(page).written))
  }
}
