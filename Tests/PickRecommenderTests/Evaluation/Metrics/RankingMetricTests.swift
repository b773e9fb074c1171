import Glibc
import PickRecommender
import Testing

@Suite struct RankingMetricTests {
  private let ranked = [3, 1, 4, 5, 9].map { ItemIndex($0) }

  private func relevant(_ items: Int...) -> Set<ItemIndex> { Set(items.map { ItemIndex($0) }) }

  @Test("a user without a held-out item is nobody's hit or miss")
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
