import PickModel
import Testing

@Suite("What is wanted of a list of titles")
struct TitleFilterTests {
  private let film = Title(
    id: Title.ID(1), name: LocalizedText("등대"), kind: .film, category: .film,
    genres: [Genre(LocalizedText("드라마")), Genre(LocalizedText("음악"))], year: 2015,
    ageRating: .twelve, availability: .always, addedAt: Instant(millisecondsSince1970: 0))
  private let unknown = Title(
    id: Title.ID(2), name: LocalizedText("?"), kind: .film, category: nil, genres: [], year: nil,
    ageRating: nil, availability: .always, addedAt: Instant(millisecondsSince1970: 0))

  @Test("each fact lets through what has it, and further genres count, too")
  func facts() {
    #expect(TitleFilter(category: .film).passes(film))
    #expect(!TitleFilter(category: .drama).passes(film))
    #expect(TitleFilter(genre: "음악").passes(film) && !TitleFilter(genre: "SF").passes(film))
    #expect(TitleFilter(years: .decade(2010)).passes(film))
    #expect(!TitleFilter(years: YearSpan(first: nil, last: 1949)).passes(film))
    #expect(TitleFilter(age: .twelve).passes(film) && !TitleFilter(age: .seven).passes(film))
  }

  @Test("what is not known does not pass where it is asked for")
  func missing() {
    #expect(TitleFilter.none.passes(unknown) && TitleFilter(isUnseen: true).passes(unknown))
    for filter in [
      TitleFilter(category: .film), TitleFilter(genre: "SF"), TitleFilter(years: .decade(2010)),
      TitleFilter(age: .fifteen),
    ] { #expect(!filter.passes(unknown)) }
  }

  @Test("spans and lengths hold for any number")
  func extremes() {
    #expect(YearSpan.decade(.max).contains(.max))
    #expect(YearSpan(first: nil, last: nil).contains(.min))
    #expect(!YearSpan(first: 5, last: 4).contains(5))
    #expect(RunningLength(seconds: .min) == .short && RunningLength(seconds: 1801) == .medium)
    #expect(RunningLength(seconds: 7200) == .long && RunningLength(seconds: .max) == .veryLong)
  }

  @Test("an order alone asks for all titles")
  func order() {
    #expect(TitleFilter(order: .new).isOpen && TitleFilter(order: .new) != .none)
    #expect(!TitleFilter(isUnseen: true).isOpen)
  }
}
