import PickModel

extension JSONWriter {
  mutating func reason(_ reason: Reason) {
    raw("{\"kind\":")
    string(reason.wireKind.rawValue)
    switch reason {
    case .becauseWatched(let titles):
      raw(",\"titles\":")
      list(titles) { $0.reference($1) }
    case .similar(let title): member(",\"title\":") { $0.reference(title) }
    case .favouriteGenre(let genre), .genre(let genre):
      member(",\"genre\":") { $0.genre(genre) }
    case .popularAtHour(let hour): member(",\"hour\":") { $0.number(hour) }
    case .popularOn(let day): member(",\"day\":") { $0.string(day.wireName) }
    case .popular(let rank): member(",\"rank\":") { $0.number(rank) }
    case .category(let category):
      if let category { member(",\"category\":") { $0.string(category.wireName) } }
    case .unfinished, .nextEpisode, .newEpisode, .newRelease, .onMyList, .matchesSearch: break
    }
    raw("}")
  }

  /// A shelf that came or did not; `body` gives the viewer-independent part of a card.
  mutating func shelf(_ result: ShelfResult, body: (Card) -> [UInt8]) {
    heading(result.kind)
    switch result {
    case .loaded(let shelf):
      raw(",")
      cards(shelf.cards, body: body)
      if let next = shelf.next { member(",\"next\":") { $0.string(next.text) } }
    case .failed: raw(",\"failed\":true")
    }
    raw("}")
  }

  /// The common reason and the cards, as `CardsPayload` has them, without braces around them.
  mutating func cards(_ cards: [Card], body: (Card) -> [UInt8]) {
    let common = cards.first?.reason
    if let common {
      member("\"reason\":") { $0.reason(common) }
      raw(",")
    }
    member("\"cards\":") { writer in
      writer.list(cards) { $0.card($1, body: body($1), common: common) }
    }
  }

  /// What a shelf is, without the brace that ends it.
  mutating func heading(_ kind: Shelf.Kind) {
    raw("{\"id\":")
    string(kind.shelfID.rawValue)
    raw(",\"kind\":")
    string(kind.wireKind.rawValue)
    switch kind {
    case .becauseWatched(let title), .similarToLastWatched(let title):
      member(",\"title\":") { $0.reference(title) }
    case .favouriteGenre(let genre), .genre(let genre): member(",\"genre\":") { $0.genre(genre) }
    case .hero(let tab): member(",\"tab\":") { $0.string(tab.wireName) }
    case .continueWatching, .pickedForYou, .newEpisodes, .top10, .newReleases, .myList, .noGenre:
      break
    }
  }

  mutating func member(_ key: StaticString, _ value: (inout JSONWriter) -> Void) {
    raw(key)
    value(&self)
  }

  mutating func list<Element>(
    _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    raw("[")
    for element in elements {
      write(&self, element)
      raw(",")
    }
    if !elements.isEmpty { dropLast() }
    raw("]")
  }
}
