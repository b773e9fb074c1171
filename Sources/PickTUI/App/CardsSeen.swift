import PickClient
import PickModel

extension AppModel {
  /// Milliseconds after which a card that stands still counts as seen.
  private static let lookMilliseconds = 1000

  /// The cards that show now, with their places.
  private var visibleCards: [(card: SeenCard, position: Int)] {
    guard overlay == nil, !isTooSmall, case .signedIn = session else { return [] }
    let shown: (ShelfBrowser, [ShelfResult], Size, Int)
    switch pages.top {
    case .home(let home): shown = (home.browser, home.shelves, contentSize, HomeModel.leading)
    case .category(let page):
      shown = (page.browser, page.shelves, CategoryModel.shelfArea(in: contentSize), 0)
    default: return []
    }
    let (browser, shelves, size, leading) = shown
    let layout = ShelfLayout(size: size)
    guard !shelves.isEmpty else { return [] }
    let whole = layout.wholeShelves(
      from: browser.firstShelf, count: shelves.count, leading: leading)
    return shelves[whole].flatMap { shelf in
      browser.visibleCards(of: shelf, layout: layout).map {
        (SeenCard(shelf: shelf.id, title: shelf.cards[$0].id), $0)
      }
    }
  }

  /// Asks to look again in a second when cards show that were not recorded yet.
  mutating func lookAtCards() -> [Effect] {
    guard look == nil, visibleCards.contains(where: { !seen.contains($0.card) }) else { return [] }
    lastNumber += 1
    look = lastNumber
    return [.wake(.impressions(lastNumber), afterMilliseconds: Self.lookMilliseconds)]
  }

  /// Records the cards that show and were not recorded yet.
  mutating func recordCards(_ number: Int) -> [Effect] {
    guard look == number else { return [] }
    look = nil
    let fresh = visibleCards.filter { !seen.contains($0.card) }
    guard !fresh.isEmpty else { return [] }
    seen.formUnion(fresh.map(\.card))
    let impressions = fresh.map { item in
      VisibleCard(
        id: freshContext().eventID, shelf: item.card.shelf, title: item.card.title,
        position: item.position, at: now)
    }
    return [.write(.impressions(impressions))]
  }
}
