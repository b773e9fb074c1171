import PickModel
import Testing

@testable import PickCore
@testable import PickStore

@Suite("HomeBuilder")
struct HomeBuilderTests {
  /// A viewer with something on every shelf.
  static let full: World = {
    var world = World()
    world.series(1, "드라마", episodes: [4])
    world.series(2, "예능", episodes: [4], category: .broadcast)
    for id: Int64 in 3...140 { world.film(id, id % 2 == 0 ? "액션" : "멜로", "가족") }
    world.newEpisode(105, number: 5, daysAgo: 1)
    world.watch(104, hoursAgo: 200)
    world.watch(300, hoursAgo: 30)
    world.watch(400, 0.5, hoursAgo: 3)
    world.choices.myList = [Title.ID(9), Title.ID(3), Title.ID(10)]
    world.popularity[.all] = .success(
      (3...90).map { PopularTitle(title: Title.ID($0), weight: 100 - Double($0)) })
    world.popular(.hour(22), 31, 32, 5, 6)
    world.popular(.day(.weekday), 33, 31)
    world.popular(.day(.weekend), 34)
    world.popular(.day(.fridayNight), 35)
    world.taste = StubTaste(order: world.titles.reversed())
    return world
  }()

  private func kinds(_ home: HomeDraft) -> [String] {
    home.shelves.map { $0.kind.shelfID.rawValue }
  }

