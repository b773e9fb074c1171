import PickClient
import PickCore
import PickModel
import PickTestRunning
import Testing

@Suite("PickService: filters and orders", .fewAtOnce)
struct FilterContract {
  @Test("a filter holds with and without words", arguments: ServiceUnderTest.allCases)
  func filters(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    func count(_ words: String, _ filter: TitleFilter) async throws -> Int {
      try await device.search(words, filter: filter, from: 0, limit: 5).totalCount
    }
    #expect(try await count("", TitleFilter(category: .film)) == 60)
    #expect(try await count("작품", TitleFilter(genre: "액션")) == 30)
    #expect(try await count("작품", TitleFilter(years: .decade(2020), age: .all)) == 60)
    #expect(try await count("", TitleFilter(years: YearSpan(first: nil, last: 2019))) == 0)
    #expect(try await count("", TitleFilter(length: .medium)) == 61)
    #expect(try await count("", TitleFilter(length: .veryLong)) == 0)
    #expect(try await count("", .none) == 0)
  }

  @Test("what was begun is no longer unseen", arguments: ServiceUnderTest.allCases)
  func unseen(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.film(3), id: 1, seconds: 1800))
    let found = try await device.search(
      "", filter: TitleFilter(category: .film, isUnseen: true), from: 0, limit: 100)
    #expect(found.totalCount == 59 && !found.cards.contains { $0.id == Title.ID(3) })
  }

  @Test(
    "by name the list is the same in parts, and says where initials begin",
    arguments: ServiceUnderTest.allCases)
  func names(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let filter = TitleFilter(category: .film, order: .name)
    let whole = try await device.search("", filter: filter, from: 0, limit: 100)
    #expect(whole.initials == [InitialPlace(initial: "ㅈ", place: 0)])
    #expect(whole.choices?.genres.map(\.id) == ["멜로", "액션"])
    #expect(whole.choices?.categories == [.drama, .film])
    let part = try await device.search("", filter: filter, from: 50, limit: 50)
    #expect(part.offset == 50 && part.totalCount == 60)
    #expect(part.initials.isEmpty && part.choices == nil)
    #expect(part.cards.map(\.id) == whole.cards.suffix(10).map(\.id))
    let beyond = try await device.search("", filter: filter, from: 900, limit: 50)
    #expect(beyond.totalCount == 60 && beyond.cards.isEmpty)
    let english = try await device.search(
      "", filter: TitleFilter(order: .englishName), from: 0, limit: 1)
    #expect(english.initials.map(\.initial) == ["T"])
  }

  @Test(
    "a hidden title is found by words and not met by looking around",
    arguments: ServiceUnderTest.allCases)
  func hidden(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    try await device.setHidden(true, title: Title.ID(5))
    let around = try await device.search("", filter: TitleFilter(order: .new), from: 0, limit: 100)
    #expect(around.totalCount == 60 && !around.cards.contains { $0.id == Title.ID(5) })
    let found = try await device.search(
      "title 5", filter: TitleFilter(order: .name), from: 0, limit: 100)
    #expect(found.cards.contains { $0.id == Title.ID(5) && $0.isHidden })
  }

  @Test("before anything is asked for the genres are known", arguments: ServiceUnderTest.allCases)
  func genres(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let nothing = try await device.search("", limit: 5)
    #expect(nothing.totalCount == 0)
    #expect(nothing.choices?.genres.map(\.id) == ["멜로", "액션", "드라마"])
    #expect(nothing.choices?.decades == [2020])
    #expect(nothing.choices?.lengths == [.medium] && nothing.choices?.findsUnseen == true)
  }

  @Test(
    "what is offered finds something, given the words and the other answers",
    arguments: ServiceUnderTest.allCases)
  func offered(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let found = try await device.search(
      "작품", filter: TitleFilter(category: .film, genre: "액션"), from: 0, limit: 1)
    let choices = try #require(found.choices)
    for genre in choices.genres {
      let filter = TitleFilter(category: .film, genre: genre.id)
      #expect(try await device.search("작품", filter: filter, from: 0, limit: 1).totalCount > 0)
    }
    for category in choices.categories {
      let filter = TitleFilter(category: category, genre: "액션")
      #expect(try await device.search("작품", filter: filter, from: 0, limit: 1).totalCount > 0)
    }
    #expect(!choices.categories.contains(.kids))
  }

  @Test(
    "where nothing is left it is said what giving up each answer brings",
    arguments: ServiceUnderTest.allCases)
  func removals(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let filter = TitleFilter(
      category: .film, genre: "액션", years: YearSpan(first: nil, last: 1949), isUnseen: true)
    let none = try await device.search("작품", filter: filter, from: 0, limit: 5)
    #expect(none.totalCount == 0)
    #expect(none.removals == [FilterRemoval(facet: .years, count: 30)])
    let some = try await device.search("작품", filter: filter.without(.years), from: 0, limit: 5)
    #expect(some.totalCount == 30 && some.removals.isEmpty)
  }
}
