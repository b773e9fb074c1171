import PickModel
import PickSearch
import PickTestSupport
import Testing

@Suite("Titles a slip of the keys away")
struct NearTitlesTests {
  private static func title(_ id: Int64, _ name: String, _ english: String? = nil) -> Title {
    Title(
      id: Title.ID(id), name: LocalizedText(name, english: english), kind: .film, category: .film,
      genres: [], year: nil, ageRating: nil, availability: .always, addedAt: SampleWorld.now)
  }

  private let near = NearTitles([
    title(1, "The Godfather"), title(2, "The Godfather: Part II"), title(3, "하루", "One Day"),
    title(4, "바람의 언덕", "Windy Hill"), title(5, "Up"), title(6, "Schindler's List"),
    title(7, "Seven Samurai"), title(8, "It"),
  ])

  private func found(_ text: String) -> [Int64] {
    near.near(text, limit: 3).map(\.rawValue)
  }

  @Test("one letter more, less, other or exchanged in each word leads to the name")
  func slips() {
    for text in ["godfahter", "godfather", "GODFATER", "godfatherr", "gidfather", "teh godfather"] {
      #expect(found(text) == [1, 2], "\(text)")
    }
    #expect(found("Wndy Hil") == [4])
    #expect(found("schindlers lisst") == [6])
    #expect(found("sevne smaurai") == [7])
  }

  @Test("of Hangul a letter of a syllable is one slip, and blanks may be missing")
  func hangul() {
    #expect(found("하르") == [3])
    #expect(found("바람의언덛") == [4])
    #expect(found("바람의 엉덕") == [4])
  }

  @Test("what is further away, too short or nothing is near to nothing")
  func far() {
    let novel = String(repeating: "a", count: 5000)
    for text in ["", " ", "Ip", "gxdfxthxr", "samurai godfather", novel] {
      #expect(found(text) == [], "\(text.prefix(20))")
    }
    #expect(found(Array(repeating: "the", count: 9).joined(separator: " ")) == [])
  }

  @Test("a word may be the beginning of one in a name: with a particle behind it, or still typed")
  func beginnings() {
    let near = NearTitles([
      Self.title(1, "해리 포터와 마법사의 돌", "Harry Potter and the Sorcerer's Stone"),
      Self.title(2, "해리 포터"), Self.title(3, "포도"),
    ])
    #expect(near.near("해리 퍼터", limit: 3).map(\.rawValue) == [2, 1])
    #expect(near.near("해리퍼터", limit: 3).map(\.rawValue) == [2, 1])
    #expect(near.near("hary pott", limit: 3).map(\.rawValue) == [1])
    #expect(near.near("harry potter sorserer", limit: 3).map(\.rawValue) == [1])
    #expect(
      near.near("ha", limit: 3).map(\.rawValue) == [1]
        && near.near("hx", limit: 3).map(\.rawValue) == [])
  }

  @Test("Latin letters near to nothing are read as the Hangul of the same keys")
  func hangulOnLatinKeys() {
    #expect(found("gkfm") == [3])
  }

  @Test("accents and case are no slips, curved apostrophes part no word")
  func folding() {
    let near = NearTitles([Self.title(1, "Amélie"), Self.title(2, "Don’t Look Up")])
    #expect(near.near("AMLEIE", limit: 3).map(\.rawValue) == [1])
    #expect(near.near("dont loko", limit: 3).map(\.rawValue) == [2])
  }

  @Test("only wanted titles are found, as many as asked for")
  func wanted() {
    #expect(near.near("godfahter", limit: 1).map(\.rawValue) == [1])
    #expect(near.near("godfahter", limit: 1) { $0 != Title.ID(1) }.map(\.rawValue) == [2])
    #expect(near.near("godfahter", limit: 0).isEmpty)
  }

  @Test("the longest names and texts are looked through in a moment")
  func longest() {
    let word = String(repeating: "가각", count: 256)
    let words = String(repeating: "나 다람 ", count: 102)
    let long = NearTitles(
      (0..<2000).map {
        Self.title(Int64($0), "\(word.dropFirst($0 % 300)) \($0)", "\($0) \(words)")
      })
    let clock = ContinuousClock()
    let took = clock.measure {
      #expect(long.near(String(word.prefix(340)), limit: 3).isEmpty)
      #expect(long.near(String(repeating: "다랑 ", count: 8), limit: 3).count == 3)
      #expect(long.near(String(repeating: "가각", count: 5) + "가갇", limit: 3).count == 3)
    }
    #expect(took < .seconds(3))
  }

  @Test("ten thousand titles are looked through in a moment")
  func bounded() {
    let titles = (0..<10_000).map { number in
      Self.title(Int64(number), "Story \(String(number, radix: 7)) of the \(number % 997) winds")
    }
    let many = NearTitles(titles)
    let clock = ContinuousClock()
    let took = clock.measure { #expect(!many.near("stroy winds", limit: 3).isEmpty) }
    // A debug build on a busy machine; a release needs a few milliseconds.
    #expect(took < .seconds(3))
  }
}
