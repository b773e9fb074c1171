import PickModel
import PickStore

/// The scripted fortnight of the well-known viewer: one reason for every shelf of home.
///
/// A series and two films left in the middle, series with a next episode, series on air not
/// visited for more than a week, a favourite genre, and a film finished last night. Older
/// leavings keep the shelves filled for a home some days back (`--at`).
struct WellKnownHistory {
  private(set) var events: [WatchEvent] = []
  private(set) var detailViews: [DetailView] = []
  private(set) var choices = DemoChoices(myList: [], thumbs: [])

  private let catalogue: DemoCatalogue
  private let end: Instant
  private var cast: Casting
  private var generator: SeededGenerator

  init(_ catalogue: DemoCatalogue, recipe: DemoRecipe) {
    self.catalogue = catalogue
    end = recipe.end
    cast = Casting(catalogue, end: recipe.end)
    generator = SeededGenerator(seed: recipe.seed, stream: 3)
    watch()
    choose()
  }

  private mutating func watch() {
    let romance = cast.series(.drama, "멜로/로맨스", episodes: 10)
    let comedy = cast.series(.drama, "로맨틱 코미디", episodes: 8)
    let drama = cast.airing(.drama)
    let show = cast.airing(.broadcast)
    let lastFilm = cast.film("멜로/로맨스")
    let paused = cast.film("스릴러")
    play(romance, [0, 1], daysBack: 13, hour: 20)
    play(romance, [2], daysBack: 12, hour: 19)
    playLatest(drama, count: 2, daysBack: 12, hour: 21)
    play(cast.film("멜로/로맨스"), daysBack: 11, hour: 22)
    playLatest(show, count: 1, daysBack: 10, hour: 19)
    play(cast.film("액션"), daysBack: 10, hour: 21, stoppingAt: 38)
    play(comedy, [0, 1, 2], daysBack: 9, hour: 20)
    play(cast.film("드라마"), daysBack: 8, hour: 21)
    play(romance, [3, 4], daysBack: 7, hour: 20)
    play(cast.series(.broadcast, "요리", episodes: 4), [0], daysBack: 6, hour: 12)
    play(cast.series(.broadcast, "다큐", episodes: 4), [0, 1], daysBack: 6, hour: 21)
    play(comedy, [3], daysBack: 5, hour: 21)
    play(paused, daysBack: 4, hour: 22, stoppingAt: 55)
    play(romance, [5], daysBack: 3, hour: 20)
    play(romance, [6], daysBack: 3, hour: 22, stoppingAt: 41)
    play(cast.film("코미디"), daysBack: 2, hour: 20)
    play(lastFilm, daysBack: 1, hour: 21)
    give(.up, [romance, lastFilm], daysBack: 1)
  }

  private mutating func choose() {
    let wanted = [
      cast.film("멜로/로맨스"), cast.series(.drama, "스릴러", episodes: 4),
      cast.series(.broadcast, "여행", episodes: 4), cast.film("SF/판타지"),
      cast.series(.animation, "일상", episodes: 8), cast.film("코미디"),
    ]
    let listed = wanted.compactMap { $0 }.enumerated().map { index, title in
      DemoChoices.Listed(
        title: Title.ID(Int64(title + 1)), at: instant(daysBack: 8 - index, hour: 23))
    }
    give(.down, [cast.film("공포")], daysBack: 4)
    choices = DemoChoices(myList: listed, thumbs: choices.thumbs.sorted { $0.at < $1.at })
  }

  private mutating func give(_ thumb: Thumb, _ titles: [Int?], daysBack: Int) {
    let given = titles.compactMap { $0 }.map {
      DemoChoices.Thumbed(
        title: Title.ID(Int64($0 + 1)), thumb: thumb, at: instant(daysBack: daysBack, hour: 23))
    }
    choices = DemoChoices(myList: choices.myList, thumbs: choices.thumbs + given)
  }

  /// The last `count` episodes there were at that time.
  private mutating func playLatest(_ title: Int?, count: Int, daysBack: Int, hour: Int) {
    guard let title else { return }
    let assets = catalogue.plans[title].assets
    let time = instant(daysBack: daysBack, hour: hour)
    let there = assets.filter { catalogue.assets[$0].asset.addedAt <= time }
    play(
      title, there.suffix(count).map { $0 - assets.lowerBound }, daysBack: daysBack, hour: hour)
  }

  /// Plays parts one after another; the last one up to `percent` of it when that is given.
  private mutating func play(
    _ title: Int?, _ parts: [Int] = [0], daysBack: Int, hour: Int, stoppingAt percent: Int = 99
  ) {
    guard let title else { return }
    var time = instant(daysBack: daysBack, hour: hour)
      .advanced(bySeconds: Int64(generator.within(60...1500)))
    detailViews.append(
      DetailView(
        id: EventID(at: time, using: &generator), viewer: DemoAccounts.viewer.viewer,
        title: Title.ID(Int64(title + 1)), at: time))
    time = time.advanced(bySeconds: 25)
    let assets = catalogue.plans[title].assets
    for part in parts where part < assets.count {
      let asset = catalogue.assets[assets.lowerBound + part].asset
      let watched = (asset.runningSeconds ?? 3600) * percent / 100
      events.append(
        WatchEvent(
          id: EventID(at: time, using: &generator), viewer: DemoAccounts.viewer.viewer,
          asset: asset.id, startedAt: time, watchedSeconds: watched, endPosition: watched,
          source: .demo))
      time = time.advanced(bySeconds: Int64(watched) + 20)
    }
  }

  private func instant(daysBack: Int, hour: Int) -> Instant {
    end.advanced(bySeconds: -Int64(daysBack) * 86_400 + Int64(hour) * 3600)
  }
}

/// Finds titles for the scripted history: the most attractive ones, each at most once.
private struct Casting {
  private let catalogue: DemoCatalogue
  private let end: Instant
  private var used: Set<Int> = []

  init(_ catalogue: DemoCatalogue, end: Instant) {
    self.catalogue = catalogue
    self.end = end
  }

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
