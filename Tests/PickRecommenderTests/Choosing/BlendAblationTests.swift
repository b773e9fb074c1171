import PickModel
import Testing

@testable import PickRecommender

@Suite("a blend without each of its parts")
struct BlendAblationTests {
  /// Viewers of two kinds watch items of their kind, one a day for four weeks.
  private func splits() throws -> [Split] {
    var generator = SplitMix64(seed: 5)
    var rows: [InteractionLog.Row] = []
    for user in 0..<Int64(60) {
      for day in 0..<Int64(28) where Int.random(in: 0..<3, using: &generator) == 0 {
        let item = Int64.random(in: 0..<40, using: &generator) * 2 + user % 2
        rows.append(
          InteractionLog.Row(user: user, item: item, rating: 1, atSeconds: day * 86_400 + user))
      }
    }
    return try SplitPlan(.weekly(windows: 2), catalogue: .all, leastPast: 1)
      .rankingSplits(of: InteractionLog(rows: rows))
  }

  private var blend: Blend {
    var blend = Blend.newTitles
    blend.shares.sequence = 0
    blend.shares.content = 0
    blend.shares.exploration = 0
    blend.shares.popularity = 0.1
    blend.recency.floor = 1
    blend.damping = 0.2
    return blend
  }

  @Test("what tells the kinds apart is worth the most, and what has no share is not asked about")
  func parts() throws {
    let splits = try splits()
    let ablation = try BlendAblation(of: blend, on: splits, context: FitContext(seed: 1))
    #expect(ablation.parts.map(\.without) == ["taste", "popularity", "damping"])
    #expect(ablation.cases == splits.reduce(0) { $0 + $1.heldOut.count { !$0.isEmpty } })
    let taste = try #require(ablation.parts.first)
    #expect(taste.difference.mean < 0 && taste.difference.excludesZero)
    for part in ablation.parts {
      #expect(abs(part.ndcg - ablation.ndcg - part.difference.mean) < 1e-12)
      let low = try #require(part.difference.low)
      let high = try #require(part.difference.high)
      #expect(low <= part.difference.mean && part.difference.mean <= high)
    }
  }

  @Test("equal data and seed make equal figures, on any number of threads")
  func reproducible() throws {
    let splits = try splits()
    let first = try BlendAblation(of: blend, on: splits, context: FitContext(seed: 1, threads: 1))
    let second = try BlendAblation(of: blend, on: splits, context: FitContext(seed: 1, threads: 3))
    #expect(first == second)
  }
}
