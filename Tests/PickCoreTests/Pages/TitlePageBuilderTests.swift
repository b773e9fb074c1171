import PickModel
import Testing

@testable import PickCore
@testable import PickStore

@Suite("TitlePageBuilder")
struct TitlePageBuilderTests {
  private func page(_ world: World, _ id: Int64 = 1) throws -> TitlePage {
    let title = try #require(world.catalog[Title.ID(id)])
    let details = TitleDetails(
      synopsis: LocalizedText("이야기"), cast: ["한가을"],
      assets: world.assets.filter { $0.title == title.id },
      aliases: [Asset.ID(102): ["2회"]])
    return TitlePageBuilder(title: title, known: KnownTitle(details), viewer: world.state)
      .page(similar: [], reason: nil)
  }

  @Test("episodes stand in their seasons with what was watched of them")
  func seasons() throws {
    var world = World()
    world.series(1, episodes: [2, 1])
    world.watch(101, hoursAgo: 3)
    world.watch(102, 0.5)
    let page = try page(world)
    #expect(page.seasons.map(\.number) == [1, 2])
    #expect(page.seasons.map { $0.episodes.map(\.asset.id.rawValue) } == [[101, 102], [103]])
    #expect(page.seasons[0].episodes.map { $0.progress?.isFinished } == [true, false])
    #expect(page.seasons[0].episodes[1].aliases == ["2회"])
    #expect(page.others.isEmpty)
  }

  @Test("watch plays the first part, then what comes next, then the first again")
  func next() throws {
    var world = World()
    world.series(1, episodes: [2])
    #expect(try page(world).next?.asset.id == Asset.ID(101))
    world.watch(101, hoursAgo: 3)
    #expect(try page(world).next?.asset.id == Asset.ID(102))
    world.watch(102)
    #expect(try page(world).next?.asset.id == Asset.ID(101))
  }

  @Test("a film has one part and no seasons")
  func film() throws {
    var world = World()
    world.film(1)
    world.choices = Choices(myList: [Title.ID(1)], thumbs: [Title.ID(1): .up])
    let page = try page(world)
    #expect(page.seasons.isEmpty)
    #expect(page.others.map(\.asset.id.rawValue) == [100])
    #expect(page.isOnMyList && page.thumb == .up && !page.isHidden)
  }

  @Test("watch never plays a trailer, also where it is listed first")
  func neverATrailer() throws {
    var world = World()
    let film = world.film(1)
    world.assets.insert(
      Asset(
        id: Asset.ID(199), title: film.id, episode: nil, name: "[예고편] film 1",
        runningSeconds: 60, addedAt: film.addedAt), at: 0)
    #expect(try page(world).next?.asset.id == Asset.ID(100))
  }
}
