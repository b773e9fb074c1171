import PickModel
import PickStore

/// Makes the titles of the catalogue one after another.
struct TitleMaker {
  /// A title with its parts and their names.
  struct Made {
    let title: ImportedTitle
    let plan: EpisodePlan
    let assetNames: [[String]]
    let vein: Int
  }

  var generator: SeededGenerator
  private var names = NameMaker()
  private var lastFilms: [Int: Word] = [:]
  private var begun: Set<Int> = []
  private let cast: CastPool
  private let end: Instant
  private let thisYear: Int

  init(_ recipe: DemoRecipe) {
    generator = SeededGenerator(seed: recipe.seed, stream: 1)
    cast = CastPool(titles: recipe.titles, using: &generator)
    end = recipe.end
    thisYear = recipe.until.year
  }

  /// The next title, of the cell at `cell`.
  mutating func title(of cellIndex: Int, index: Int) -> Made {
    let cell = CatalogueCell.all[cellIndex]
    let isFilm = cell.category == .film
    let vein = generator.below(TitlePlan.veinCount)
    var (name, draw) = names.name(from: cell.book, isFilm: isFilm, using: &generator)
    if isFilm { name = sequelNow(and: name, cell: cellIndex) }
    let synopsis = SynopsisMaker.synopsis(of: cell.book, draw: &draw, using: &generator)
    let isFirst = begun.insert(cellIndex).inserted
    let plan = episodes(of: cell, isFirst: isFirst)
    let addedAt = plan.parts.map(\.addedAt).min() ?? end
    let title = Title(
      id: Title.ID(Int64(index + 1)),
      name: LocalizedText(name.korean, english: name.english), kind: isFilm ? .film : .series,
      category: cell.category, genres: genres(of: cell), year: year(addedAt, plan: plan),
      ageRating: cell.ages[generator.below(cell.ages.count)],
      availability: availability(addedAt: addedAt, plan: plan), addedAt: addedAt)
    return Made(
      title: ImportedTitle(
        title: title, key: name.korean, synopsis: synopsis,
        cast: cast.cast(for: cell, vein: vein, using: &generator)),
      plan: plan, assetNames: assetNames(name.korean, plan), vein: vein)
  }

  /// Now and then a film is the second part of the one before it in its genre.
  private mutating func sequelNow(and name: Word, cell: Int) -> Word {
    defer { lastFilms[cell] = name }
    guard generator.chance(5), let last = lastFilms[cell] else { return name }
    return names.sequel(of: last) ?? name
  }

  private mutating func assetNames(_ name: String, _ plan: EpisodePlan) -> [[String]] {
    let hasSeasons = (plan.parts.last?.number?.season ?? 1) > 1
    return plan.parts.map {
      EpisodeNames.names(
        of: name, number: $0.number, style: plan.style, hasSeasons: hasSeasons, using: &generator)
    }
  }

  /// The first series of a drama or broadcast genre is on air in every world, however small.
  private mutating func episodes(of cell: CatalogueCell, isFirst: Bool) -> EpisodePlan {
    let airingPercent = airingPercent(cell)
    let isAiring = generator.chance(isFirst && airingPercent > 10 ? 100 : airingPercent)
    let addedAt = arrival()
    switch cell.category {
    case .film: return .film(addedAt: addedAt, using: &generator)
    case .broadcast, .drama, .kids, .animation:
      return isAiring
        ? .airing(cell, end: end, using: &generator)
        : .ended(cell, addedAt: addedAt, end: end, using: &generator)
    }
  }

  private func airingPercent(_ cell: CatalogueCell) -> Int {
    switch cell.category {
    case .broadcast: 26
    case .drama: 13
    case .animation: 8
    case .kids: 5
    case .film: 0
    }
  }

  /// One in nine came within the last six weeks, the others up to four years before.
  private mutating func arrival() -> Instant {
    let days = generator.below(9) == 0 ? generator.within(1...42) : generator.within(43...1500)
    return end.advanced(bySeconds: -Int64(days) * 86_400 + Int64(generator.within(9...18)) * 3600)
  }

  private mutating func genres(of cell: CatalogueCell) -> [Genre] {
    guard generator.chance(CatalogueCell.secondGenrePercent) else { return [cell.genre] }
    let others = CatalogueCell.all.filter {
      $0.category == cell.category && $0.rhythm == cell.rhythm && $0.genre != cell.genre
    }
    guard !others.isEmpty else { return [cell.genre] }
    return [cell.genre, others[generator.below(others.count)].genre]
  }

