import PickAPI
import PickCore
import PickModel

/// The cards on the pages that are kept of a viewer: what can be searched while the server is away.
struct KeptCards: Sendable {
  private let cards: [Title.ID: Card]

  /// The cards of `pages`; of a title that is on several, the one on the first.
  init(_ pages: [KeptPage]) {
    var cards: [Title.ID: Card] = [:]
    for card in pages.flatMap(Self.cards) where cards[card.id] == nil { cards[card.id] = card }
    self.cards = cards
  }

  /// Titles that match, as the engine would find them among these.
  func search(_ query: String, limit: Int) -> SearchResults {
    let index = SearchIndex.build(from: cards.values.map(Self.title))
    let matches = index.search(query, limit: limit)
    return SearchResults(
      query: query, totalCount: matches.total, cards: matches.titles.compactMap { cards[$0] })
  }

  private static func cards(of page: KeptPage) -> [Card] {
    if let home = try? WireJSON.decode(HomePayload.self, from: page.body) {
      return (home.page.hero + home.page.shelves).flatMap(\.cards)
    }
    if let category = try? WireJSON.decode(CategoryPage.self, from: page.body) {
      return category.shelves.flatMap(\.cards)
    }
    if let title = try? WireJSON.decode(TitlePage.self, from: page.body) {
      return title.similar
    }
    if let own = try? WireJSON.decode(MyPage.self, from: page.body) {
      return own.myList
    }
    return []
  }

  private static func title(_ card: Card) -> Title {
    Title(
      id: card.id, name: card.name, kind: card.kind, category: card.category,
      genres: card.genre.map { [$0] } ?? [], year: card.year, ageRating: card.ageRating,
      availability: .always, addedAt: Instant(millisecondsSince1970: 0))
  }
}
