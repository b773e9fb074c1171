import PickModel

/// A card that was put on my list, taken off it, or marked as watched, while it had the focus.
///
/// Home comes again without it: a title on my list stands on no other shelf, a watched film on none.
/// Were it simply gone, the next key would mean its neighbour, and the same key could not take it
/// back, so it stays where it is until the focus leaves it.
struct HeldCard: Equatable, Sendable {
  let card: Card
  let kind: Shelf.Kind
  /// Where the card stands on its shelf.
  let place: Int
  /// Where the shelf stands below the hero.
  let row: Int
}

extension HomeModel {
  /// The focused card, to be held; `nil` where none is focused.
  var cardToHold: HeldCard? {
    let results = shelves
    guard !isOnTabs, let index = browser.shelfIndex(in: results),
      let place = browser.cardIndex(in: results[index])
    else { return nil }
    let kind = results[index].kind
    let row = page.value?.shelves.firstIndex { $0.kind == kind }
    return HeldCard(card: results[index].cards[place], kind: kind, place: place, row: row ?? 0)
  }

  /// Lets go of the held card once something else has the focus.
  mutating func releaseCard() {
    guard let held, focusedCard?.id != held.card.id || browser.shelf != held.kind.shelfID else {
      return
    }
    self.held = nil
  }
}

extension HomePage {
  /// The same page with a card at its place, on a shelf of its own where its shelf is gone.
  func keeping(_ held: HeldCard) -> HomePage {
    var shelves = shelves
    if !(hero + shelves).contains(where: { $0.kind == held.kind }) {
      let row = min(held.row, shelves.count)
      shelves.insert(.loaded(Shelf(kind: held.kind, cards: [])), at: row)
    }
    return HomePage(
      hero: hero.map { $0.keeping(held) }, shelves: shelves.map { $0.keeping(held) },
      builtFor: builtFor, isPersonalised: isPersonalised)
  }
}

extension ShelfResult {
  fileprivate func keeping(_ held: HeldCard) -> ShelfResult {
    guard case .loaded(let shelf) = self, shelf.kind == held.kind,
      !shelf.cards.contains(where: { $0.id == held.card.id })
    else { return self }
    var cards = shelf.cards
    cards.insert(held.card, at: min(held.place, cards.count))
    return .loaded(Shelf(kind: shelf.kind, cards: cards, next: shelf.next))
  }
}
