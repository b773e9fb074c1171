import PickModel
import PickStore
import Testing

@testable import PickCore

@Suite("ViewerState")
struct ViewerStateTests {
  private func standing(_ world: World, _ title: Int64 = 1) -> TitleStanding.Next? {
    world.state[Title.ID(title)]?.standing.next
  }

  private func asset(_ world: World, _ id: Int64) throws -> Asset {
    try #require(world.assets.first { $0.id == Asset.ID(id) })
  }

  @Test("a part left in the middle is continued")
  func unfinished() throws {
    var world = World()
    world.series(1, episodes: [3])
    world.watch(102, 0.4)
    #expect(standing(world) == .unfinished(try asset(world, 102)))
  }

  @Test("a finished part is followed by the next one, over the end of a season")
  func nextOverSeasons() throws {
    var world = World()
    world.series(1, episodes: [2, 2])
    world.watch(101, hoursAgo: 2)
    world.watch(102)
    #expect(standing(world) == .next(try asset(world, 103)))
  }

  @Test("a part that was finished before is not offered as the next one")
  func skipsFinished() throws {
    var world = World()
    world.series(1, episodes: [4])
    world.watch(102, hoursAgo: 5)
    world.watch(103, hoursAgo: 4)
    world.watch(101, hoursAgo: 1)
    #expect(standing(world) == .next(try asset(world, 104)))
  }

  @Test("the last part of a series, and a film, leave nothing to continue")
  func finished() {
    var world = World()
    world.series(1, episodes: [2])
    world.film(2)
    world.watch(101, hoursAgo: 3)
    world.watch(102, hoursAgo: 2)
    world.watch(200)
    #expect(standing(world, 1) == .finished)
    #expect(standing(world, 2) == .finished)
  }

  @Test("events before a title was forgotten do not count, later ones do")
  func forgotten() throws {
    var world = World()
    world.series(1, episodes: [5])
    world.watch(103, hoursAgo: 10)
    world.choices.forgotten[Title.ID(1)] = World.now.advanced(bySeconds: -5 * World.hour)
    #expect(world.state[Title.ID(1)] == nil)
    #expect(world.state.isForgotten(Title.ID(1)))
    world.watch(101, hoursAgo: 2)
    #expect(standing(world) == .next(try asset(world, 102)))
    #expect(!world.state.isForgotten(Title.ID(1)))
  }

  @Test("titles come with the one watched last first")
  func order() {
    var world = World()
    for id: Int64 in 1...3 { world.film(id) }
    world.watch(200, 0.5, hoursAgo: 9)
    world.watch(100, 0.5, hoursAgo: 3)
    world.watch(300, 0.5, hoursAgo: 5)
    #expect(world.state.viewings.map(\.title.rawValue) == [1, 3, 2])
  }

  @Test("an event of an asset that left the catalogue is left out")
  func unknownAsset() {
    var world = World()
    world.watch(999)
    #expect(world.state.viewings.isEmpty)
  }
}
