import PickClient
import PickModel
import PickTestRunning
import Testing

@Suite("PickService: moments, ends and what is under way", .fewAtOnce)
struct WatchingContract {
  @Test(
    "what was played for moments is not under way, in no reason and in no history",
    arguments: ServiceUnderTest.allCases)
  func moments(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let film = Title.ID(3)
    try await device.record(house.playback(ContractWorld.film(3), id: 1, seconds: 12))
    let home = try await device.home()
    #expect(home.shelf(.continueWatching)?.cards.contains { $0.id == film } != true)
    let reasons = (home.hero + home.shelves).flatMap(\.cards).map(\.reason)
    #expect(!reasons.contains(.becauseWatched([TitleReference(id: film, name: name(3))])))
    let mine = try await device.myPage()
    #expect(mine.history.isEmpty && mine.taste.isEmpty)
    try await device.record(house.playback(ContractWorld.film(3), id: 2, seconds: 600))
    #expect(try await device.myPage().history.map(\.title.id) == [film])
  }

  private func name(_ number: Int) -> LocalizedText {
    LocalizedText("작품 \(number)", english: "Title \(number)")
  }

  @Test(
    "a series whose last episode was watched leaves continue watching",
    arguments: ServiceUnderTest.allCases)
  func ends(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.episode(5), id: 1))
    #expect(
      try await device.home().shelf(.continueWatching)?.cards.map(\.id) == [ContractWorld.series])
    try await device.record(house.playback(ContractWorld.episode(6), id: 2))
    #expect(try await device.home().shelf(.continueWatching)?.cards.isEmpty != false)
  }

  @Test(
    "what is under way is there for who asks for it, though home is arranged without it",
    arguments: ServiceUnderTest.allCases)
  func switchedOff(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    try await device.record(house.playback(ContractWorld.episode(2), id: 1, seconds: 900))
    var arrangement = HomeArrangement.standard
    _ = arrangement.toggle(.continueWatching)
    try await device.arrangeHome(arrangement)
    #expect(try await device.home().shelf(.continueWatching) == nil)
    let underWay = try await device.shelf(.continueWatching)
    #expect(underWay.cards.map(\.playable?.asset) == [ContractWorld.episode(2)])
  }
}
