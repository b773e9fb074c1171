import PickModel
import Testing

@Suite("Names of shelves")
struct ShelfTests {
  private static let title = TitleReference(id: Title.ID(42), name: LocalizedText("타짜"))
  private static let kinds: [Shelf.Kind] =
    [
      .continueWatching, .pickedForYou, .becauseWatched(title), .similarToLastWatched(title),
      .favouriteGenre(Genre(LocalizedText("액션"))), .newEpisodes, .top10, .myList,
      .genre(Genre(LocalizedText("액션"))), .noGenre,
    ] + HeroTab.allCases.map(Shelf.Kind.hero)

  @Test("no two kinds of shelf share a name")
  func distinct() {
    #expect(Set(Self.kinds.map(\.shelfID)).count == Self.kinds.count)
  }

  @Test("names are what is stored and sent")
  func spelling() {
    #expect(Shelf.Kind.becauseWatched(Self.title).shelfID == Shelf.ID("because:42"))
    #expect(Shelf.Kind.genre(Genre(LocalizedText("액션"))).shelfID == Shelf.ID("genre:액션"))
    #expect(Shelf.Kind.hero(.fridayNight).shelfID == Shelf.ID("hero:fridayNight"))
  }

  @Test("the shelf about the last watched title keeps its name when the title changes")
  func lasting() {
    let other = TitleReference(id: Title.ID(7), name: LocalizedText("다른 것"))
    #expect(
      Shelf.Kind.similarToLastWatched(Self.title).shelfID
        == Shelf.Kind.similarToLastWatched(other).shelfID)
  }

  @Test("a shelf that failed has the name it would have had, and no cards")
  func failed() {
    #expect(ShelfResult.failed(.top10).id == ShelfResult.loaded(Shelf(kind: .top10, cards: [])).id)
    #expect(ShelfResult.failed(.top10).cards.isEmpty)
  }
}
