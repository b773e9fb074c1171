import Glibc
import PickRecommender
import Testing

@Suite struct ListMeasuresTests {
  /// Three users, four items: 0 watched by all, 1 by two, 2 by one, 3 by none.
  private func dataset() throws -> Dataset {
    try Dataset(
      interactions: InteractionMatrix(
        itemCount: 4, rowOffsets: [0, 1, 3, 6], columns: [0, 0, 1, 0, 1, 2],
        weights: Array(repeating: 1, count: 6)),
      times: Array(repeating: 0, count: 6), items: Vocabulary(0..<4), users: Vocabulary(0..<3))
  }

  private func items(_ positions: Int...) -> [ItemIndex] { positions.map { ItemIndex($0) } }

  @Test("coverage is the share of candidates that are in a list")
  func coverage() {
    #expect(ListMeasures(counts: [3, 0, 1, 0]).coverage == 0.5)
    #expect(ListMeasures(counts: []).coverage == 0)
  }

  @Test("Gini is 0 for equal shares, 1 − 1/n for one who takes all, and as by hand between")
  func gini() {
    #expect(ListMeasures(counts: [2, 2, 2]).gini == 0)
    #expect(ListMeasures(counts: [0, 0, 8, 0]).gini == 0.75)
    // Mean absolute difference ÷ twice the mean: pairs of 1, 2, 3 differ by 8 in 9; 8/9 ÷ 4.
    #expect(abs(ListMeasures(counts: [3, 1, 2]).gini - 2.0 / 9) < 1e-12)
    #expect(ListMeasures(counts: [0, 0]).gini == 0)
  }

  @Test("novelty is the mean self-information in bits; the unwatched counts as watched once")
  func novelty() throws {
    let novelty = try Novelty(dataset())
    #expect(novelty.measure(items(0)) == 0)
    let second = try #require(novelty.measure(items(1)))
    #expect(abs(second - log2(1.5)) < 1e-12)
    let three = try #require(novelty.measure(items(0, 2, 3)))
    let expected: Double = 2 * log2(3) / 3
    #expect(abs(three - expected) < 1e-12)
    #expect(novelty.measure([]) == nil)
  }

  @Test("diversity is one minus the cosine of who watched, over all pairs")
  func diversity() throws {
    let diversity = try Diversity(dataset())
    let (one, two, three) = (
      1 - 2 / 6.0.squareRoot(), 1 - 1 / 3.0.squareRoot(), 1 - 1 / 2.0.squareRoot()
    )
    let pair = try #require(diversity.measure(items(0, 1)))
    #expect(abs(pair - one) < 1e-12)
    let all = try #require(diversity.measure(items(0, 1, 2)))
    let expected: Double = (one + two + three) / 3
    #expect(abs(all - expected) < 1e-12)
    #expect(diversity.measure(items(0, 3)) == 1)
    #expect(diversity.measure(items(0)) == nil)
  }
}
