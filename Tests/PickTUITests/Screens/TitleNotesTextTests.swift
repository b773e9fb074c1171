import PickModel
import Testing

@testable import PickTUI

@Suite("What others know of a title")
struct TitleNotesTextTests {
  private let notes = TitleNotes(
    stars: .init(mean: 4.4290, count: 317), keywords: ["prison", "hope"], imdb: "tt0111161",
    tmdb: 278)

  @Test("is told in both languages")
  func languages() {
    let text = TitleNotesText(notes: notes)
    #expect(text.stars(Strings(.korean)) == "별점 4.4/5 · 317명")
    #expect(text.stars(Strings(.english)) == "Rated 4.4 of 5 by 317")
    let links = "imdb.com/title/tt0111161 · themoviedb.org/movie/278"
    #expect(text.lines(Strings(.korean)) == ["키워드 prison, hope", links])
    #expect(text.lines(Strings(.english)) == ["Keywords prison, hope", links])
  }

  @Test("is nothing where nothing is known")
  func nothing() {
    let text = TitleNotesText(notes: .none)
    #expect(text.stars(Strings(.korean)) == nil && text.lines(Strings(.korean)).isEmpty)
  }
}
