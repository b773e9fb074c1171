import PickModel
import Testing

@testable import PickCore
@testable import PickStore

@Suite("CategoryBuilder")
struct CategoryBuilderTests {
  private func shelves(
    _ world: World, _ category: PickModel.Category = .film
  ) -> [(kind: Shelf.Kind, titles: [Int64])] {
    let context = PageContext(world.inputs, choices: world.choices)
    return CategoryBuilder.shelves(of: category, in: context).map { shelf in
      (shelf.kind, ((try? shelf.placements.get()) ?? []).map(\.title.id.rawValue))
    }
  }

  private func genre(_ name: String) -> Genre { Genre(LocalizedText(name)) }

  @Test("a title stands once, under its main genre, popular ones first")
  func mainGenre() {
    var world = World()
    world.film(1, "액션", "멜로")
    world.film(2, "멜로", "액션")
    world.film(3, "액션")
    world.series(4, "액션", episodes: [2])
    world.popular(.all, 3, 2)
    let found = shelves(world)
    #expect(found.map(\.titles) == [[3, 1], [2]])
    #expect(found.map(\.kind) == [.genre(genre("액션")), .genre(genre("멜로"))])
  }

  @Test("a full shelf passes titles on to their next genre")
  func overflow() {
    var world = World()
    for id: Int64 in 1...33 { world.film(id, "액션", id > 31 ? "멜로" : "액션") }
    let found = shelves(world)
    #expect(found.map(\.titles.count) == [30, 2])
    #expect(found.last?.titles == [32, 33])
  }

  @Test("the viewer's genres come first")
  func interest() {
    var world = World()
    for id: Int64 in 1...9 { world.film(id, id < 7 ? "액션" : "공포") }
    world.popular(.all, 1, 2, 3, 7)
    #expect(shelves(world).map(\.kind).first == .genre(genre("액션")))
    world.watch(800)
    #expect(shelves(world).map(\.kind).first == .genre(genre("공포")))
  }

  @Test("titles without a genre come last, on a shelf of their own")
  func noGenre() {
    var world = World()
    world.film(1)
    world.film(2, "액션")
    let found = shelves(world)
    #expect(found.map(\.kind) == [.genre(genre("액션")), .noGenre])
    #expect(found.last?.titles == [1])
  }

  @Test("what is hidden or unavailable cannot be browsed; what was watched can")
  func exclusions() {
    var world = World()
    world.film(1, "액션")
    world.film(2, "액션")
    world.film(3, "액션", availability: Availability(start: nil, end: World.now))
    world.watch(100)
    world.choices.hidden = [Title.ID(2)]
    #expect(shelves(world).map(\.titles) == [[1]])
  }

  @Test("an empty category has no shelves")
  func empty() {
    var world = World()
    world.film(1, "액션")
    #expect(shelves(world, .kids).isEmpty)
  }
}
