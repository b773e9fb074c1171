import PickClient
import PickCore
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("PickService: pages", .fewAtOnce)
struct PagesContract {
  @Test("a viewer without history gets a good home", arguments: ServiceUnderTest.allCases)
  func newcomer(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let home = try await house.minasDevice().home()
    #expect(home.hero.map(\.kind) == HeroTab.allCases.map(Shelf.Kind.hero))
    #expect(home.shelf(.top10)?.cards.count == 10)
    #expect(home.shelf(.newReleases)?.cards.isEmpty == false)
    #expect(home.shelf(.pickedForYou) == nil)
    #expect(home.shelves.allSatisfy { !$0.cards.isEmpty })
    #expect(home.builtFor == house.clock.now())
  }

  @Test(
    "two episodes of a series change what the model picks, at once",
    arguments: ServiceUnderTest.allCases)
  func twoEpisodes(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(1), id: 1))
    try await device.record(house.playback(ContractWorld.film(8), id: 2, seconds: 900))
    let before = try await device.home()
    #expect(before.isPersonalised)
    house.clock.advance(bySeconds: 3600)
    try await device.record(house.playback(ContractWorld.episode(1), id: 3))
    house.clock.advance(bySeconds: 3600)
    try await device.record(house.playback(ContractWorld.episode(2), id: 4))
    let after = try await device.home()
    // The same films may lead as before; what speaks for them now is also the series.
    let picks = try [before, after].map { try #require($0.shelf(.pickedForYou)?.cards) }
    #expect(!picks[0].isEmpty && picks[0] != picks[1])
  }

  @Test(
    "picks follow the viewer's side, with reasons that name what was watched",
    arguments: ServiceUnderTest.allCases)
  func picks(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let device = try await house.minasDevice()
    for (id, title) in [(1, 3), (2, 10), (3, 17)] as [(UInt64, Int64)] {
      try await device.record(house.playback(ContractWorld.film(title), id: id))
    }
    let picks = try #require(try await device.home().shelf(.pickedForYou))
    let top = picks.cards.prefix(5)
    #expect(top.allSatisfy { ContractWorld.action.contains($0.id.rawValue) })
    let watched = Set([3, 10, 17].map { Title.ID($0) })
    for card in top {
      guard case .becauseWatched(let because) = card.reason else {
        Issue.record("\(card.reason)")
        continue
      }
      #expect(Set(because.map(\.id)).isSubset(of: watched))
    }
  }

  @Test(
    "an explanation adds up, ranks as the picks do, and agrees with their reasons",
    arguments: ServiceUnderTest.allCases)
  func explanations(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(3), id: 1))
    try await device.record(house.playback(ContractWorld.film(10), id: 2))
    let picks = try #require(try await device.home().shelf(.pickedForYou))
    var ranks: [Int] = []
    for card in picks.cards {
      let explained = try await device.explain(card.id)
      #expect(
        explained.score == explained.parts.reduce(0) { $0 + $1.contribution } + explained.rest)
      #expect(explained.excluded == nil)
      ranks.append(try #require(explained.rank))
      guard case .becauseWatched(let because) = card.reason else { continue }
      let named = because.allSatisfy { title in
        explained.parts.contains { $0.source == .watched(title) && $0.contribution > 0 }
      }
      #expect(named)
    }
    #expect(ranks == ranks.sorted())
    #expect(try await device.explain(Title.ID(3)).excluded == .watched)
    await #expect(throws: ServiceError.notFound) { _ = try await device.explain(Title.ID(999)) }
  }

  @Test(
    "without a model home is there at once; a published one is taken in whole",
    arguments: ServiceUnderTest.allCases)
  func publishing(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(3), id: 1))
    let before = try await device.home()
    #expect(!before.isPersonalised)
    #expect(before.shelf(.pickedForYou) == nil)
    #expect(!house.engine.reloadModelIfPublished())
    try await house.train()
    #expect(house.engine.reloadModelIfPublished())
    #expect(!house.engine.reloadModelIfPublished())
    let after = try await device.home()
    #expect(after.isPersonalised)
    #expect(after.shelf(.pickedForYou)?.cards.isEmpty == false)
  }

  @Test("a category has each title once", arguments: ServiceUnderTest.allCases)
  func category(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let page = try await device.category(.film)
    let titles = page.shelves.flatMap(\.cards).map(\.id)
    #expect(titles.count == 60 && Set(titles).count == 60)
    #expect(page.shelves.allSatisfy { $0.cards.count <= 30 })
    #expect(try await device.category(.kids).shelves.isEmpty)
  }

  @Test(
    "search counts what matches and lists what was asked for",
    arguments: ServiceUnderTest.allCases)
  func search(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let found = try await device.search("ㅈㅍ 61", limit: 5)
    #expect(found.cards.first?.id == ContractWorld.series)
    let all = try await device.search("title", limit: 7)
    #expect(all.totalCount == 61 && all.cards.count == 7)
    #expect(try await device.search("zzz", limit: 7).totalCount == 0)
    #expect(try await device.search("", limit: 7).query.isEmpty)
  }

  @Test(
    "a title's page has its episodes, what plays next, and what resembles it",
    arguments: ServiceUnderTest.allCases)
  func titlePage(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.episode(1), id: 1))
    let series = try await device.title(ContractWorld.series)
    #expect(series.seasons.map(\.episodes.count) == [6])
    #expect(series.next?.id == ContractWorld.episode(2))
    #expect(series.seasons.first?.episodes.first?.progress?.isFinished == true)
    let film = try await device.title(Title.ID(3))
    #expect(!film.similar.isEmpty && !film.similar.contains { $0.id == Title.ID(3) })
    await #expect(throws: ServiceError.notFound) { _ = try await device.title(Title.ID(999)) }
  }

  @Test("my page knows number, devices, history and taste", arguments: ServiceUnderTest.allCases)
  func myPage(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let here = try await house.minasDevice()
    house.clock.advance(bySeconds: 60)
    _ = try await house.minasDevice("안방")
    try await here.record(house.playback(ContractWorld.film(3), id: 1, seconds: 1800))
    let page = try await here.myPage()
    #expect(page.number == ContractWorld.mina.number)
    #expect(page.devices.map(\.name) == ["거실", "안방"])
    #expect(page.devices.map(\.isCurrent) == [true, false])
    #expect(page.history.map(\.asset) == [ContractWorld.film(3)])
    #expect(page.history.first?.progress.position == 1800)
    #expect(page.taste.map(\.share) == [1])
    #expect(page.stored.watchEvents == 1 && page.stored.sessions == 2)
  }
}
