import PickAPI
import PickModel
import PickSearch

/// The cards on a viewer's kept pages, which are searched while the server does not answer.
struct KeptCards: Sendable {
  private let cards: [Title.ID: Card]

  /// The cards of `pages`; a title on several pages has its card from the first.
  init(_ pages: [KeptPage]) {
    var cards: [Title.ID: Card] = [:]
    for card in pages.flatMap(Self.cards) where cards[card.id] == nil { cards[card.id] = card }
    self.cards = cards
  }

  /// Titles that match and pass a filter, by the rules of the engine's search.
  func search(
    _ query: String, _ filter: TitleFilter, from offset: Int, limit: Int
  ) -> SearchResults {
    let titles = cards.values.map(Self.title).sorted { $0.id < $1.id }
    let index = SearchIndex.build(from: titles)
    let names = filter.order.isByName ? NameOrder(titles, in: filter.order.language) : nil
    func found(_ filter: TitleFilter, listsAll: Bool = false) -> [Int32] {
      TitleListing.places(
        of: query, filter, among: titles, in: index, listsAll: listsAll,
        order: { _ in names?.places ?? TitleListing.newestFirst(titles) },
        where: { place in cards[titles[place].id].map { Self.isWanted($0, filter) } ?? false })
    }
    let places = found(filter)
    let shown = places.dropFirst(offset).prefix(limit)
    let isFirst = offset == 0
    let isNothing = isFirst && places.isEmpty
    return SearchResults(
      query: query, totalCount: places.count, offset: offset,
      cards: shown.compactMap { cards[titles[Int($0)].id] },
      initials: isFirst ? names?.beginnings(of: places) ?? [] : [],
      choices: isFirst ? Self.choices(filter, titles, found) : nil,
      removals: isNothing ? Self.removals(filter) { found($0).count } : [],
      near: isNothing && index.search(query, limit: 0).total == 0
        ? near(query, filter, among: titles) : [])
  }

  /// Cards whose names are a few slips from words that find nothing, without those the viewer hid.
  private func near(_ query: String, _ filter: TitleFilter, among titles: [Title]) -> [Card] {
    let passing = titles.filter { title in
      guard filter.passes(title), let card = cards[title.id] else { return false }
      return !card.isHidden && Self.isWanted(card, filter)
    }
    return NearTitles(passing).near(query, limit: SearchResults.mostNear).compactMap { cards[$0] }
  }

  private static func choices(
    _ filter: TitleFilter, _ titles: [Title], _ found: (TitleFilter, Bool) -> [Int32]
  ) -> FilterChoices {
    let facets = TitleFacets(titles)
    var choices = FilterChoices()
    for facet in TitleFacets.questions {
      facets.fill(&choices, with: facet, of: found(filter.without(facet), true))
    }
    return choices
  }

  private static func removals(
    _ filter: TitleFilter, _ count: (TitleFilter) -> Int
  ) -> [FilterRemoval] {
    FilterRemoval.sorted(
      FilterFacet.allCases.filter(filter.asks).map { ($0, count(filter.without($0))) })
  }

  /// Whether a card passes what a title does not say itself.
  private static func isWanted(_ card: Card, _ filter: TitleFilter) -> Bool {
    if filter.isUnseen, card.playable?.progress != nil { return false }
    guard let length = filter.length else { return true }
    return card.playable?.runningSeconds.map { RunningLength(seconds: $0) == length } ?? false
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
      return own.myList + own.hidden
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
