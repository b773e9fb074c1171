import PickModel
import Testing

@Suite("Names of genres")
struct GenreNamesTests {
  @Test(
    "an English name leads to the genre under its Korean one",
    arguments: [
      ("Action", "액션", "Action"), ("Sci-Fi", "SF", "Science fiction"),
      ("Children's", "어린이", "Children"), ("Film-Noir", "필름 누아르", "Film noir"),
      ("drama", "드라마", "Drama"),
    ])
  func english(name: String, korean: String, english: String) {
    let genre = GenreNames.genre(english: name)
    #expect(genre.name == LocalizedText(korean, english: english))
  }

  @Test("a name that nobody knows stays as it is")
  func unknown() {
    #expect(GenreNames.genre(english: "Telenovela").name == LocalizedText("Telenovela"))
    #expect(GenreNames.english(of: "모름") == nil && GenreNames.english(of: "") == nil)
    #expect(GenreNames.english(of: "멜로 / 로맨스") == "Melodrama/Romance")
  }
}
