import PickModel
import Testing

@testable import PickRecommender

@Suite struct BatchRankingTests {
  private func dataset(seed: UInt64 = 1) throws -> Dataset {
    var generator = SplitMix64(seed: seed)
    return try RandomData.dataset(
      RandomData.matrix(users: 130...130, items: 300...300, using: &generator))
  }

  private func expectSame(
    _ lists: [[ScoredItem]], as model: any FittedRecommender, _ data: Dataset, _ count: Int,
    _ candidates: CandidateFilter = .all()
  ) {
    #expect(lists.count == data.users.count)
    for (user, list) in lists.enumerated() {
      let expected = model.recommend(
        count, for: ScoringRequest(history: data.history(of: UserIndex(user))), among: candidates)
      #expect(list.count == expected.count)
      for (got, expected) in zip(list, expected) {
        // Scores that tie but for rounding may change places.
        #expect(abs(got.score - expected.score) < 1e-5)
      }
      let both = Set(list.map(\.item)).intersection(expected.map(\.item))
      #expect(both.count >= expected.count - 1)
    }
  }

  @Test("factor models are ranked as one user at a time")
  func factors() throws {
    let data = try dataset()
    let als = try ImplicitALS(factors: 9, iterations: 3).fit(data, context: FitContext(seed: 1))
    let bpr = try BPR(factors: 9, iterations: 3).fit(data, context: FitContext(seed: 1))
    for model in [als, bpr] as [any FactorScoring] {
      expectSame(BatchRanking(count: 10).rank(data, by: model), as: model, data, 10)
    }
  }

  @Test("any other model is ranked as one user at a time, to the bit")
  func others() throws {
    let data = try dataset(seed: 2)
    let ease = try EASE(regularization: 5).fit(data, context: FitContext())
    let lists = BatchRanking(count: 7, threads: 2).rank(data, by: ease)
    for (user, list) in lists.enumerated() {
      let request = ScoringRequest(history: data.history(of: UserIndex(user)))
      #expect(list == ease.recommend(7, for: request, among: .all()))
    }
  }

  @Test("filters hold, and more is asked for than there is")
  func filtered() throws {
    let data = try dataset(seed: 3)
    let model = try ImplicitALS(factors: 5, iterations: 2).fit(data, context: FitContext(seed: 1))
    let few = CandidateFilter.only((0..<100).map { $0 % 9 == 0 })
    expectSame(
      BatchRanking(count: 50, candidates: few).rank(data, by: model), as: model, data, 50, few)
    let seen = CandidateFilter.all(includesSeen: true)
    expectSame(
      BatchRanking(count: 400, candidates: seen).rank(data, by: model), as: model, data, 400, seen)
    #expect(BatchRanking(count: 0).rank(data, by: model).allSatisfy { $0.isEmpty })
  }

  @Test("both kernels and any number of threads keep the same lists")
  func paths() throws {
    let data = try dataset(seed: 4)
    let model = try ImplicitALS(factors: 11, iterations: 2).fit(
      data, context: FitContext(seed: 1))
    for path in KernelPath.available {
      let lists = [1, 3].map {
        BatchRanking(count: 10, threads: $0).rank(
          model.users, items: model.items, seen: data.interactions, path: path)
      }
      #expect(lists[0] == lists[1])
      for (user, list) in lists[0].enumerated() {
        for entry in list {
          let expected = zip(model.users.row(user), model.items.row(entry.item.position)).reduce(
            0
          ) { $0 + Double($1.0) * Double($1.1) }
          #expect(abs(entry.score - expected) < 1e-5, "\(path)")
        }
      }
    }
  }
}
