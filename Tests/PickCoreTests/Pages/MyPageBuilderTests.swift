import PickModel
import Testing

@testable import PickCore
@testable import PickStore

@Suite("MyPageBuilder")
struct MyPageBuilderTests {
  private func builder(_ world: World) -> MyPageBuilder {
    MyPageBuilder(catalog: world.catalog, viewer: world.state)
  }

  @Test("history has one line an asset, last watched first")
  func history() {
    var world = World()
    world.series(1, episodes: [3])
    world.film(2)
    world.watch(101, hoursAgo: 9)
    world.watch(200, 0.5, hoursAgo: 5)
    world.watch(102, hoursAgo: 4)
    world.watch(101, 0.1, hoursAgo: 1)
    #expect(builder(world).history.map(\.asset.rawValue) == [101, 102, 200])
  }

  @Test("a forgotten title leaves the history")
  func forgotten() {
    var world = World()
    world.film(1)
    world.watch(100)
    world.choices.forgotten[Title.ID(1)] = World.now
    #expect(builder(world).history.isEmpty)
    #expect(builder(world).taste.isEmpty)
  }

  @Test("taste is the share of seconds watched by main genre")
  func taste() {
    var world = World()
    world.film(1, "액션", "멜로")
    world.film(2, "멜로")
    world.film(3)
    world.watch(100)
    world.watch(200, 0.5)
    world.watch(200, 0.5)
    world.watch(100)
    world.watch(300)
    let taste = builder(world).taste
    #expect(taste.map(\.genre.id) == ["액션", "멜로"])
    #expect(taste.map(\.watchedSeconds) == [7200, 3600])
    #expect(taste.map(\.share).reduce(0, +) == 1)
  }

  @Test("my list is whole, finished and disliked titles too")
  func myList() {
    var world = World()
    world.film(1)
    world.film(2)
    world.watch(100)
    world.choices = Choices(
      myList: [Title.ID(2), Title.ID(1), Title.ID(9)], thumbs: [Title.ID(2): .down])
    #expect(builder(world).myList.map(\.title.id.rawValue) == [2, 1])
  }
}
