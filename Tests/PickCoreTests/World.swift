import PickModel

@testable import PickCore
@testable import PickStore

/// A small catalogue and one viewer's doings, put together line by line in a test.
///
/// Titles are named by small numbers; the assets of title n are n × 100 + episode.
struct World {
  /// Friday 2026-11-20 22:30 in Seoul.
  static let now = Instant(secondsSince1970: 1_795_181_400)
  static let hour: Int64 = 3600
  static let day: Int64 = 86_400
  static let viewer = Viewer.ID(1)
  static let runningSeconds = 3600

  var titles: [Title] = []
  var assets: [Asset] = []
  var events: [WatchEvent] = []
  var detailViews: [DetailView] = []
  var choices = Choices()
  var popularity: [PopularitySlot: Result<[PopularTitle], StoreError>] = [:]
  var taste: (any PersonalTaste)?

  // MARK: Catalogue

  @discardableResult
  mutating func film(
    _ id: Int64, _ genres: String..., category: PickModel.Category = .film,
    availability: Availability = .always, addedDaysAgo days: Int64 = 400,
    running: Int? = World.runningSeconds
  ) -> Title {
    let title = title(id, .film, genres, category, availability, daysAgo: days)
    titles.append(title)
    assets.append(
      Asset(
        id: Asset.ID(id * 100), title: title.id, episode: nil, name: "film \(id)",
        runningSeconds: running, addedAt: title.addedAt))
    return title
  }

  /// A series of seasons with so many episodes each; assets count on over seasons.
  @discardableResult
  mutating func series(
    _ id: Int64, _ genres: String..., episodes: [Int], category: PickModel.Category = .drama
  ) -> Title {
    let title = title(id, .series, genres, category, .always, daysAgo: 400)
    titles.append(title)
    var asset = id * 100
    for (season, count) in episodes.enumerated() {
      for number in 1...count {
        asset += 1
        assets.append(
          Asset(
            id: Asset.ID(asset), title: title.id,
            episode: EpisodeNumber(season: season + 1, number: number), name: "\(asset)",
            runningSeconds: World.runningSeconds, addedAt: title.addedAt))
      }
    }
    return title
  }

  /// One more episode of the first season, which came later than its series.
  mutating func newEpisode(_ asset: Int64, number: Int, daysAgo: Int64) {
    let title = Title.ID(asset / 100)
    let new = Asset(
      id: Asset.ID(asset), title: title, episode: EpisodeNumber(number: number),
      name: "\(asset)", runningSeconds: World.runningSeconds,
      addedAt: World.now.advanced(bySeconds: -daysAgo * World.day))
    let place = assets.lastIndex { $0.title == title }.map { $0 + 1 } ?? assets.endIndex
    assets.insert(new, at: place)
  }

  private func title(
    _ id: Int64, _ kind: Title.Kind, _ genres: [String], _ category: PickModel.Category,
    _ availability: Availability, daysAgo: Int64
  ) -> Title {
    Title(
      id: Title.ID(id), name: LocalizedText("작품 \(id)"), kind: kind, category: category,
      genres: genres.map { Genre(LocalizedText($0)) }, year: nil, ageRating: nil,
      availability: availability, addedAt: World.now.advanced(bySeconds: -daysAgo * World.day))
  }

  // MARK: The viewer

  /// Watches a share of an asset, so many hours ago.
  mutating func watch(
    _ asset: Int64, _ ratio: Double = 1, hoursAgo: Int64 = 1, source: WatchEvent.Source = .player
  ) {
    let start = World.now.advanced(bySeconds: -hoursAgo * World.hour)
    let seconds = Int(ratio * Double(World.runningSeconds))
    events.append(
      WatchEvent(
        id: EventID(at: start, rest: (UInt16(events.count), 0)), viewer: World.viewer,
        asset: Asset.ID(asset), startedAt: start, watchedSeconds: seconds, endPosition: seconds,
        source: source))
    events.sort { $0.startedAt < $1.startedAt }
  }

  mutating func popular(_ slot: PopularitySlot, _ titles: Int64...) {
    popularity[slot] = .success(
      titles.enumerated().map {
        PopularTitle(title: Title.ID($1), weight: Double(titles.count - $0))
      })
  }

  /// Opens a title's detail page.
  mutating func look(at title: Int64) {
    detailViews.append(
      DetailView(
        id: EventID(high: UInt64(detailViews.count), low: 1), viewer: World.viewer,
        title: Title.ID(title), at: World.now))
  }

  // MARK: What comes of it

  var catalog: CatalogSnapshot { CatalogSnapshot(version: 1, titles: titles) }

  var history: ViewingHistory {
    let title = Dictionary(assets.map { ($0.id, $0.title) }, uniquingKeysWith: { $1 })
    let watched = Set(events.compactMap { title[$0.asset] })
    return ViewingHistory(
      events: events, watched: WatchedTitles(assets.filter { watched.contains($0.title) }),
      detailViews: detailViews)
  }

  var state: ViewerState { ViewerState(choices: choices, history: history) }

  var ground: PageGround { PageGround(catalog, Popularity(popularity)) }

  var inputs: PageInputs {
    PageInputs(
      ground: ground, instant: World.now, choices: .success(choices),
      history: .success(history), taste: taste)
  }

  var home: HomeDraft { HomeBuilder.draft(inputs) }
}

extension HomeDraft {
  /// The titles of a shelf by number, or `nil` when it is not on the page or failed.
  func titles(_ kind: Shelf.Kind) -> [Int64]? {
    let shelf = (hero + shelves).first { $0.kind.shelfID == kind.shelfID }
    return try? shelf?.placements.get().map(\.title.id.rawValue)
  }

  func placements(_ kind: Shelf.Kind) -> [Placement] {
    (try? (hero + shelves).first { $0.kind.shelfID == kind.shelfID }?.placements.get()) ?? []
  }
}

/// A taste that ranks titles in the order they are listed in.
struct StubTaste: PersonalTaste {
  var order: [Title] = []

  func picks(_ count: Int, where passes: (Title) -> Bool) -> [Placement] {
    order.filter(passes).prefix(count).map { Placement($0, reason(for: $0)) }
  }

  func becauseOf(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    Array(order.filter(passes).prefix(count))
  }

  func alike(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    Array(order.reversed().filter(passes).prefix(count))
  }

  func reason(for title: Title) -> Reason { .becauseWatched([title.reference]) }

  func explanation(of title: Title, eligibility: Eligibility) -> Explanation {
    Explanation(title: title.reference, parts: [], rank: nil, excluded: nil)
  }
}
