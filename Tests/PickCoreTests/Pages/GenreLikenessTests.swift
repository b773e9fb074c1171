import PickModel
import Testing

@testable import PickCore
@testable import PickStore

@Suite("GenreLikeness")
struct GenreLikenessTests {
  /// A ground of films with the genres given, film n the n-th popular one.
  private func ground(_ genres: [[String]], popular: [Int64] = []) -> PageGround {
    var world = World()
    for (place, names) in genres.enumerated() {
      let film = world.film(Int64(place + 1), addedDaysAgo: Int64(place))
      world.titles[place] = Title(
        id: film.id, name: film.name, kind: .film, category: place % 3 == 0 ? .kids : .film,
        genres: names.map { Genre(LocalizedText($0)) }, year: nil, ageRating: nil,
        availability: .always, addedAt: film.addedAt)
    }
    let list = popular.enumerated().map {
      PopularTitle(title: Title.ID($1), weight: Double(popular.count - $0))
    }
    return PageGround(
      CatalogSnapshot(version: 1, titles: world.titles), Popularity([.all: .success(list)]))
  }

  @Test("shared genres count, the main genre and the category once more, then popularity")
  func order() {
    let ground = ground(
      [["멜로", "가족"], ["가족"], ["멜로"], ["멜로", "가족"], ["공포"], ["멜로"]], popular: [6, 3])
    let found = ground.genreLikeness.alike(Title.ID(1), 10) { _ in true }
    #expect(found.map(\.id.rawValue) == [4, 6, 3, 2])
  }

  @Test("only titles that pass are found, and no more than asked for")
  func passing() {
    let ground = ground(Array(repeating: ["멜로"], count: 50))
    let found = ground.genreLikeness.alike(Title.ID(2), 3) { $0.id.rawValue > 40 }
    #expect(found.map(\.id.rawValue) == [41, 42, 44])
  }

  @Test("a viewer who may see few of the most alike titles still gets those that follow")
  func farDown() {
    let ground = ground(Array(repeating: ["멜로"], count: 400))
    let found = ground.genreLikeness.alike(Title.ID(2), 3) { $0.id.rawValue % 150 == 149 }
    #expect(found.map(\.id.rawValue) == [149, 299])
    #expect(ground.genreLikeness.alike(Title.ID(2), 1) { _ in true }.map(\.id.rawValue) == [3])
  }

  @Test("a title without genres, or one that is not in the catalogue, is like none")
  func none() {
    let ground = ground([[], [], ["멜로"]])
    #expect(ground.genreLikeness.alike(Title.ID(1), 5) { _ in true }.isEmpty)
    #expect(ground.genreLikeness.alike(Title.ID(77), 5) { _ in true }.isEmpty)
  }

  @Test("any number of genres is counted, as names from outside may be many")
  func manyGenres() {
    let many = (0..<300).map { "장르 \($0)" }
    let found = ground([many, many, ["장르 7"]])
      .genreLikeness.alike(Title.ID(1), 5) { _ in true }
    #expect(found.map(\.id.rawValue) == [2, 3])
  }

  @Test("places of a genre and of a category come in the order of popularity, each once")
  func places() {
    let ground = ground([["멜로", "멜로"], ["가족"], ["멜로"]], popular: [3])
    let places = ground.popularPlaces
    #expect(places.places(of: Genre(LocalizedText("멜로"))) == [2, 0])
    #expect(places.places(of: Genre(LocalizedText("없는 장르"))).isEmpty)
    #expect(places.places(of: Category.film) == [2, 1])
    #expect(places.places(of: Category.drama).isEmpty)
  }
}
