import PickModel

extension HomePage {
  /// The same page with one shelf in the place of its namesake.
  func replacing(_ shelf: Shelf) -> HomePage {
    func replaced(_ results: [ShelfResult]) -> [ShelfResult] {
      results.map { $0.kind == shelf.kind ? .loaded(shelf) : $0 }
    }
    return HomePage(
      hero: replaced(hero), shelves: replaced(shelves), builtFor: builtFor,
      isPersonalised: isPersonalised)
  }

  /// The same page without a title.
  func removing(_ title: Title.ID) -> HomePage {
    HomePage(
      hero: hero.map { $0.removing(title) }, shelves: shelves.map { $0.removing(title) },
      builtFor: builtFor, isPersonalised: isPersonalised)
  }
}

extension HomePage {
  /// The same page without a title in continue watching.
  func settingAside(_ title: Title.ID) -> HomePage {
    HomePage(
      hero: hero,
      shelves: shelves.map { $0.kind == .continueWatching ? $0.removing(title) : $0 },
      builtFor: builtFor, isPersonalised: isPersonalised)
  }
}

extension ShelfResult {
  /// Whether the list was made and is empty, with nothing to come.
  var hasNothing: Bool {
    switch self {
    case .loaded(let shelf): shelf.cards.isEmpty && shelf.next == nil
    case .failed: false
    }
  }
}

extension ShelfResult {
  /// The same shelf without a title.
  func removing(_ title: Title.ID) -> ShelfResult {
    guard case .loaded(let shelf) = self else { return self }
    return .loaded(
      Shelf(kind: shelf.kind, cards: shelf.cards.filter { $0.id != title }, next: shelf.next))
  }
}

/// A card that was put on my list, taken off it, or marked as watched, while it had the focus.
///
/// The next home does not have it there: a title on my list is on no other shelf, a watched film on
/// none. If it disappeared at once, the next key would apply to its neighbour and the same key could
/// not undo the choice, so it stays until the focus leaves it.
struct HeldCard: Equatable, Sendable {
  let card: Card
  let kind: Shelf.Kind
  /// Where the card stands on its shelf.
  let place: Int
  /// Where the shelf stands below the hero.
  let row: Int
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
