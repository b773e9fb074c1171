import PickModel
import Testing

@testable import PickRecommender

@Suite struct BPRTests {
  /// How often an item of a history scores above one that is not of it.
  private func order(_ model: BPRModel, _ data: Dataset) -> Double {
    var (right, all) = (0.0, 0.0)
    for user in 0..<data.users.count {
      let history = data.history(of: UserIndex(user))
      let scores = model.scores(for: ScoringRequest(history: history))
      let seen = Set(history.entries.map(\.item.position))
      for item in seen {
        for other in scores.indices where !seen.contains(other) {
          all += 1
          if scores[item] > scores[other] { right += 1 }
        }
      }
    }
    return right / all
  }

  private func dataset(users: Int = 30, items: Int = 20, seed: UInt64) throws -> Dataset {
    try RandomData.dataset(users: users, items: items, seed: seed)
  }

  @Test("what was watched is ranked above what was not")
  func ranked() throws {
    let data = try Checkerboard.dataset()
    let model = try BPR(factors: 4, iterations: 200).fit(data, context: FitContext(seed: 1))
    #expect(order(model, data) > 0.9)
  }

  @Test("the same seed gives the same model on any number of threads, to the bit")
  func threads() throws {
    let data = try dataset(users: 200, items: 90, seed: 2)
    let recipe = BPR(factors: 10, iterations: 3)
    let one = try recipe.fit(data, context: FitContext(seed: 5, threads: 1))
    let two = try recipe.fit(data, context: FitContext(seed: 5, threads: 3))
    #expect(one.users == two.users && one.items == two.items)
    let other = try recipe.fit(data, context: FitContext(seed: 6, threads: 1))
    #expect(one.items != other.items)
  }

  @Test("a history that says nothing has no factors")
  func emptyHistory() throws {
    let model = try BPR(factors: 5, iterations: 5).fit(
      try dataset(seed: 3), context: FitContext(seed: 1))
    #expect(model.factors(of: .empty).allSatisfy { $0 == 0 })
  }

  @Test("steps that go too far are a typed error")
  func diverged() throws {
    let data = try dataset(seed: 4)
    #expect(throws: FitError.self) {
      _ = try BPR(factors: 4, learningRate: 1e30, regularization: 1, iterations: 20)
        .fit(data, context: FitContext())
    }
  }
}
