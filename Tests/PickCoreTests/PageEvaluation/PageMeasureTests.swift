import PickModel
import Testing

@testable import PickCore

@Suite("PageMeasure")
struct PageMeasureTests {
  private func shelf(_ kind: Shelf.Kind, _ titles: ClosedRange<Int64>) -> ShelfResult {
    .loaded(
      Shelf(
        kind: kind,
        cards: titles.map { id in
          Card(
            Title(
              id: Title.ID(id), name: LocalizedText("\(id)"), kind: .film, category: nil,
              genres: [], year: nil, ageRating: nil, availability: .always,
              addedAt: Instant(secondsSince1970: 0)), playable: nil, reason: .onMyList)
        }))
  }

  /// Hero 1 to 3 (its second tab counts for nothing), continue 4 to 6, picks 7 to 9.
  private var page: HomePage {
    HomePage(
      hero: [shelf(.hero(.realtime), 1...3), shelf(.hero(.weekday), 20...25)],
      shelves: [shelf(.continueWatching, 4...6), shelf(.pickedForYou, 7...9), .failed(.top10)],
      builtFor: Instant(secondsSince1970: 0), isPersonalised: true)
  }

  @Test("the top left is worth most: one over both logarithms, against the best places")
  func worths() {
    // The only title watched stands in the best place there is.
    #expect(PageMeasure(page, watched: [Title.ID(1)], depth: 10).ndcg == 1)
    // Row 2, column 1: 1 ÷ (log₂ 3 × 1) of the best place's 1.
    let second = PageMeasure(page, watched: [Title.ID(4)], depth: 10)
    #expect(abs(second.ndcg - 0.6309297535714575) < 1e-12)
    // Row 3, column 2: 1 ÷ (2 × log₂ 3); with one that is nowhere, of the two best places, 1 and
    // 1 ÷ log₂ 3.
    let third = PageMeasure(page, watched: [Title.ID(8), Title.ID(99)], depth: 10)
    #expect(abs(third.ndcg - 0.31546487678572877 / 1.6309297535714575) < 1e-12)
    #expect(third.isHit)
  }

  @Test("what is not shown is no hit, and neither is a card behind the first ones")
  func misses() {
    for watched: Set<Title.ID> in [[Title.ID(99)], [Title.ID(6)], [Title.ID(20)]] {
      let measure = PageMeasure(page, watched: watched, depth: 2)
      #expect(measure.ndcg == 0 && !measure.isHit)
      #expect(measure.rows.allSatisfy { !$0.isHit && !$0.adds })
    }
  }

  @Test("a row adds what no row above shows")
  func adds() {
    let twice = HomePage(
      hero: [shelf(.hero(.realtime), 1...3)],
      shelves: [shelf(.continueWatching, 3...4), shelf(.pickedForYou, 4...5)],
      builtFor: Instant(secondsSince1970: 0), isPersonalised: true)
    // Row 2, column 1 is worth more than row 1, column 3: 1 ÷ log₂ 3 against ½.
    let nearer = PageMeasure(twice, watched: [Title.ID(3)], depth: 10)
    #expect(abs(nearer.ndcg - 0.6309297535714575) < 1e-12)
    let rows = PageMeasure(twice, watched: [Title.ID(3), Title.ID(5)], depth: 10).rows
    #expect(rows.map(\.name) == ["hero", "continue", "picked"])
    #expect(rows.map(\.isHit) == [true, true, true])
    #expect(rows.map(\.adds) == [true, false, true])
  }
}
