import PickModel

/// Finds titles for the scripted history: the most attractive ones, each at most once.
struct Casting {
  private let catalogue: DemoCatalogue
  private let end: Instant
  private var used: Set<Int> = []

  init(_ catalogue: DemoCatalogue, end: Instant) {
    self.catalogue = catalogue
    self.end = end
  }

  /// A film of that genre.
  mutating func film(_ genre: String) -> Int? {
    take { $0.category == .film && $0.genre.id == genre }
  }

  /// A whole series of that genre with enough episodes, or of the category if there is none.
  mutating func series(_ category: Category, _ genre: String, episodes: Int) -> Int? {
    func fits(_ cell: CatalogueCell) -> Bool { cell.category == category }
    return take(episodes: episodes, isAiring: false) { fits($0) && $0.genre.id == genre }
      ?? take(episodes: episodes, isAiring: false, where: fits)
  }

  /// A series on air.
  mutating func airing(_ category: Category) -> Int? {
    take(episodes: 6, isAiring: true) { $0.category == category }
  }

  private mutating func take(
    episodes: Int = 1, isAiring: Bool = false, where fits: (CatalogueCell) -> Bool
  ) -> Int? {
    let longAgo = end.advanced(bySeconds: -20 * 86_400)
    let candidates = catalogue.plans.indices.filter { index in
      let plan = catalogue.plans[index]
      return plan.isAiring == isAiring && plan.assets.count >= episodes
        && fits(CatalogueCell.all[plan.cell]) && !used.contains(index)
        && catalogue.titles[index].title.availability == .always
        && catalogue.titles[index].title.addedAt < longAgo
    }
    // A lower index breaks a tie.
    let best = candidates.max {
      (catalogue.plans[$0].attraction, $1) < (catalogue.plans[$1].attraction, $0)
    }
    if let best { used.insert(best) }
    return best
  }
}
