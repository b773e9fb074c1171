import PickModel
import PickStore

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

/// One genre of one category: how often it occurs, how it is told, and when it is watched.
struct CatalogueCell: Equatable, Sendable {
  let category: Category
  let genre: Genre
  /// Its part of the category's titles, in hundredths.
  let share: Int
  let book: StoryBook
  /// Drawn evenly.
  let ages: [AgeRating]
  let rhythm: Rhythm

  /// A second genre some of its titles carry: another cell of the category told alike.
  static let secondGenrePercent = 20

  private init(
    _ category: Category, _ korean: String, _ english: String, _ share: Int, _ book: StoryBook,
    _ ages: [AgeRating], _ rhythm: Rhythm
  ) {
    self.category = category
    genre = Genre(LocalizedText(korean, english: english))
    self.share = share
    self.book = book
    self.ages = ages
    self.rhythm = rhythm
  }

  /// Each category's part of the catalogue, in hundredths.
  static func share(of category: Category) -> Int {
    switch category {
    case .broadcast: 22
    case .drama: 17
    case .film: 37
    case .kids: 12
    case .animation: 12
    }
  }

  /// Every genre of every category, in a fixed order.
  static let all: [CatalogueCell] = dramas + broadcasts + films + forKids + animations

  private static let dramas = [
    Self(.drama, "멜로/로맨스", "Romance", 22, .romance, [.twelve, .fifteen], .evening),
    Self(.drama, "로맨틱 코미디", "Romantic Comedy", 18, .romanticComedy, [.fifteen], .evening),
    Self(.drama, "스릴러", "Thriller", 12, .thriller, [.fifteen, .nineteen], .late),
    Self(.drama, "범죄/수사", "Crime", 12, .crime, [.fifteen], .late),
    Self(.drama, "사극", "Historical", 12, .historical, [.twelve, .fifteen], .evening),
    Self(.drama, "가족", "Family", 10, .family, [.all, .twelve], .daytime),
    Self(.drama, "의학/법정", "Medical & Legal", 7, .profession, [.fifteen], .evening),
    Self(.drama, "판타지", "Fantasy", 7, .fantasy, [.twelve, .fifteen], .evening),
  ]

  private static let broadcasts = [
    Self(.broadcast, "예능", "Variety", 28, .variety, [.twelve, .fifteen], .party),
    Self(.broadcast, "다큐", "Documentary", 15, .documentary, [.all, .twelve], .daytime),
    Self(.broadcast, "뉴스/시사", "News & Current Affairs", 11, .news, [.all, .fifteen], .morning),
    Self(.broadcast, "음악", "Music", 9, .music, [.all, .twelve], .party),
    Self(.broadcast, "여행", "Travel", 10, .travel, [.all], .daytime),
    Self(.broadcast, "요리", "Cooking", 10, .cooking, [.all], .morning),
    Self(.broadcast, "교양", "Culture", 7, .culture, [.all], .morning),
    Self(.broadcast, "토크쇼", "Talk Show", 5, .talk, [.twelve, .fifteen], .evening),
    Self(.broadcast, "스포츠", "Sports", 5, .sports, [.all], .party),
  ]

  private static let films = [
    Self(.film, "멜로/로맨스", "Romance", 15, .romance, [.twelve, .fifteen], .evening),
    Self(.film, "스릴러", "Thriller", 14, .thriller, [.fifteen, .nineteen], .late),
    Self(.film, "코미디", "Comedy", 14, .comedy, [.twelve, .fifteen], .party),
    Self(.film, "액션", "Action", 15, .action, [.fifteen, .nineteen], .party),
    Self(.film, "드라마", "Drama", 14, .humanDrama, [.all, .twelve, .fifteen], .daytime),
    Self(.film, "공포", "Horror", 7, .horror, [.fifteen, .nineteen], .late),
    Self(.film, "SF/판타지", "Sci-Fi & Fantasy", 9, .scienceFiction, [.twelve], .party),
    Self(.film, "범죄/수사", "Crime", 7, .crime, [.fifteen, .nineteen], .late),
    Self(.film, "사극", "Historical", 5, .historical, [.twelve, .fifteen], .evening),
  ]

  private static let forKids = [
    Self(.kids, "동요", "Songs", 22, .songs, [.all], .children),
    Self(.kids, "학습", "Learning", 24, .learning, [.all], .children),
    Self(.kids, "놀이", "Play", 18, .playing, [.all], .children),
    Self(.kids, "동화", "Storytime", 18, .storytime, [.all], .children),
    Self(.kids, "모험", "Adventure", 18, .adventure, [.all, .seven], .children),
  ]

  private static let animations = [
    Self(.animation, "모험", "Adventure", 26, .adventure, [.all, .seven], .children),
    Self(.animation, "SF/로봇", "Sci-Fi & Robots", 20, .robots, [.seven], .children),
    Self(.animation, "일상", "Slice of Life", 20, .everyday, [.all, .twelve], .flat),
    Self(.animation, "학원/스포츠", "School & Sports", 18, .school, [.twelve, .fifteen], .flat),
    Self(.animation, "판타지", "Fantasy", 16, .fantasy, [.twelve, .fifteen], .evening),
  ]
}
