import PickModel
import Testing

@testable import PickCore

@Suite("HomePortion: what of a front page comes at once")
struct HomePortionTests {
  private func shelf(_ tab: HeroTab, _ ids: ClosedRange<Int64>) -> ShelfResult {
    .loaded(Shelf(kind: .hero(tab), cards: ids.map(card)))
  }

  private func shelf(_ kind: Shelf.Kind, _ ids: ClosedRange<Int64>) -> ShelfResult {
    .loaded(Shelf(kind: kind, cards: ids.map(card)))
  }

  private func card(_ id: Int64) -> Card {
    var world = World()
    return Card(world.film(id), playable: nil, reason: .popular(rank: 1))
  }

  private func page(hero: [ShelfResult] = [], _ shelves: [ShelfResult]) -> HomePage {
    HomePage(hero: hero, shelves: shelves, builtFor: World.now, isPersonalised: false)
  }

  private func cut(_ page: HomePage, _ portion: HomePortion) -> [String] {
    let cut = portion.cut(page) { shelf, offset in PageCursor("\(shelf.rawValue)+\(offset)") }
    return (cut.hero + cut.shelves).map { result in
      guard case .loaded(let shelf) = result else { return "failed" }
      return "\(shelf.cards.count) \(shelf.next?.text ?? "whole")"
    }
  }

  @Test("a long shelf goes on by cursor, a short one is whole")
  func longShelves() {
    let page = page([shelf(.top10, 1...10), shelf(.pickedForYou, 11...30)])
    let portion = HomePortion(cardsPerShelf: 12, budget: .max) { _ in 1 }
    #expect(cut(page, portion) == ["10 whole", "12 picked+12"])
  }

  @Test("the budget is spent in the order shelves are seen, the later hero tabs last")
  func budget() {
    let page = page(
      hero: [shelf(.realtime, 1...3), shelf(.weekday, 4...6)],
      [shelf(.top10, 11...15), shelf(.pickedForYou, 21...25)])
    let portion = HomePortion(cardsPerShelf: 12, budget: 100) { _ in 10 }
    #expect(
      cut(page, portion) == ["3 whole", "0 hero:weekday+0", "5 whole", "2 picked+2"])
  }

  @Test("nothing smaller is let in behind a card that found no room")
  func prefix() {
    let page = page([shelf(.top10, 1...3), shelf(.pickedForYou, 4...6)])
    let portion = HomePortion(cardsPerShelf: 12, budget: 10) { $0.id == Title.ID(2) ? 50 : 1 }
    #expect(cut(page, portion) == ["1 top10+1", "0 picked+0"])
  }

  @Test("a shelf that failed stays failed and costs nothing")
  func failed() {
    let page = page([.failed(.continueWatching), shelf(.top10, 1...2)])
    let portion = HomePortion(cardsPerShelf: 12, budget: 2) { _ in 1 }
    #expect(cut(page, portion) == ["failed", "2 whole"])
  }
}
