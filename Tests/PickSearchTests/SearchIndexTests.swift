import Foundation
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickSearch

@Suite("Search")
struct SearchIndexTests {
  @Test("a full syllable is never reduced to its initial: 삼성 does not find 사슴")
  func fullSyllables() {
    let index = index(["사슴의 노래", "삼성의 봄"])
    #expect(found("삼성", index) == ["삼성의 봄"])
    #expect(found("ㅅㅅ", index) == ["사슴의 노래", "삼성의 봄"])
  }

  @Test(
    "queries find what they spell",
    arguments: [
      ("해리", ["해리 포터"]), ("ㅎㄹㅍ", ["해리 포터"]), ("해ㄹ", ["해리 포터"]), ("해리포", ["해리 포터"]),
      ("해리퐁", []), ("하", ["한국의 밤"]), ("한", ["한국의 밤"]), ("한ㄱ", ["한국의 밤"]), ("핟", []),
      ("하나", []), ("amelie", ["Amélie"]), ("AMÉLIE", ["Amélie"]), ("ame\u{301}lie", ["Amélie"]),
      ("ㅂ", ["한국의 밤"]), ("bam", []), ("\u{1112}\u{1161}\u{11AB}", ["한국의 밤"]),
      ("ㄱㅅ", ["가수들"]), ("ㄳ", ["가수들"]), ("ㄳㄷ", ["가수들"]), ("ㅏ", []), ("", []), ("  ", []),
      ("ａｍｅ", ["Amélie"]),
    ])
  func queries(query: String, expected: [String]) {
    let index = index(["해리 포터", "한국의 밤", "Amélie", "가수들"])
    #expect(found(query, index) == expected)
  }

  @Test(
    "wildcards and quotes are literal",
    arguments: [
      ("%", ["100% 사랑"]), ("_", ["a_b"]), ("*", []), ("?", ["왜?"]), ("' OR 1=1 --", []),
      ("100%", ["100% 사랑"]),
      ("\\", []), ("[a-z]", []), ("a%", []), (".*", []),
    ])
  func literal(query: String, expected: [String]) {
    #expect(found(query, index(["100% 사랑", "a_b", "왜?", "그냥"])) == expected)
  }

  @Test("exact comes before beginnings, initials, words and middles")
  func ranking() {
    let index = index(["우리바다", "나의 바다", "바다 이야기", "바다", "벽돌"])
    #expect(found("바다", index) == ["바다", "바다 이야기", "나의 바다", "우리바다"])
    #expect(found("ㅂㄷ", index) == ["바다 이야기", "바다", "벽돌", "나의 바다", "우리바다"])
  }

  @Test("titles come before casts, casts before genres")
  func fields() {
    let titles = [title(1, "밤", genres: ["봄"]), title(2, "낮"), title(3, "봄 소리")]
    let texts = [TitleText(id: Title.ID(2), synopsis: LocalizedText(""), cast: ["봄이"])]
    let index = SearchIndex.build(from: titles, texts: texts)
    #expect(index.search("봄", limit: 10).titles.map(\.rawValue) == [3, 2, 1])
  }

  @Test(
    "words may stand in different fields, after whatever has them together",
    arguments: [
      ("봄이 액션", [3, 1]), ("액션 봄이", [1, 3]), ("봄이 ㅇㅅ", [3, 1]), ("봄이 멜로", []), ("보 액션", []),
      ("밤 봄이 액", [1]), ("봄이 :", [1, 3]),
    ] as [(String, [Int64])])
  func words(query: String, expected: [Int64]) {
    let titles = [title(1, "밤", genres: ["액션"]), title(2, "낮"), title(3, "봄이 액션")]
    let texts = [TitleText(id: Title.ID(1), synopsis: LocalizedText(""), cast: ["봄이"])]
    let index = SearchIndex.build(from: titles, texts: texts)
    #expect(index.search(query, limit: 10).titles.map(\.rawValue) == expected)
  }

  @Test("a name that several titles share finds each of them, as what it is to them")
  func sharedNames() {
    let titles = [
      title(1, "밤", genres: ["봄"]), title(2, "낮", genres: ["봄"]), title(3, "봄"), title(4, "길"),
    ]
    let texts = [
      TitleText(id: Title.ID(2), synopsis: LocalizedText(""), cast: ["봄"], keywords: []),
      TitleText(id: Title.ID(4), synopsis: LocalizedText(""), cast: [], keywords: ["봄"]),
    ]
    let index = SearchIndex.build(from: titles, texts: texts)
    #expect(index.search("봄", limit: 10).titles.map(\.rawValue) == [3, 2, 4, 1])
    #expect(index.search("ㅂ", limit: 10).titles.map(\.rawValue) == [1, 3, 2, 4])
  }

  @Test("a name of spaces and signs alone is none, whoever has it")
  func nameless() {
    let titles = [title(1, "밤", genres: ["…"]), title(2, "낮", genres: ["…"])]
    let index = SearchIndex.build(from: titles)
    #expect(index.search("…", limit: 10).total == 0)
    #expect(index.search("밤", limit: 10).titles.map(\.rawValue) == [1])
  }

  @Test("equal ranks go by popularity, then by identifier")
  func ties() {
    let titles = (1...4).map { title(Int64($0), "바다 \($0)") }
    let index = SearchIndex.build(from: titles, popularity: [Title.ID(3)])
    #expect(index.search("바다", limit: 10).titles.map(\.rawValue) == [3, 1, 2, 4])
  }

