import PickModel
import PickStore
import Testing

@testable import PickCore

@Suite("ContinueShelf")
struct ContinueShelfTests {
  @Test("unfinished parts and next episodes stand in one list, and play what comes next")
  func merged() {
    var world = World()
    world.film(1)
    world.series(2, episodes: [3])
    world.watch(100, 0.3, hoursAgo: 3)
    world.watch(201, hoursAgo: 2)
    let cards = world.home.placements(.continueWatching)
    #expect(cards.map(\.title.id.rawValue) == [2, 1])
    #expect(cards.map(\.reason) == [.nextEpisode, .unfinished])
    #expect(cards.map(\.playable?.asset.rawValue) == [202, 100])
    #expect(cards.last?.playable?.progress?.position == 1080)
  }

  @Test("watching two episodes puts the next one first, before anything left unfinished")
  func twoEpisodes() {
    var world = World()
    world.series(1, episodes: [9])
    for id: Int64 in 2...5 {
      world.film(id)
      world.watch(id * 100, 0.8, hoursAgo: 5)
    }
    #expect(world.home.titles(.continueWatching) == [2, 3, 4, 5])
    world.watch(103, hoursAgo: 2)
    world.watch(104, hoursAgo: 1)
    let first = world.home.placements(.continueWatching).first
    #expect(first?.playable?.asset == Asset.ID(105))
    #expect(first?.reason == .nextEpisode)
  }

  @Test("titles under way that were gone on with for a moment lead the list later")
  func moments() {
    var world = World()
    for id: Int64 in 1...5 {
      world.film(id)
      world.watch(id * 100, 0.5, hoursAgo: 40 + id)
    }
    #expect(world.home.titles(.continueWatching) == [1, 2, 3, 4, 5])
    world.watch(400, 0.004, hoursAgo: 2)
    world.watch(500, 0.004, hoursAgo: 1)
    #expect(world.home.titles(.continueWatching)?.prefix(2) == [5, 4])
  }

  @Test("what was left in the middle lately comes before next episodes, however often watched")
  func unfinishedFirst() {
    var world = World()
    world.series(1, episodes: [20])
    world.film(2)
    world.film(3)
    for episode: Int64 in 1...9 { world.watch(100 + episode, hoursAgo: 40 - episode) }
    world.watch(200, 0.2, hoursAgo: 100)
    world.watch(300, 0.2, hoursAgo: 1)
    #expect(world.home.titles(.continueWatching) == [3, 2, 1])
  }

  @Test("what was left in the middle more than two weeks ago is sorted by weight alone")
  func staleUnfinished() {
    var world = World()
    world.series(1, episodes: [20])
    world.film(2)
    world.film(3)
    world.watch(101, hoursAgo: 40)
    world.watch(200, 0.2, hoursAgo: 24 * 15)
    world.watch(300, 0.2, hoursAgo: 1)
    #expect(world.home.titles(.continueWatching) == [3, 1, 2])
  }

  @Test("the more of it was watched of late, the sooner a series comes")
  func byWeight() {
    var world = World()
    for id: Int64 in 1...3 { world.series(id, episodes: [9]) }
    world.watch(101, hoursAgo: 30)
    world.watch(201, hoursAgo: 29)
    world.watch(102, hoursAgo: 28)
    world.watch(301, hoursAgo: 2)
    #expect(world.home.titles(.continueWatching) == [3, 1, 2])
  }

  @Test("hidden, forgotten, disliked and finished titles are not continued")
  func excluded() {
    var world = World()
    for id: Int64 in 1...5 {
      world.film(id)
      world.watch(id * 100, 0.5)
    }
    world.choices.hidden = [Title.ID(1)]
    world.choices.thumbs = [Title.ID(2): .down]
    world.choices.forgotten = [Title.ID(3): World.now]
    world.watch(400, hoursAgo: 0)
    #expect(world.home.titles(.continueWatching) == [5])
  }
}
