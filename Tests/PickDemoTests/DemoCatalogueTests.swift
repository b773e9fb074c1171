import PickModel
import PickStore
import Testing

@testable import PickDemo

@Suite("Demo catalogue") struct DemoCatalogueTests {
  @Test("names of ten thousand titles are unique in both languages, and so are asset names")
  func unique() throws {
    let catalogue = DemoCatalogue(DemoRecipe(titles: 10_000, until: DemoFixture.until))
    #expect(Set(catalogue.titles.map(\.key)).count == 10_000)
    #expect(Set(catalogue.titles.compactMap(\.title.name.english)).count == 10_000)
    let names = catalogue.assets.flatMap(\.names)
    #expect(Set(names).count == names.count)
  }

  @Test("every title has a name and a synopsis in both languages, a cast and a part to play")
  func complete() throws {
    let world = try #require(DemoFixture.world)
    let played = Set(world.batch.assets.map(\.asset.title))
    for title in world.batch.titles {
      #expect(
        title.title.name.english?.isEmpty == false && title.synopsis.english?.isEmpty == false)
      #expect(title.synopsis.original.contains { ("가"..."힣").contains($0) })
      #expect(!title.cast.isEmpty && !title.title.genres.isEmpty && title.title.category != nil)
      #expect(title.title.genres.allSatisfy { $0.name.english?.isEmpty == false })
      #expect(title.title.year != nil && title.title.ageRating != nil)
      #expect(played.contains(title.title.id))
    }
  }

  @Test("no gap is left unfilled and nothing but plain characters is in any text")
  func plainText() throws {
    let world = try #require(DemoFixture.world)
    for title in world.batch.titles {
      let korean = [title.title.name.original, title.synopsis.original] + title.cast
      let english = [title.title.name.english ?? "", title.synopsis.english ?? ""]
      #expect(korean.allSatisfy { !$0.contains { "[]()/\t\n".contains($0) } })
      #expect(
        english.allSatisfy { $0.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) } })
      #expect(english.allSatisfy { !$0.contains { "[]()".contains($0) } })
      #expect((korean + english).allSatisfy { !$0.contains("  ") && $0.first != " " })
    }
  }

  @Test("every word a pattern asks for has a table")
  func tables() {
    for phrase in Self.phrases {
      for gap in Self.gaps(phrase.korean) + Self.gaps(phrase.english) {
        #expect(gap == "person" || WordTables.named(gap) != nil, "no table for \(gap)")
      }
      // A gap only the English has would tell another story.
      let extra = Set(Self.gaps(phrase.english)).subtracting(Self.gaps(phrase.korean))
      #expect(extra.isEmpty, "\(phrase.english)")
    }
  }

  @Test("every particle a pattern asks for is one")
  func knownParticles() {
    for phrase in Self.phrases {
      for rest in phrase.korean.split(separator: "(").dropFirst() {
        let particle = String(rest.prefix { $0 != ")" })
        #expect(Josa(rawValue: particle) != nil, "\(phrase.korean)")
      }
    }
  }

  private static let phrases = CatalogueCell.all.map(\.book).flatMap {
    $0.titles + $0.openings + $0.turns + $0.closings
  }

  private static func gaps(_ template: String) -> [String] {
    template.split(separator: "[", omittingEmptySubsequences: false).dropFirst().compactMap {
      rest in
      let gap = rest.prefix { $0 != "]" }
      let name = gap.hasPrefix("a ") || gap.hasPrefix("A ") ? gap.dropFirst(2) : gap
      return String(name.reversed().drop(while: \.isNumber).reversed())
    }
  }

  @Test("all genres of all categories occur, even in the smallest catalogue")
  func genres() {
    let catalogue = DemoCatalogue(
      DemoRecipe(titles: DemoRecipe.Limit.titles.lowerBound, until: DemoFixture.until))
    #expect(Set(catalogue.plans.map(\.cell)).count == CatalogueCell.all.count)
  }

  @Test("series on air get a new episode every week up to the date")
  func airing() throws {
    let world = try #require(DemoFixture.world)
    let catalogue = DemoCatalogue(world.recipe)
    let airing = catalogue.plans.filter(\.isAiring)
    #expect(airing.count > 10)
    for plan in airing {
      let came = catalogue.assets[plan.assets].map(\.asset.addedAt)
      let last = try #require(came.last)
      #expect(came == came.sorted() && last < world.recipe.end)
      #expect(last >= world.recipe.end.advanced(bySeconds: -7 * 86_400))
    }
  }

  @Test("some titles are new, a few have left and a few are still to come")
  func windows() throws {
    let world = try #require(DemoFixture.world)
    let titles = world.batch.titles.map(\.title)
    let end = world.recipe.end
    let monthAgo = end.advanced(bySeconds: -30 * 86_400)
    #expect(titles.contains { ($0.availability.end ?? end) < end })
    #expect(titles.contains { ($0.availability.start ?? monthAgo) > end })
    let new = titles.filter { $0.kind == .film && $0.addedAt > monthAgo }.count
    #expect(new > 5 && new < titles.count / 5)
  }

  @Test(
    "a particle in a pattern follows the sound before it",
    arguments: [
      ("책방(을)", "책방을"), ("바다(을)", "바다를"), ("서울(으로)", "서울로"), ("검사 (이다)", "검사 다"),
      ("13층(은)", "13층은"), ("간호사(이었)다", "간호사였다"),
    ])
  func particles(pattern: String, filled: String) {
    var draw = WordDraw(generator: SeededGenerator(seed: 1))
    #expect(Phrase(korean: pattern, english: "").filled(by: &draw).korean == filled)
  }

  @Test("names of episodes are written in the ways the original's are")
  func episodeNames() {
    let assets = DemoCatalogue(DemoRecipe(titles: 3000, until: DemoFixture.until)).assets
    let names = assets.flatMap(\.names)
    for ending in ["05회", "5화", "회.", " 시즌2 01회", " 2기 01회", " Part 2 01회"] {
      #expect(names.contains { $0.hasSuffix(ending) }, "\(ending)")
    }
    #expect(assets.contains { $0.names.count == 2 })
  }
}