  @Test("the total counts what the limit leaves out")
  func limit() {
    let index = SearchIndex.build(from: (1...50).map { title(Int64($0), "바다 \($0)") })
    let matches = index.search("바다", limit: 7)
    #expect(matches.total == 50)
    #expect(matches.titles.count == 7)
    #expect(index.search("바다", limit: 0).total == 50)
  }

  @Test("both languages are searched, and a title is listed once")
  func languages() {
    let name = LocalizedText("기생충", english: "Parasite")
    let index = SearchIndex.build(from: [title(1, name)])
    #expect(index.search("para", limit: 5).titles.count == 1)
    #expect(index.search("기생", limit: 5).titles.count == 1)
  }

  @Test("spaces and punctuation do not matter")
  func separators() {
    let index = index(["스파이더맨: 노 웨이 홈", "소방서 옆 경찰서"])
    #expect(found("스파이더맨 노웨이", index).count == 1)
    #expect(found("소방서옆경찰서", index) == ["소방서 옆 경찰서"])
    #expect(found("옆경", index) == ["소방서 옆 경찰서"])
  }

  @Test("what is found is told by its place in the given titles, too")
  func places() {
    let titles = [title(7, "나의 바다"), title(3, "바다"), title(9, "산")]
    let matches = SearchIndex.build(from: titles).search("바다", limit: 5)
    #expect(matches.places == [1, 0])
    #expect(matches.titles.map(\.rawValue) == [3, 7])
  }

  @Test("a unit and whatever a query's unit matches share a letter")
  func letters() {
    // Initials, syllables with and without a final, Latin, Han, a vowel and a sign.
    let units = "ㅎㄱㅏ하한핳가각a1%漢".utf16.map { UInt16($0) }
    for query in units {
      guard let pattern = SearchPattern(String(utf16CodeUnits: [query], count: 1)) else { continue }
      for unit in units where pattern.matchers.allSatisfy({ $0.matches(unit) }) {
        #expect(LetterSet.bits(of: unit) & pattern.letters == pattern.letters)
      }
    }
  }

  @Test("an index of nothing finds nothing")
  func empty() {
    #expect(SearchIndex().search("가", limit: 3).total == 0)
    #expect(SearchIndex.build(from: []).search("가", limit: 3).total == 0)
  }

  @Test("a query longer than every name finds nothing")
  func longQuery() {
    #expect(found(String(repeating: "가", count: 100_000), index(["가나"])) == [])
  }

  @Test("the index agrees with a plain reading of every name, for random names and queries")
  func reference() {
    var generator = SplitMix64(seed: 11)
    let letters = ["가", "간", "나", "난", "다", "ㄱ", "a", "B", " ", "%"]
    func text(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &generator)).map { _ in
        letters.randomElement(using: &generator) ?? ""
      }.joined()
    }
    for _ in 0..<60 {
      let names = (0..<12).map { _ in "가" + text(0...7) }
      let index = index(names)
      for _ in 0..<10 {
        let query = text(1...3)
        let expected = names.filter { PlainSearch.finds(query, $0) }.sorted()
        #expect(found(query, index).sorted() == expected, "\(query) in \(names)")
      }
    }
  }

  // MARK: Fixtures

  private func title(_ id: Int64, _ name: String, genres: [String] = []) -> Title {
    title(id, LocalizedText(name), genres: genres)
  }

  private func title(_ id: Int64, _ name: LocalizedText, genres: [String] = []) -> Title {
    Title(
      id: Title.ID(id), name: name, kind: .film, category: .film,
      genres: genres.map { Genre(LocalizedText($0)) }, year: nil, ageRating: nil,
      availability: .always, addedAt: Instant(secondsSince1970: 0))
  }

  private struct Named {
    let index: SearchIndex
    let names: [String]
  }

  private func index(_ names: [String]) -> Named {
    let titles = names.enumerated().map { title(Int64($0 + 1), $1) }
    return Named(index: .build(from: titles), names: names)
  }

  private func found(_ query: String, _ named: Named) -> [String] {
    named.index.search(query, limit: 100).titles.map { named.names[Int($0.rawValue) - 1] }
  }
}

/// The rules of matching, spelt out character by character.
enum PlainSearch {
  /// Whether the query stands in the name, as a whole or in words.
  static func finds(_ query: String, _ name: String) -> Bool {
    if matches(query, name) { return true }
    let words = query.split(separator: " ").map(String.init)
    return words.count > 1
      && words.enumerated().allSatisfy { place, word in
        matches(word, name, isOpen: place == words.count - 1)
      }
  }

  private static func matches(_ query: String, _ name: String, isOpen: Bool = true) -> Bool {
    let wanted = scalars(query)
    let there = scalars(name)
    guard !wanted.isEmpty, wanted.count <= there.count else { return false }
    return (0...(there.count - wanted.count)).contains { start in
      wanted.indices.allSatisfy { index in
        matches(wanted[index], there[start + index], isLast: isOpen && index == wanted.count - 1)
      }
    }
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.lowercased().unicodeScalars.filter { $0 != " " }
  }

  private static func matches(
    _ wanted: Unicode.Scalar, _ there: Unicode.Scalar, isLast: Bool
  ) -> Bool {
    if wanted == there { return true }
    guard let syllable = HangulSyllable(there) else { return false }
    if let initial = Jamo.initialIndex(of: wanted) { return syllable.initial == initial }
    guard isLast, let typed = HangulSyllable(wanted), !typed.hasFinal else { return false }
    return typed.initial == syllable.initial && typed.medial == syllable.medial
  }
}
