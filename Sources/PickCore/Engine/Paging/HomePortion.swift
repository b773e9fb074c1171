public import PickModel

/// How much of a front page comes at once; the rest of each shelf follows by cursor.
///
/// What a page costs is decided here and not on the wire, so that every way to be served answers
/// alike. Shelves are filled in the order they are seen: the first tab of the hero, the shelves
/// from the top, then the other tabs. A shelf the budget has no room for comes without cards.
public struct HomePortion: Sendable {
  let cardsPerShelf: Int
  let budget: Int
  let weigh: @Sendable (Card) -> Int

  /// At most `cardsPerShelf` cards a shelf and `budget` in all, as weighed by `weigh`.
  public init(cardsPerShelf: Int, budget: Int, weigh: @escaping @Sendable (Card) -> Int) {
    self.cardsPerShelf = cardsPerShelf
    self.budget = budget
    self.weigh = weigh
  }

  /// Everything at once.
  public static let whole = HomePortion(cardsPerShelf: .max, budget: .max) { _ in 0 }

  /// The part of `page` that comes now; `cursor` says where a cut shelf goes on.
  func cut(
    _ page: HomePage, cursor: (Shelf.ID, Int) -> PageCursor
  ) -> HomePage {
    var room = budget
    func portion(_ result: ShelfResult) -> ShelfResult {
      guard case .loaded(let shelf) = result else { return result }
      var taken = 0
      for card in shelf.cards.prefix(cardsPerShelf) {
        let weight = weigh(card)
        guard weight <= room else {
          // Nothing smaller further down: a page is a prefix of what there is.
          room = 0
          break
        }
        room -= weight
        taken += 1
      }
      guard taken < shelf.cards.count else { return result }
      return .loaded(
        Shelf(
          kind: shelf.kind, cards: Array(shelf.cards.prefix(taken)),
          next: cursor(shelf.id, taken)))
    }
    let firstTab = page.hero.prefix(1).map(portion)
    let shelves = page.shelves.map(portion)
    return HomePage(
      hero: firstTab + page.hero.dropFirst().map(portion), shelves: shelves,
      builtFor: page.builtFor, isPersonalised: page.isPersonalised)
  }
}
