import PickModel
import Testing

@testable import PickSearch

@Suite("Lists of titles")
struct TitleListingTests {
  private func title(
    _ id: Int64, _ name: String, english: String? = nil, year: Int? = nil, genre: String = "드라마"
  ) -> Title {
    Title(
      id: Title.ID(id), name: LocalizedText(name, english: english), kind: .film, category: .film,
      genres: [Genre(LocalizedText(genre))], year: year, ageRating: nil, availability: .always,
      addedAt: Instant(millisecondsSince1970: id))
  }

  @Test("names go by Hangul, then Latin without case and articles, then everything else")
  func names() {
    let titles = [
      "Zoo", "하루", "1917", "The Godfather", "가족", "까치", "A", "élan", "나비", "An Hour", "그 여름", "‘71",
    ].enumerated().map { title(Int64($0 + 1), $1) }
    let order = NameOrder(titles, in: .korean)
    let sorted = order.places.map { titles[Int($0)].name.original }
    #expect(
      sorted == [
        "가족", "그 여름", "까치", "나비", "하루", "A", "élan", "The Godfather", "An Hour", "Zoo", "1917",
        "‘71",
      ])
    let beginnings = order.beginnings(of: order.places)
    #expect(beginnings.map(\.initial) == ["ㄱ", "ㄴ", "ㅎ", "A", "E", "G", "H", "Z", "#"])
    #expect(beginnings.map(\.place) == [0, 3, 4, 5, 6, 7, 8, 9, 10])
  }

  @Test("English names have an order of their own")
  func english() {
    let titles = [title(1, "가족", english: "Zoo"), title(2, "하루", english: "A Day")]
    #expect(NameOrder(titles, in: .english).places == [1, 0])
    #expect(NameOrder(titles, in: .korean).places == [0, 1])
  }

  @Test("names without a letter and equal names have their place")
  func strange() {
    let titles = [title(3, "..."), title(1, "봄"), title(2, "봄"), title(4, "")]
    #expect(
      NameOrder(titles, in: .korean).places.map { titles[Int($0)].id.rawValue }
        == [1, 2, 3, 4])
    #expect(NameOrder([], in: .korean).beginnings(of: []) == [])
  }

  private var sample: [Title] {
    [
      title(1, "봄 바다", year: 2001), title(2, "여름 바다", year: 2020, genre: "SF"),
      title(3, "산", year: nil), title(4, "바다", year: 2020),
    ]
  }

  private func list(_ query: String, _ filter: TitleFilter) -> [Int64] {
    let index = SearchIndex.build(from: sample, popularity: [Title.ID(4), Title.ID(3)])
    let names = NameOrder(sample, in: .korean)
    return TitleListing.places(
      of: query, filter, among: sample, in: index,
      order: { $0 == .new ? TitleListing.newestFirst(sample) : names.places },
      where: { sample[$0].id != Title.ID(99) }
    ).map { sample[Int($0)].id.rawValue }
  }

  @Test("words, a filter and an order hold together")
  func listed() {
    #expect(list("바다", .none) == [4, 1, 2])
    #expect(list("바다", TitleFilter(order: .new)) == [4, 2, 1])
    #expect(list("바다", TitleFilter(order: .name)) == [4, 1, 2])
    #expect(list("바다", TitleFilter(genre: "SF")) == [2])
    #expect(list("", TitleFilter(order: .popular)) == [4, 3, 1, 2])
    #expect(list(" ", TitleFilter(years: .decade(2020), order: .new)) == [4, 2])
  }

  @Test("without words and without a filter nothing is asked for")
  func nothing() {
    #expect(list("", .none).isEmpty && list("  ", .none).isEmpty)
    #expect(list("!!", TitleFilter(order: .new)).isEmpty)
  }

  @Test("years come before arrivals, and unknown years last")
  func newest() {
    #expect(TitleListing.newestFirst(sample).map { sample[Int($0)].id.rawValue } == [4, 2, 1, 3])
  }

  @Test("what can be asked for is what there is, the genres of most titles first")
  func choices() {
    let facets = TitleFacets(sample)
    var choices = FilterChoices()
    for facet in TitleFacets.questions { facets.fill(&choices, with: facet, of: [0, 1, 2, 3]) }
    #expect(choices.genres.map(\.id) == ["드라마", "SF"])
    #expect(choices.decades == choices.decades.sorted(by: >) && choices.decades.contains(2020))
    #expect(choices.ages == choices.ages.sorted())
    facets.fill(&choices, with: .genre, of: [])
    #expect(choices.genres.isEmpty && !choices.categories.isEmpty)
  }

  @Test("giving up an answer is named where it brings something, the most first")
  func removals() {
    let removals = FilterRemoval.sorted([(.category, 2), (.genre, 0), (.age, 9), (.length, 2)])
    #expect(removals.map(\.facet) == [.age, .category, .length])
    #expect(removals.map(\.count) == [9, 2, 2])
  }

  @Test("keywords are found, after names and casts and before genres")
  func keywords() {
    let titles = [title(1, "밤", genre: "heist"), title(2, "낮"), title(3, "Heist"), title(4, "저녁")]
    let texts = [
      TitleText(id: Title.ID(2), synopsis: LocalizedText(""), cast: [], keywords: ["heist movie"]),
      TitleText(id: Title.ID(4), synopsis: LocalizedText(""), cast: ["Heist Kim"]),
    ]
    let index = SearchIndex.build(from: titles, texts: texts)
    #expect(index.search("heist", limit: 9).titles.map(\.rawValue) == [3, 4, 2, 1])
  }
}
