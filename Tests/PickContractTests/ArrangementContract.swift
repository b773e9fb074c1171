import PickClient
import PickModel
import PickTestRunning
import Testing

@Suite("PickService: the arrangement of home", .fewAtOnce)
struct ArrangementContract {
  @Test("home stands as the viewer arranged it", arguments: ServiceUnderTest.allCases)
  func arrangement(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let usual = try await device.home().shelves.map(\.kind)
    #expect(usual.contains(.top10) && usual.first != .genre(Genre(LocalizedText("액션"))))
    var arrangement = HomeArrangement(
      [HomeShelf.genres].map { HomeArrangement.Line(shelf: $0, isOn: true) })
    _ = arrangement.toggle(.top10)
    try await device.arrangeHome(arrangement)
    #expect(try await device.myPage().home == arrangement)
    let home = try await device.home()
    #expect(home.shelf(.top10) == nil)
    #expect(home.shelves.first.map(\.kind.homeShelf) == .genres)
    try await device.arrangeHome(.standard)
    #expect(try await device.home().shelves.map(\.kind) == usual)
    let other = house.device()
    _ = try await other.signIn(Credentials(ContractWorld.jun))
    try await device.arrangeHome(arrangement)
    #expect(try await other.home().shelf(.top10) != nil)
  }
}