  @Test("shelves stand in the product's order")
  func order() {
    #expect(
      kinds(Self.full.home) == [
        "continue", "picked", "because:3", "similar", "favourite", "new-episodes", "top10",
        "my-list", "genre:가족", "genre:액션",
      ])
    #expect(Self.full.home.hero.map(\.kind) == HeroTab.allCases.map(Shelf.Kind.hero))
    #expect(Self.full.home.isPersonalised)
  }

  @Test("a viewer's own order holds, and genres stay together")
  func ownOrder() {
    var world = Self.full
    world.choices.home = HomeArrangement(
      [.genres, .myList, .hero, .top10].map { HomeArrangement.Line(shelf: $0, isOn: true) })
    #expect(
      kinds(world.home) == [
        "genre:가족", "genre:액션", "my-list", "top10", "continue", "picked", "because:3", "similar",
        "favourite", "new-episodes",
      ])
    #expect(world.home.titles(.top10) == Self.full.home.titles(.top10))
  }

  @Test("a shelf that is off is not there, and its titles are free for the others")
  func switchedOff() {
    var world = Self.full
    for shelf in [HomeShelf.hero, .top10, .genres] { _ = world.choices.home.toggle(shelf) }
    let home = world.home
    #expect(home.hero.isEmpty)
    #expect(
      kinds(home) == [
        "continue", "picked", "because:3", "similar", "favourite", "new-episodes", "my-list",
      ])
    #expect(home.titles(.myList) == [9, 3, 10] || home.titles(.myList) == [9, 10])
  }

  @Test("a home of which nothing would be left is the product's own")
  func neverEmpty() {
    var world = Self.full
    world.choices.myList = []
    world.choices.home = HomeArrangement(
      HomeShelf.allCases.map { HomeArrangement.Line(shelf: $0, isOn: $0 == .myList) })
    #expect(!world.home.hero.isEmpty && kinds(world.home).contains("top10"))
  }

  @Test("a title stands once on the page, but for continue watching")
  func onceOnly() {
    let home = Self.full.home
    let shelves = home.shelves.filter { $0.kind != .continueWatching }
    let titles = shelves.flatMap { home.titles($0.kind) ?? [] }
    #expect(Set(titles).count == titles.count)
    let hero = HeroTab.allCases.map { home.titles(.hero($0)) ?? [] }
    #expect(Set(titles).isDisjoint(with: hero.joined()))
    for tab in hero { #expect(Set(tab).count == tab.count) }
  }

  @Test("lists of facts are whole; the picks are the best of the rest")
  func factsFirst() {
    let home = Self.full.home
    #expect(home.titles(.myList) == [9, 10])
    #expect(home.titles(.top10) == [4, 5, 6, 7, 8, 11, 12, 13, 14, 15])
    #expect(home.placements(.top10).prefix(3).map(\.reason) == [2, 3, 4].map(Reason.popular))
    #expect(home.titles(.pickedForYou) == Array((121...140).reversed()))
  }

  @Test("nothing finished, hidden, disliked, forgotten or unavailable is on any shelf")
  func exclusions() throws {
    var world = Self.full
    world.film(150, "액션", availability: Availability(start: nil, end: World.now))
    world.choices.hidden = [Title.ID(5), Title.ID(140)]
    world.choices.thumbs = [Title.ID(6): .down, Title.ID(139): .down]
    world.choices.forgotten = [Title.ID(7): World.now, Title.ID(138): World.now]
    world.choices.myList += [5, 6, 7, 150].map { Title.ID($0) }
    world.watch(13_700, hoursAgo: 1)
    let home = world.home
    let shown = (home.hero + home.shelves).flatMap { home.titles($0.kind) ?? [] }
    #expect(Set(shown).isDisjoint(with: [3, 5, 6, 7, 137, 138, 139, 140, 150]))
    #expect(shown.contains(136))
  }

  @Test("what is begun is continued, not recommended, but may be popular")
  func begun() {
    var world = Self.full
    world.watch(14_000, 0.2)
    #expect(world.home.titles(.pickedForYou)?.contains(140) == false)
    #expect(world.home.titles(.top10)?.first == 4)
    #expect(world.home.placements(.top10).first?.playable?.progress?.position == 1800)
  }

  @Test("new episodes play what is next for the viewer")
  func newEpisodes() {
    let card = Self.full.home.placements(.newEpisodes).first
    #expect(card?.title.id == Title.ID(1))
    #expect(card?.playable?.asset == Asset.ID(105))
    #expect(card?.reason == .newEpisode)
  }

  @Test("an episode is new until the next visit, and for thirty days")
  func oldEpisodes() {
    var world = Self.full
    world.watch(103, hoursAgo: 2)
    #expect(world.home.titles(.newEpisodes) == nil)
    var later = World()
    later.series(1, episodes: [2])
    later.newEpisode(103, number: 3, daysAgo: 31)
    later.watch(102, hoursAgo: 40 * 24)
    #expect(later.home.titles(.newEpisodes) == nil)
  }

  @Test("episodes that came together with their series are not new")
  func importedAtOnce() {
    var world = World()
    world.series(1, episodes: [5])
    world.watch(101, hoursAgo: 500 * 24)
    #expect(world.home.titles(.newEpisodes) == nil)
  }

  @Test("the hero shows what rises in its window, not what is always popular")
  func hero() {
    var world = World()
    for id: Int64 in 1...60 { world.film(id, "액션") }
    world.popular(.all, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
    world.popular(.hour(22), 11, 20)
    let cards = world.home.placements(.hero(.realtime))
    #expect(cards.map(\.title.id.rawValue) == [20, 11])
    #expect(cards.first?.reason == .popularAtHour(22))
  }

  @Test("a viewer without history gets popular, new and genre shelves, and no false picks")
  func newcomer() {
    var world = Self.full
    world.events = []
    world.choices = Choices()
    world.film(141, "스릴러", addedDaysAgo: 1)
    let home = world.home
    #expect(kinds(home).starts(with: ["top10", "new-releases"]))
    let rest = kinds(home).dropFirst(2)
    #expect(!rest.isEmpty && rest.allSatisfy { $0.hasPrefix("genre:") })
    #expect(home.titles(.newReleases)?.first == 141)
    #expect(home.titles(.pickedForYou) == nil)
    #expect(!home.hero.contains { $0.isEmpty })
  }

  @Test("without a model there are no picks and nothing says otherwise")
  func noModel() {
    var world = Self.full
    world.taste = nil
    let home = world.home
    #expect(!home.isPersonalised)
    #expect(home.titles(.pickedForYou) == nil)
    #expect(home.titles(.similarToLastWatched(world.titles[3].reference))?.isEmpty == false)
  }

  @Test("a thumb alone is enough to pick by")
  func thumbOnly() {
    var world = Self.full
    world.events = []
    world.choices = Choices(thumbs: [Title.ID(50): .up])
    #expect(world.home.titles(.pickedForYou)?.count == 20)
  }

  @Test("the favourite genre is the one watched most of late")
  func favouriteGenre() {
    var world = World()
    for id: Int64 in 1...30 { world.film(id, id <= 15 ? "액션" : "멜로") }
    world.watch(100, hoursAgo: 24 * 90)
    world.watch(200, hoursAgo: 24 * 90)
    world.watch(1600, hoursAgo: 24)
    let melodrama = Genre(LocalizedText("멜로"))
    let cards = world.home.placements(.favouriteGenre(melodrama))
    #expect(world.home.shelves.contains { $0.kind == .favouriteGenre(melodrama) })
    #expect(!cards.isEmpty)
    #expect(cards.allSatisfy { $0.reason == .favouriteGenre(melodrama) })
    // Every one of that genre, and not the one that was watched.
    #expect(cards.allSatisfy { (17...30).contains($0.title.id.rawValue) })
    let action = Genre(LocalizedText("액션"))
    #expect(!world.home.shelves.contains { $0.kind == .favouriteGenre(action) })
  }

  @Test("because you watched speaks of a title that was liked, not of one turned off")
  func becauseSubject() {
    var world = World()
    for id: Int64 in 1...40 { world.film(id, "액션") }
    world.taste = StubTaste(order: world.titles)
    world.watch(100, hoursAgo: 50)
    world.watch(200, 0.1, hoursAgo: 20)
    world.watch(300, hoursAgo: 10)
    #expect(world.home.shelves.contains { $0.kind.shelfID.rawValue == "because:1" })
  }

  @Test("in a small catalogue no shelf takes everything")
  func smallCatalogue() {
    var world = World()
    for id: Int64 in 1...12 { world.film(id, "액션") }
    world.taste = StubTaste(order: world.titles)
    world.popular(.all, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    world.popular(.hour(22), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    world.watch(1200)
    let home = world.home
    #expect(home.titles(.top10) == [1, 2, 3])
    #expect(home.titles(.pickedForYou) == [4, 5, 6])
    #expect(home.titles(.hero(.realtime))?.isEmpty == false)
  }

  @Test("an empty catalogue has an empty page")
  func empty() {
    let home = World().home
    #expect(home.shelves.isEmpty)
    #expect(!home.hero.contains { !$0.isEmpty })
  }
}

@Suite("A home whose reads fail")
struct HomeFailureTests {
  private let error = StoreError.busy

  private func failed(_ home: HomeDraft) -> Set<String> {
    Set(
      (home.hero + home.shelves).filter { (try? $0.placements.get()) == nil }
        .map { $0.kind.shelfID.rawValue })
  }

  @Test("without overall popularity only top 10 and hero fail")
  func popularity() {
    var world = HomeBuilderTests.full
    world.popularity[.all] = .failure(error)
    let home = world.home
    #expect(
      failed(home) == [
        "top10", "hero:realtime", "hero:weekday", "hero:weekend", "hero:fridayNight",
      ])
    #expect(home.titles(.continueWatching) == [4, 1])
    #expect(home.titles(.pickedForYou)?.count == 20)
  }

  @Test("one cell of popularity takes one tab with it")
  func oneCell() {
    var world = HomeBuilderTests.full
    world.popularity[.day(.weekend)] = .failure(error)
    #expect(failed(world.home) == ["hero:weekend"])
  }

  @Test("without history what is popular stays, minus what was hidden")
  func history() {
    var world = HomeBuilderTests.full
    world.choices.hidden = [Title.ID(4)]
    let home = HomeBuilder.draft(
      PageInputs(
        ground: world.ground, instant: World.now, choices: .success(world.choices),
        history: .failure(error), taste: nil))
    #expect(failed(home) == ["continue", "picked", "new-episodes"])
    #expect(home.titles(.top10)?.first == 5)
    #expect(home.titles(.myList) == [9, 3, 10])
    #expect(home.titles(.newReleases) == nil)
  }

  @Test("without choices nothing is shown that might be hidden")
  func choices() {
    let world = HomeBuilderTests.full
    let home = HomeBuilder.draft(
      PageInputs(
        ground: world.ground, instant: World.now, choices: .failure(error),
        history: .success(world.history), taste: world.taste))
    #expect((home.hero + home.shelves).allSatisfy { (try? $0.placements.get()) == nil })
    #expect(home.hero.count == 4)
  }

  @Test("a shelf whose first parts could not be read fails, others stay")
  func firstParts() {
    let page = HomeBuilderTests.full.home.page(firstAssets: .failure(error))
    let failed = page.shelves.filter { if case .failed = $0 { true } else { false } }
    #expect(failed.map(\.id.rawValue).contains("picked"))
    #expect(page.shelves.first?.cards.isEmpty == false)
  }
}