  /// The year it came, or up to thirty years earlier for a film that was not new then.
  private mutating func year(_ addedAt: Instant, plan: EpisodePlan) -> Int {
    let came = SeoulTime(addedAt).year
    guard !plan.isAiring, generator.chance(70) else { return came }
    let back = min(generator.below(14), generator.below(30))
    return min(came, thisYear) - back
  }

  /// Most stay; a few left in the last weeks, a few leave soon, a few have not begun.
  private mutating func availability(addedAt: Instant, plan: EpisodePlan) -> Availability {
    let roll = generator.below(100)
    guard !plan.isAiring else { return .always }
    func days(_ count: Int) -> Instant { end.advanced(bySeconds: Int64(count) * 86_400) }
    switch roll {
    case 0..<2 where addedAt < days(-50):
      return Availability(start: addedAt, end: days(-generator.within(2...40)))
    case 2..<5: return Availability(start: addedAt, end: days(generator.within(3...30)))
    case 5..<6: return Availability(start: days(generator.within(2...14)), end: nil)
    default: return .always
    }
  }
}

/// The properties of one title that behaviour depends on.
struct TitlePlan: Equatable, Sendable {
  /// Index of its cell in `CatalogueCell.all`.
  let cell: Int
  /// A hidden trait within the genre; viewers lean to one of `veinCount`, no field shows it.
  let vein: Int
  /// How it attracts within its vein, 1 / (rank + 1.5): a Zipf tail.
  var attraction: Double
  /// How much it is talked about while it is new or on air, in its category:
  /// 1 / (rank + 1).
  var appeal: Double
  /// Its assets in the catalogue's list, in watching order.
  let assets: Range<Int>
  let isFilm: Bool
  /// Whether any episode may be watched without the ones before it.
  let isEpisodic: Bool
  /// Whether new episodes still come every week.
  let isAiring: Bool
  /// Watchable in `[from, until)`; seconds since 1970.
  let from: Int64
  let until: Int64

  static let veinCount = 3
}

/// Tells a title's story in three sentences, with the words its name was made of.
private enum SynopsisMaker {
  static func synopsis(
    of book: StoryBook, draw: inout WordDraw, using generator: inout SeededGenerator
  ) -> LocalizedText {
    let sentences = [book.openings, book.turns, book.closings].map { phrases in
      phrases[generator.below(phrases.count)].filled(by: &draw)
    }
    return LocalizedText(
      sentences.map(\.korean).joined(separator: " "),
      english: sentences.map { EnglishCase.sentence($0.english) }.joined(separator: " "))
  }
}

/// Makes names no other title of the catalogue has, in either language.
private struct NameMaker {
  private var taken: Set<String> = []

  /// A name from `book`, and the words it was made of for the synopsis to speak of.
  mutating func name(
    from book: StoryBook, isFilm: Bool, using generator: inout SeededGenerator
  ) -> (name: Word, draw: WordDraw) {
    for _ in 0..<12 {
      let (name, draw) = Self.attempt(book, using: &generator)
      if take(name) { return (name, draw) }
    }
    let (name, draw) = Self.attempt(book, using: &generator)
    var number = 2
    while !take(Self.sequel(name, number, isFilm: isFilm)) { number += 1 }
    return (Self.sequel(name, number, isFilm: isFilm), draw)
  }

  /// A following film of a name that is known: "… 2".
  mutating func sequel(of name: Word) -> Word? {
    let next = Self.sequel(name, 2, isFilm: true)
    return take(next) ? next : nil
  }

  private mutating func take(_ name: Word) -> Bool {
    guard !taken.contains(name.korean), !taken.contains(name.english) else { return false }
    taken.insert(name.korean)
    taken.insert(name.english)
    return true
  }

  private static func attempt(
    _ book: StoryBook, using generator: inout SeededGenerator
  ) -> (Word, WordDraw) {
    var draw = WordDraw(generator: SeededGenerator(seed: generator.next()))
    let name = book.titles[generator.below(book.titles.count)].filled(by: &draw)
    return (Word(korean: name.korean, english: EnglishCase.title(name.english)), draw)
  }

  // Series are not numbered: a number before "05회" would be read as part of the episode's.
  private static func sequel(_ name: Word, _ number: Int, isFilm: Bool) -> Word {
    let mark = isFilm ? " \(number)" : ", \(ordinal(number)) 이야기"
    return Word(
      korean: name.korean + mark,
      english: name.english + (isFilm ? " \(number)" : ": Story \(number)"))
  }

  private static func ordinal(_ number: Int) -> String {
    let words = ["두 번째", "세 번째", "네 번째", "다섯 번째", "여섯 번째", "일곱 번째"]
    return number - 2 < words.count ? words[number - 2] : "\(number)번째"
  }
}

/// Invented actors, each at home in one category, so that cast says something about taste.
private struct CastPool: Sendable {
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
