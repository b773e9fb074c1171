import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("PickService: what the viewer does", .fewAtOnce)
struct ActionsContract {
  @Test(
    "a hidden title is on no page, and comes back when shown again",
    arguments: ServiceUnderTest.allCases)
  func hiding(kind: ServiceUnderTest) async throws {
    let device = try await kind.start(trained: true).minasDevice()
    let title = try #require(try await device.home().shelf(.top10)?.cards.first?.id)
    try await device.setHidden(true, title: title)
    #expect(try await !device.home().titles.contains(title))
    let page = try await device.category(.film)
    #expect(!page.shelves.flatMap(\.cards).contains { $0.id == title })
    #expect(try await device.title(title).isHidden)
    try await device.setHidden(false, title: title)
    #expect(try await device.home().shelf(.top10)?.cards.first?.id == title)
  }

  @Test(
    "a thumb down takes a title off home and lowers what is like it; up raises it",
    arguments: ServiceUnderTest.allCases)
  func thumbs(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(3), id: 1))
    let target = try #require(try await device.home().shelf(.pickedForYou)?.cards.first?.id)
    let before = try await device.explain(target).score
    try await device.setThumb(.up, title: Title.ID(3))
    #expect(try await device.explain(target).score > before)
    try await device.setThumb(.down, title: Title.ID(3))
    #expect(try await device.explain(target).score < before)
    try await device.setThumb(nil, title: Title.ID(3))
    #expect(try await device.explain(target).score == before)
    try await device.setThumb(.down, title: target)
    #expect(try await !device.home().titles.contains(target))
    #expect(try await device.explain(target).excluded == .thumbDown)
  }

  @Test("my list is on home with the last added first", arguments: ServiceUnderTest.allCases)
  func myList(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    for title in [5, 6] as [Int64] {
      try await device.setOnMyList(true, title: Title.ID(title))
      house.clock.advance(bySeconds: 1)
    }
    #expect(try await device.home().shelf(.myList)?.cards.map(\.id.rawValue) == [6, 5])
    #expect(try await device.title(Title.ID(5)).isOnMyList)
    try await device.setOnMyList(false, title: Title.ID(6))
    #expect(try await device.myPage().myList.map(\.id.rawValue) == [5])
  }

  @Test(
    "a forgotten title leaves history and recommendations until it is watched again",
    arguments: ServiceUnderTest.allCases)
  func forgetting(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(3), id: 1, seconds: 900))
    house.clock.advance(bySeconds: 60)
    try await device.forget(Title.ID(3))
    #expect(try await !device.home().titles.contains(Title.ID(3)))
    #expect(try await device.myPage().history.isEmpty)
    house.clock.advance(bySeconds: 60)
    try await device.record(house.playback(ContractWorld.film(3), id: 2, seconds: 600))
    #expect(
      try await device.home().shelf(.continueWatching)?.cards.map(\.id) == [Title.ID(3)])
  }

  @Test("forgetting can be taken back, and all counts again", arguments: ServiceUnderTest.allCases)
  func unforgetting(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(3), id: 1, seconds: 900))
    house.clock.advance(bySeconds: 60)
    let before = try await device.myPage().history
    try await device.forget(Title.ID(3))
    try await device.unforget(Title.ID(3))
    #expect(try await device.myPage().history == before)
    #expect(try await device.home().shelf(.continueWatching)?.cards.map(\.id) == [Title.ID(3)])
  }

  @Test(
    "a title that is withdrawn is as it was before, and may be watched again",
    arguments: ServiceUnderTest.allCases)
  func withdrawing(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    func shelves() async throws -> [[Title.ID]] {
      try await device.home().shelves.map { $0.cards.map(\.id) }
    }
    try await device.record(house.playback(ContractWorld.film(2), id: 9, seconds: 700))
    house.clock.advance(bySeconds: 60)
    let before = try await shelves()
    let history = try await device.myPage().history
    let visit = house.clock.now()
    for (id, number) in [(1, 2), (2, 3)] as [(UInt64, Int64)] {
      try await device.record(
        house.playback(ContractWorld.film(number), id: id, seconds: 900))
    }
    try await device.forget(Title.ID(3))
    house.clock.advance(bySeconds: 60)
    for number in [2, 3] as [Int64] {
      try await device.withdraw(Title.ID(number), since: visit)
    }
    #expect(try await shelves() == before)
    #expect(try await device.myPage().history == history)
    #expect(try await device.title(Title.ID(2)).next?.progress?.position == 700)
    #expect(try await device.title(Title.ID(3)).next?.progress == nil)
    #expect(try await device.explain(Title.ID(3)).excluded == nil)
    house.clock.advance(bySeconds: 60)
    try await device.record(house.playback(ContractWorld.film(3), id: 3, seconds: 600))
    #expect(try await device.home().shelf(.continueWatching)?.cards.first?.id == Title.ID(3))
  }

  @Test(
    "a title set aside leaves continue watching only, until it is put back or watched again",
    arguments: ServiceUnderTest.allCases)
  func settingAside(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    func continued() async throws -> [Title.ID] {
      try await device.home().shelf(.continueWatching)?.cards.map(\.id) ?? []
    }
    try await device.record(house.playback(ContractWorld.film(3), id: 1, seconds: 900))
    house.clock.advance(bySeconds: 60)
    try await device.setAside(true, title: Title.ID(3))
    #expect(try await continued().isEmpty)
    #expect(try await device.myPage().history.map(\.title.id) == [Title.ID(3)])
    #expect(try await device.title(Title.ID(3)).next?.progress?.position == 900)
    try await device.setAside(false, title: Title.ID(3))
    #expect(try await continued() == [Title.ID(3)])
    try await device.setAside(true, title: Title.ID(3))
    house.clock.advance(bySeconds: 60)
    try await device.record(house.playback(ContractWorld.film(3), id: 2, seconds: 600))
    #expect(try await continued() == [Title.ID(3)])
  }

  @Test(
    "a hidden title is found marked, and listed on the viewer's page",
    arguments: ServiceUnderTest.allCases)
  func findingHidden(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    try await device.setHidden(true, title: Title.ID(3))
    let found = try await device.search("작품", limit: 100)
    #expect(found.cards.filter(\.isHidden).map(\.id) == [Title.ID(3)])
    #expect(try await device.myPage().hidden.map(\.id) == [Title.ID(3)])
    try await device.setHidden(false, title: Title.ID(3))
    #expect(try await device.search("작품", limit: 100).cards.allSatisfy { !$0.isHidden })
    #expect(try await device.myPage().hidden.isEmpty)
  }

  @Test("a playback is saved while it runs and recorded once", arguments: ServiceUnderTest.allCases)
  func playing(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.save(house.playback(ContractWorld.film(3), id: 1, seconds: 40))
    try await device.save(house.playback(ContractWorld.film(3), id: 1, seconds: 80))
    let saved = try await device.home().shelf(.continueWatching)?.cards.first
    #expect(saved?.playable?.progress?.position == 80)
    let stopped = house.playback(ContractWorld.film(3), id: 1, seconds: 100)
    try await device.record(stopped)
    try await device.record(stopped)
    try await device.save(house.playback(ContractWorld.film(3), id: 1, seconds: 90))
    let page = try await device.myPage()
    #expect(page.stored.watchEvents == 1)
    #expect(page.history.first?.progress.position == 100)
  }

  @Test(
    "a playback whose program died is kept at the next sign-in",
    arguments: ServiceUnderTest.allCases)
  func abandoned(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let first = try await house.minasDevice()
    try await first.save(house.playback(ContractWorld.film(3), id: 1, seconds: 900))
    house.clock.advance(bySeconds: 600)
    let next = try await house.minasDevice()
    #expect(
      try await next.home().shelf(.continueWatching)?.cards.first?.playable?.progress?.position
        == 900)
    #expect(try await next.myPage().stored.watchEvents == 1)
  }

  @Test("marking an episode watched goes on to the next", arguments: ServiceUnderTest.allCases)
  func marking(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    try await device.markWatched(ContractWorld.episode(1))
    let card = try await device.home().shelf(.continueWatching)?.cards.first
    #expect(card?.playable?.asset == ContractWorld.episode(2))
    await #expect(throws: ServiceError.notFound) { try await device.markWatched(Asset.ID(1)) }
  }

  @Test(
    "a mark taken back leaves the place and the next episode as they were",
    arguments: ServiceUnderTest.allCases)
  func takingBack(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.episode(1), id: 1))
    house.clock.advance(bySeconds: 3600)
    try await device.record(house.playback(ContractWorld.episode(2), id: 2, seconds: 900))
    let before = try await device.title(ContractWorld.series)
    for _ in 1...2 {
      house.clock.advance(bySeconds: 60)
      try await device.markWatched(ContractWorld.episode(2))
      #expect(try await device.title(ContractWorld.series).next?.id == ContractWorld.episode(3))
      house.clock.advance(bySeconds: 60)
      try await device.unmarkWatched(ContractWorld.episode(2))
      #expect(try await device.title(ContractWorld.series) == before)
      let card = try await device.home().shelf(.continueWatching)?.cards.first
      #expect(card?.playable?.progress?.position == 900)
    }
    await #expect(throws: ServiceError.notFound) { try await device.unmarkWatched(Asset.ID(1)) }
  }

  @Test(
    "a finale leaves continue watching, its page offers what was not seen, moments lead nowhere",
    arguments: ServiceUnderTest.allCases)
  func standing(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.episode(6), id: 1))
    house.clock.advance(bySeconds: 3600)
    try await device.record(house.playback(ContractWorld.film(3), id: 2, seconds: 2))
    #expect(try await device.home().shelf(.continueWatching)?.cards.isEmpty != false)
    #expect(try await device.title(ContractWorld.series).next?.id == ContractWorld.episode(1))
    #expect(try await device.title(Title.ID(3)).next?.progress?.position == 2)
  }

  @Test("facts said twice are stored once", arguments: ServiceUnderTest.allCases)
  func idempotence(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let card = VisibleCard(
      id: EventID(high: 9, low: 9), shelf: Shelf.Kind.top10.shelfID, title: Title.ID(3),
      position: 0, at: house.clock.now())
    for _ in 1...2 {
      try await device.recordDetailView(EventID(high: 5, low: 5), title: Title.ID(3))
      try await device.recordImpressions([card])
      try await device.setOnMyList(true, title: Title.ID(3))
    }
    let stored = try await device.myPage().stored
    #expect(stored.detailViews == 1 && stored.impressions == 1 && stored.choices == 1)
  }

  @Test(
    "what is done to something that is not there is not found",
    arguments: ServiceUnderTest.allCases)
  func notFound(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let nobody = Title.ID(999)
    await #expect(throws: ServiceError.notFound) { try await device.setThumb(.up, title: nobody) }
    await #expect(throws: ServiceError.notFound) { try await device.forget(nobody) }
    await #expect(throws: ServiceError.notFound) {
      try await device.setOnMyList(true, title: nobody)
    }
    await #expect(throws: ServiceError.notFound) {
      try await device.record(house.playback(Asset.ID(1), id: 1))
    }
  }
}
