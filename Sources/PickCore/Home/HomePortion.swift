public import PickModel

/// The size of the first part of a front page; the rest of each shelf follows by cursor.
///
/// What a page costs is decided here and not on the wire, so that every way to be served answers
/// alike. Shelves are filled in the order they are seen: the first tab of the hero, the shelves
/// from the top, then the other tabs. A shelf the budget has no room for comes without cards.
public struct HomePortion: Sendable {
  /// The costs of the parts of a page, in the unit of the budget.
  public struct Weights: Sendable {
    let page: Int
    let shelf: @Sendable (Shelf.Kind) -> Int
    let card: @Sendable (Card, Reason?) -> Int

    /// Weights of one way to send a page.
    ///
    /// - Parameters:
    ///   - page: what a page without shelves costs.
    ///   - shelf: what a shelf without cards costs, its cursor included.
    ///   - card: what a card costs on a shelf whose first card has that reason; the first card
    ///     itself is asked for with `nil`.
    public init(
      page: Int, shelf: @escaping @Sendable (Shelf.Kind) -> Int,
      card: @escaping @Sendable (Card, Reason?) -> Int
    ) {
      self.page = page
      self.shelf = shelf
      self.card = card
    }
  }

  let cardsPerShelf: Int
  let budget: Int
  let weights: Weights

  /// At most `cardsPerShelf` cards a shelf and `budget` in all.
  public init(cardsPerShelf: Int, budget: Int, weights: Weights) {
    self.cardsPerShelf = cardsPerShelf
    self.budget = budget
    self.weights = weights
  }

  /// At most `cardsPerShelf` cards a shelf and `budget` in all, where nothing but cards costs.
  public init(cardsPerShelf: Int, budget: Int, weigh: @escaping @Sendable (Card) -> Int) {
    self.init(
      cardsPerShelf: cardsPerShelf, budget: budget,
      weights: Weights(page: 0, shelf: { _ in 0 }, card: { card, _ in weigh(card) }))
  }

  /// Everything at once.
  public static let whole = HomePortion(cardsPerShelf: .max, budget: .max) { _ in 0 }

  /// The part of `page` that comes now; `cursor` says where a cut shelf goes on.
  ///
  /// A shelf that cannot even be named within the budget is left out.
  func cut(
    _ page: HomePage, cursor: (Shelf.ID, Int) -> PageCursor
  ) -> HomePage {
    var room = budget - weights.page
    func isNamed(_ result: ShelfResult) -> Bool {
      let weight = weights.shelf(result.kind)
      guard weight <= room else { return false }
      room -= weight
      return true
    }
    let hero = page.hero.filter(isNamed)
    let named = page.shelves.filter(isNamed)
    let firstTab = hero.prefix(1).map { portion(of: $0, &room, cursor) }
    let shelves = named.map { portion(of: $0, &room, cursor) }
    return HomePage(
      hero: firstTab + hero.dropFirst().map { portion(of: $0, &room, cursor) },
      shelves: shelves, builtFor: page.builtFor, isPersonalised: page.isPersonalised)
  }

  private func portion(
    of result: ShelfResult, _ room: inout Int, _ cursor: (Shelf.ID, Int) -> PageCursor
  ) -> ShelfResult {
    guard case .loaded(let shelf) = result else { return result }
    var taken = 0
    for card in shelf.cards.prefix(cardsPerShelf) {
      let weight = weights.card(card, taken == 0 ? nil : shelf.cards[0].reason)
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
}
