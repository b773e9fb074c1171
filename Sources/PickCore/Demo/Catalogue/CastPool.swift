import PickModel

/// Invented actors, each at home in one category, so that cast says something about taste.
struct CastPool: Sendable {
  private let names: [Category: [String]]

  /// Enough actors that each plays in about a dozen titles.
  init(titles: Int, using generator: inout SeededGenerator) {
    var names: [Category: [String]] = [:]
    for category in Category.allCases {
      let count = max(24, titles * CatalogueCell.share(of: category) / 100 / 3)
      names[category] = (0..<count).map { _ in PersonName.draw(using: &generator).korean }
    }
    self.names = names
  }

  /// Two to five names for a title of `cell`, of which the first ones are its vein's regulars.
  func cast(
    for cell: CatalogueCell, vein: Int, using generator: inout SeededGenerator
  ) -> [String] {
    guard let pool = names[cell.category] else { return [] }
    // A vein's regulars are a third of the category's actors; a quarter of a cast are guests.
    let regulars = pool.count / TitlePlan.veinCount
    var cast: [String] = []
    for _ in 0..<generator.within(2...5) {
      let isGuest = generator.chance(25)
      let index =
        isGuest
        ? generator.below(pool.count)
        : vein * regulars
          + min(
            generator.below(regulars), generator.below(regulars))
      if !cast.contains(pool[index]) { cast.append(pool[index]) }
    }
    return cast
  }
}
