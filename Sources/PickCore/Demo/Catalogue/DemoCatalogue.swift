import PickModel

/// The invented catalogue: what is stored, and what the behaviour needs to know of it.
struct DemoCatalogue: Equatable, Sendable {
  private(set) var titles: [ImportedTitle] = []
  private(set) var assets: [ImportedAsset] = []
  private(set) var plans: [TitlePlan] = []

  /// Depends on the seed, the number of titles and the date, not on viewers and days.
  init(_ recipe: DemoRecipe) {
    var maker = TitleMaker(recipe)
    var cells = Self.cells(count: recipe.titles)
    cells.shuffle(using: &maker.generator)
    for cell in cells { append(maker.title(of: cell, index: titles.count), cell: cell) }
    rankWithinVeins(seed: recipe.seed)
    rankWithinCategories(seed: recipe.seed)
  }

  private mutating func append(_ made: TitleMaker.Made, cell: Int) {
    let first = assets.count
    for (part, names) in zip(made.plan.parts, made.assetNames) {
      let asset = Asset(
        id: Asset.ID(Int64(assets.count + 1)), title: made.title.title.id, episode: part.number,
        name: names[0], runningSeconds: part.seconds, addedAt: part.addedAt)
      assets.append(ImportedAsset(asset: asset, names: names))
    }
    titles.append(made.title)
    let window = made.title.title.availability
    plans.append(
      TitlePlan(
        cell: cell, vein: made.vein, attraction: 0, appeal: 0, assets: first..<assets.count,
        isFilm: made.title.title.kind == .film, isEpisodic: made.plan.isEpisodic,
        isAiring: made.plan.isAiring,
        from: max(window.start ?? made.title.title.addedAt, made.title.title.addedAt)
          .secondsSince1970,
        until: window.end?.secondsSince1970 ?? .max))
  }

  /// The cell of every title, in order of cells: shares by largest remainder, one at the least.
  private static func cells(count: Int) -> [Int] {
    let shares = CatalogueCell.all.map { $0.share * CatalogueCell.share(of: $0.category) }
    let total = shares.reduce(0, +)
    var counts = shares.map { max(1, count * $0 / total) }
    let byRemainder = shares.indices.sorted {
      (count * shares[$0] % total, $1) > (count * shares[$1] % total, $0)
    }
    var missing = count - counts.reduce(0, +)
    while missing > 0 {
      for cell in byRemainder.prefix(missing) { counts[cell] += 1 }
      missing = count - counts.reduce(0, +)
    }
    return counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
  }

  /// Gives each vein of each cell a Zipf tail over a random order; series on air attract more.
  private mutating func rankWithinVeins(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: 2)
    var ranks = [Int](repeating: 0, count: CatalogueCell.all.count * TitlePlan.veinCount)
    var order = Array(plans.indices)
    order.shuffle(using: &generator)
    for index in order {
      let vein = plans[index].cell * TitlePlan.veinCount + plans[index].vein
      plans[index].attraction = (plans[index].isAiring ? 2 : 1) / (Double(ranks[vein]) + 1.5)
      ranks[vein] += 1
    }
  }

  /// Says how loudly each title of a category is talked about, by another random order.
  private mutating func rankWithinCategories(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: 4)
    var ranks: [Category: Int] = [:]
    var order = Array(plans.indices)
    order.shuffle(using: &generator)
    for index in order {
      let category = CatalogueCell.all[plans[index].cell].category
      let rank = ranks[category, default: 0]
      plans[index].appeal = 1 / (Double(rank) + 1)
      ranks[category] = rank + 1
    }
  }
}
