import PickModel
import Testing

@testable import PickRecommender

@Suite("the choice of a blend on inner splits")
struct BlendChoiceTests {
  private let week: Int64 = 7 * 86_400

  /// Viewers of two kinds watch items of their kind, one a day for four weeks.
  private func log(users: Int = 60, seed: UInt64 = 5) -> InteractionLog {
    var generator = SplitMix64(seed: seed)
    var rows: [InteractionLog.Row] = []
    for user in 0..<Int64(users) {
      for day in 0..<Int64(28) where Int.random(in: 0..<3, using: &generator) == 0 {
        let item = Int64.random(in: 0..<40, using: &generator) * 2 + user % 2
        rows.append(
          InteractionLog.Row(user: user, item: item, rating: 1, atSeconds: day * 86_400 + user))
      }
    }
    return InteractionLog(rows: rows)
  }

  private func splits(_ log: InteractionLog) throws -> [Split] {
    try SplitPlan(.weekly(windows: 2), catalogue: .all, leastPast: 1).rankingSplits(of: log)
  }

  private let axes = [
    BlendChoice.Axis("regularization", [80, 5]) { $0.taste.regularization = Float($1) },
    BlendChoice.Axis("popularity", [0, 10]) { $0.shares.popularity = Float($1) },
  ]

  @Test("what harms is not taken, and every value tried stands in the record with its lead")
  func records() throws {
    let splits = try splits(log())
    let choice = try #require(
      try BlendChoice(among: axes, on: splits, context: FitContext(seed: 1)))
    #expect(choice.cases == splits.reduce(0) { $0 + $1.heldOut.count { !$0.isEmpty } })
    #expect(choice.splits == splits.map(\.label))
    // Popularity ten times as loud as taste shows everybody the same: nobody's kind.
    #expect(choice.blend.shares.popularity == 0)
    let popularity = choice.trials.filter { $0.name == "popularity" && $0.value == 10 }
    #expect(popularity.count == 2 && popularity.allSatisfy { $0.lead < 0 && !$0.isTaken })
    #expect(
      choice.trials.map(\.name).suffix(4) == [
        "ease", "popularity 30 days", "popularity 7 days", "popularity 2 days",
      ])
    #expect(choice.trials.filter(\.isTaken).contains { $0.ndcg == choice.ndcg })
  }

  @Test("equal data and seed make an equal choice, on any number of threads")
  func reproducible() throws {
    let splits = try splits(log())
    let first = try BlendChoice(among: axes, on: splits, context: FitContext(seed: 1, threads: 1))
    let second = try BlendChoice(among: axes, on: splits, context: FitContext(seed: 1, threads: 3))
    #expect(first == second)
  }

  @Test("where a part is better than the blend, the blend becomes it")
  func parts() throws {
    // A blend that asks for nothing but what resembles, of items nothing is known of, says nothing.
    var mute = Blend.tasteAlone
    mute.shares.taste = 0
    mute.shares.content = 1
    let choice = try #require(
      try BlendChoice(from: mute, among: [], on: splits(log()), context: FitContext(seed: 1)))
    #expect(choice.blend.shares.taste == 1)
    #expect(choice.trials.contains { $0.name == "ease" && $0.isTaken })
    #expect(choice.ndcg > 0)
  }

  @Test("few cases decide nothing")
  func few() throws {
    let splits = try splits(log(users: 10))
    #expect(try BlendChoice(among: axes, on: splits, context: FitContext()) == nil)
  }

  @Test("somebody who asks to stop is heard")
  func cancelled() throws {
    let splits = try splits(log())
    #expect(throws: FitError.cancelled) {
      try BlendChoice(
        among: axes, on: splits, context: FitContext(seed: 1, isCancelled: { true }))
    }
  }

  @Test("a lead is clear when it is more than its standard error")
  func leads() {
    let lead = PairedLead([1, 0, 1, 1], over: [0, 0, 0, 0])
    #expect(lead.mean == 0.75)
    // Variance .25 of one in four: .75 × .25 × 4 ÷ (4 × 3).
    #expect(abs(lead.error - 0.25) < 1e-12)
    #expect(lead.isClear)
    #expect(!PairedLead([1, -1], over: [0, 0]).isClear)
    #expect(!PairedLead([0, 0], over: [0, 0]).isClear)
  }
}
