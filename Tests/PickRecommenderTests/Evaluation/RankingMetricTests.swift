import Glibc
import PickRecommender
import Testing

@Suite struct RankingMetricTests {
  private let ranked = [3, 1, 4, 5, 9].map { ItemIndex($0) }

  private func relevant(_ items: Int...) -> Set<ItemIndex> { Set(items.map { ItemIndex($0) }) }

  @Test("a user without a held-out item is neither hit nor miss")
  func none() {
    let metrics: [any RankingMetric] = [Precision(at: 5), Recall(at: 5), NDCG(at: 5)]
    for metric in metrics { #expect(metric.measure(ranked, relevant: []) == nil) }
  }

  @Test("one of two found at rank 3 of 5")
  func worked() throws {
    let set = relevant(4, 7)
    #expect(Precision(at: 5).measure(ranked, relevant: set) == 0.2)
    #expect(Recall(at: 5).measure(ranked, relevant: set) == 0.5)
    let ndcg = try #require(NDCG(at: 5).measure(ranked, relevant: set))
    #expect(abs(ndcg - (1 / log2(4)) / (1 + 1 / log2(3))) < 1e-12)
  }

  @Test("all relevant and in front is 1; a short ranking is not excused")
  func perfect() {
    #expect(NDCG(at: 3).measure(ranked, relevant: relevant(3, 1, 4, 5, 9)) == 1)
    #expect(Precision(at: 3).measure(ranked, relevant: relevant(3, 1, 4)) == 1)
    #expect(Recall(at: 3).measure(ranked, relevant: relevant(3, 1, 4)) == 1)
    #expect(Precision(at: 10).measure(ranked, relevant: relevant(3)) == 0.1)
    #expect(NDCG(at: 3).measure([], relevant: relevant(3)) == 0)
  }

  @Test("a hit past the depth does not count")
  func depth() {
    #expect(Recall(at: 2).measure(ranked, relevant: relevant(4)) == 0)
    #expect(NDCG(at: 2).measure(ranked, relevant: relevant(4)) == 0)
    #expect(NDCG(at: 7).name == "ndcg@7")
  }
}

@Suite("Order-aware metrics") struct RankingMetricOrderTests {
  private func items(_ positions: [Int]) -> [ItemIndex] { positions.map { ItemIndex($0) } }

  @Test("average precision of the two rankings in Manning, Raghavan, Schütze's lectures")
  func averagePrecision() throws {
    let relevant = Set(items([1, 2, 3, 4, 5]))
    // Relevant at ranks 1, 3, 6, 9, 10, and at 2, 5, 6, 7, 8... of ten; .62 and .52 in the slides.
    let first = items([1, 90, 2, 91, 92, 3, 93, 94, 4, 5])
    let exact: Double = (1 + 2.0 / 3 + 3.0 / 6 + 4.0 / 9 + 5.0 / 10) / 5
    let value = try #require(AveragePrecision(at: 10).measure(first, relevant: relevant))
    #expect(abs(value - exact) < 1e-12 && abs(value - 0.62) < 0.005)
    let second = items([90, 1, 91, 92, 2, 3, 4, 93, 5, 94])
    let other = try #require(AveragePrecision(at: 10).measure(second, relevant: relevant))
    let expected: Double = (1.0 / 2 + 2.0 / 5 + 3.0 / 6 + 4.0 / 7 + 5.0 / 9) / 5
    #expect(abs(other - expected) < 1e-12)
  }

  @Test("average precision at k is divided by what k places can hold")
  func cut() {
    #expect(AveragePrecision(at: 2).measure(items([1, 2]), relevant: Set(items([1, 2, 3]))) == 1)
    #expect(AveragePrecision(at: 2).measure(items([9, 1]), relevant: Set(items([1, 2]))) == 0.25)
    #expect(AveragePrecision(at: 5).measure([], relevant: Set(items([1]))) == 0)
  }

  @Test("mean reciprocal rank of the textbook's three queries is 11/18")
  func reciprocalRank() {
    let relevant = Set(items([7]))
    let ranks = [[1, 2, 7], [1, 7, 2], [7, 1, 2]].map {
      ReciprocalRank(at: 3).measure(items($0), relevant: relevant) ?? .nan
    }
    let mean: Double = ranks.reduce(0, +) / 3
    #expect(abs(mean - 11.0 / 18) < 1e-12)
    #expect(ReciprocalRank(at: 2).measure(items([1, 2, 7]), relevant: relevant) == 0)
  }

  @Test("a hit is a hit, however many")
  func hitRate() {
    #expect(HitRate(at: 2).measure(items([1, 2, 3]), relevant: Set(items([1, 2]))) == 1)
    #expect(HitRate(at: 2).measure(items([1, 2, 3]), relevant: Set(items([3]))) == 0)
    #expect(HitRate(at: 2).measure([], relevant: Set(items([3]))) == 0)
  }

  @Test("a user without a held-out item is neither hit nor miss")
  func none() {
    for metric in Evaluator.allMetrics(at: 3) {
      #expect(metric.measure(items([1, 2]), relevant: []) == nil)
      #expect(metric.name.hasSuffix("@3") && metric.depth == 3)
    }
  }

  @Test("all relevant and in front is 1 for every metric but recall of more than k")
  func perfect() {
    for metric in Evaluator.allMetrics(at: 3) {
      #expect(metric.measure(items([4, 1, 3]), relevant: Set(items([1, 3, 4]))) == 1)
      #expect(metric.measure(items([5, 6, 7]), relevant: Set(items([1, 3, 4]))) == 0)
    }
  }

  @Test("every metric is in [0, 1] and does not fall when an irrelevant item becomes a hit")
  func monotone() throws {
    var random = PCG32(seed: 3)
    for _ in 0..<200 {
      var ranked = items(Array(0..<20))
      ranked.shuffle(using: &random)
      let relevant = Set(items((0..<20).filter { _ in random.below(4) == 0 } + [20]))
      guard let miss = ranked.prefix(10).firstIndex(where: { !relevant.contains($0) }) else {
        continue
      }
      var better = ranked
      better[miss] = ItemIndex(20)
      for metric in Evaluator.allMetrics(at: 10) {
        let before = try #require(metric.measure(ranked, relevant: relevant))
        let after = try #require(metric.measure(better, relevant: relevant))
        #expect(before >= 0 && after <= 1 + 1e-12 && after >= before)
      }
    }
  }
}

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
