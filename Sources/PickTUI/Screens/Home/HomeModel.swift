import PickClient
import PickModel

/// The front page: a hero with four tabs above shelves.
public struct HomeModel: Equatable, Sendable {
  /// What the service said last.
  var page = Loadable<HomePage>()
  /// Which tab the hero shows.
  var tab = HeroTab.realtime
  /// Whether the focus is on the tabs.
  var isOnTabs = false
  /// Where the focus is below the tabs.
  var browser = ShelfBrowser()
  /// Shelves that are asked for again, by request.
  var retries: [RequestID: Shelf.Kind] = [:]
  /// The focused card, while what was chosen for it must not take it away.
  var held: HeldCard?
  /// Whether the page is one of an earlier run, until the new one is there.
  var isOld = false
  /// The shelves that come in parts.
  var parts = ShelfParts()
  /// Whether home was asked for again because a cursor was refused.
  var hasRenewed = false

  /// A page that has not been asked for yet.
  public init() {}

  /// Shows the page of an earlier run.
  mutating func showOld(_ last: HomePage) {
    page.show(last)
    isOld = true
  }

  /// Rows above the hero's shelf.
  static let leading = 1

  /// The hero's shelf and the shelves below it.
  var shelves: [ShelfResult] {
    guard let page = page.value else { return [] }
    let hero = page.hero.first { $0.kind == .hero(tab) }
    return (hero.map { [$0] } ?? []) + page.shelves
  }

  /// Whether the catalogue has nothing to show at all.
  var isEmpty: Bool {
    page.value.map { page in
      (page.hero + page.shelves).allSatisfy { result in
        if case .loaded(let shelf) = result {
          shelf.cards.isEmpty && shelf.next == nil
        } else {
          false
        }
      }
    } ?? false
  }

  /// The card Enter would open.
  var focusedCard: Card? { isOnTabs ? nil : browser.focusedCard(in: shelves) }
}

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

extension ShelfResult {
  /// The same shelf without a title.
  func removing(_ title: Title.ID) -> ShelfResult {
    guard case .loaded(let shelf) = self else { return self }
    return .loaded(
      Shelf(kind: shelf.kind, cards: shelf.cards.filter { $0.id != title }, next: shelf.next))
  }
}
