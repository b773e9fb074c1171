import PickClient
import PickCore
import PickModel
import PickTestRunning
import Testing

/// A lobby shows no title from 19 on, embedded and remote: nothing of such a title can be reached.
@Suite("PickService without titles from 19 on", .fewAtOnce)
struct YouthContract {
  private let adult = ContractWorld.adult

  @Test("no shelf shows one, and the others are all there", arguments: ServiceUnderTest.allCases)
  func shelves(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let all = try await house.minasDevice()
    try await all.setOnMyList(true, title: adult)
    let youth = YouthService(all)
    let page = try await all.category(.film)
    let expected = page.shelves.flatMap(\.cards).map(\.id).filter { $0 != adult }
    #expect(page.shelves.flatMap(\.cards).contains { $0.id == adult })
    #expect(try await youth.category(.film).shelves.flatMap(\.cards).map(\.id) == expected)
    let home = try await youth.home()
    #expect(!(home.hero + home.shelves).flatMap(\.cards).contains { $0.id == adult })
    #expect(try await all.shelf(.myList).cards.map(\.id) == [adult])
    #expect(try await youth.shelf(.myList).cards.isEmpty)
    let tabs = try await all.home().hero.map(\.kind)
    #expect(home.hero.map(\.kind) == tabs)
    for result in home.hero + home.shelves {
      guard case .loaded(let shelf) = result, let next = shelf.next else { continue }
      let part = try await youth.more(of: shelf.id, after: next)
      #expect(!part.cards.contains { $0.id == adult })
    }
    #expect(try await youth.myPage().myList.isEmpty)
  }

  @Test("no search finds or counts one", arguments: ServiceUnderTest.allCases)
  func search(kind: ServiceUnderTest) async throws {
    let all = try await kind.start().minasDevice()
    let youth = YouthService(all)
    #expect(try await all.search("title 30", limit: 5).cards.contains { $0.id == adult })
    #expect(try await !youth.search("title 30", limit: 5).cards.contains { $0.id == adult })
    let films = TitleFilter(category: .film, order: .name)
    let found = try await youth.search("", filter: films, from: 0, limit: 100)
    #expect(found.totalCount == 59 && found.cards.count == 59)
    #expect(!found.cards.contains { $0.id == adult })
    #expect(try await youth.search("", limit: 5).totalCount == 0)
  }

  @Test(
    "one has no page, without which nothing plays, and is like no other title",
    arguments: ServiceUnderTest.allCases)
  func page(kind: ServiceUnderTest) async throws {
    let all = try await kind.start().minasDevice()
    let youth = YouthService(all)
    #expect(try await all.title(adult).title.ageRating == .nineteen)
    await #expect(throws: ServiceError.notFound) { try await youth.title(adult) }
    for title in ContractWorld.action where Title.ID(title) != adult {
      let similar = try await youth.title(Title.ID(title)).similar
      #expect(!similar.contains { $0.id == adult })
    }
  }

  @Test("all else is the same", arguments: ServiceUnderTest.allCases)
  func theRest(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let youth = YouthService(try await house.minasDevice())
    #expect(try await youth.authorize() == ContractWorld.mina.viewer)
    try await youth.setThumb(.up, title: Title.ID(3))
    try await youth.record(house.playback(ContractWorld.film(3), id: 1, seconds: 3500))
    let page = try await youth.title(Title.ID(3))
    #expect(page.thumb == .up && page.next?.progress?.isFinished == true)
    #expect(try await youth.myPage().history.map(\.title.id) == [Title.ID(3)])
    await youth.signOut(everywhere: false)
    await #expect(throws: ServiceError.self) { try await youth.authorize() }
  }
}
