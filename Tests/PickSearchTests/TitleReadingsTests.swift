import PickModel
import PickSearch
import PickTestSupport
import Testing

@Suite("What a short text means among titles")
struct TitleReadingsTests {
  private static func title(_ id: Int64, _ name: String, _ year: Int? = nil) -> Title {
    Title(
      id: Title.ID(id), name: LocalizedText(name), kind: .film, category: .film, genres: [],
      year: year, ageRating: nil, availability: .always, addedAt: SampleWorld.now)
  }

  private let readings = TitleReadings(
    titles: [
      title(11, "Hamlet", 1948), title(12, "Hamlet", 1996), title(13, "Hamlet"),
      title(14, "The Mask", 1994), title(15, "300", 2006), title(16, "Léon, Der Profi", 1994),
      title(17, "M*A*S*H (a.k.a. MASH)", 1970),
    ],
    keys: [Title.ID(11): "300", Title.ID(14): "367", Title.ID(15): "51662"])

  private func found(_ text: String) -> [String] {
    readings.all(text).map { found in
      "\(found.reading.rawValue) \(found.titles.map(\.description).joined(separator: "+"))"
    }
  }

  @Test("the article may stand behind, and the year may be said or not")
  func forms() {
    for text in [
      "The Mask", "Mask, The", "the mask (1994)", "Mask, The (1994)", "MASK,  THE (1994)",
    ] {
      #expect(found(text) == ["name 14"], "\(text)")
    }
    #expect(found("Mask, The (1995)") == [])
    #expect(found("mask") == [])
    #expect(found("Der Léon") == [])
    #expect(found("Léon, Der Profi (1994)") == ["name 16"])
    #expect(found("M*A*S*H (a.k.a. MASH) (1970)") == ["name 17"])
    #expect(found("M*A*S*H (a.k.a. MASH)") == ["name 17"])
  }

  @Test("a year chooses among titles of one name, of which one without a year stays possible")
  func years() {
    #expect(found("hamlet") == ["name 11+12+13"])
    #expect(found("Hamlet (1996)") == ["name 12+13"])
    #expect(found("Hamlet (1950)") == ["name 13"])
  }

  @Test("a number is an identifier, a key and a name, in this order")
  func numbers() {
    #expect(found("300") == ["movielens 11", "name 15"])
    #expect(found("14") == ["id 14"])
    #expect(found("51662") == ["movielens 15"])
    #expect(found("0300") == [] && found("") == [])
  }
}
