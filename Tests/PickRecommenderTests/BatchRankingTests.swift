import PickModel
import Testing

@testable import PickRecommender

@Suite struct BatchRankingTests {
  private func dataset(seed: UInt64 = 1) throws -> Dataset {
    try RandomData.dataset(users: 130, items: 300, seed: seed)
  }

  private func query(_ row: Int, of data: Dataset, _ candidates: CandidateFilter = .all())
    -> BatchRanking.Query
  {
    .init(
      request: ScoringRequest(
        history: data.history(of: UserIndex(row)), user: UserIndex(row)), candidates: candidates)
  }

  /// Expects the lists `recommend` returns request by request, on one thread and on three.
  private func expectSame(
    _ model: any FittedRecommender, _ data: Dataset, count: Int,
    _ candidates: @Sendable (Int) -> CandidateFilter = { _ in .all() }
  ) {
    let expected = (0..<data.users.count).map { row in
      let query = query(row, of: data, candidates(row))
      return model.recommend(count, for: query.request, among: query.candidates)
    }
    for threads in [1, 3] {
      let lists = BatchRanking(count: count, threads: threads).rank(
        data.users.count, by: model
      ) { query($0, of: data, candidates($0)) }
      #expect(lists == expected)
    }
  }

  private static let recipes: [any Recommender] = [
    ImplicitALS(factors: 9, iterations: 3), ImplicitALS(factors: 64, iterations: 2),
    IALSPlusPlus(factors: 20, iterations: 2), BPR(factors: 15, iterations: 3),
    EASE(regularization: 5), Popularity(halfLifeDays: 0), RatingRanking(SVD()),
  ]

  @Test("lists are those of recommend, to the bit", arguments: recipes.indices)
  func same(recipe: Int) throws {
    let data = try dataset()
    let model = try Self.recipes[recipe].fit(data, context: FitContext(seed: 1))
    expectSame(model, data, count: 10)
  }

  @Test("filters of each request hold, and more may be asked for than there is")
  func filtered() throws {
    let data = try dataset(seed: 3)
    let model = try ImplicitALS(factors: 5, iterations: 2).fit(data, context: FitContext(seed: 1))
    expectSame(model, data, count: 50) { row in .only((0..<100).map { $0 % 9 == row % 9 }) }
    expectSame(model, data, count: 400) { _ in .all(includesSeen: true) }
    expectSame(model, data, count: 1) { $0 % 2 == 0 ? .all() : .only([]) }
    expectSame(model, data, count: 0)
  }

  @Test("an evaluation by factors is that of the same model asked user by user")
  func evaluation() throws {
    let data = try dataset(seed: 5)
    let splits = try SplitPlan(.random(folds: 2), seed: 1).rankingSplits(of: InteractionLog(data))
    let recipe = ImplicitALS(factors: 24, iterations: 3)
    var (one, other) = (
      try Evaluator().evaluate(recipe, as: "als", on: splits).report,
      try Evaluator().evaluate(Alone(recipe: recipe), as: "als", on: splits).report
    )
    (one.fitSeconds, one.scoreSeconds) = (0, 0)
    (other.fitSeconds, other.scoreSeconds) = (0, 0)
    #expect(one == other)
    #expect(one.users > 50)
  }

  @Test("scores that tie or nearly tie, and those that overflow, are ordered as by recommend")
  func hardCases() throws {
    // Rows that are equal, or differ in their last bits only; the last user's products overflow.
    var items = FactorMatrix(rowCount: 200, factors: 24)
    var random = PCG32(seed: 7)
    let base = (0..<24).map { _ in Float(random.normal()) }
    for row in 0..<200 {
      for factor in 0..<24 {
        let nudge = row % 3 == 0 ? 0 : Float(random.below(3)) - 1
        items[row, factor] = base[factor] * (1 + nudge * 0x1p-23)
      }
    }
    var users = FactorMatrix(rowCount: 13, factors: 24)
    users.fill { Float(random.normal()) }
    for factor in 0..<24 { users[12, factor] = factor % 2 == 0 ? 3e38 : -3e38 }
    var seen = InteractionMatrixBuilder(itemCount: 200)
    for user in 0..<13 {
      seen.add(item: ItemIndex(user * 3), weight: 1)
      seen.endRow()
    }
    let matrix = seen.build()
    for path in KernelPath.available {
      let lists = BatchRanking(count: 20, threads: 2).rank(
        users, items: items, seen: matrix, path: path)
      for user in 0..<13 {
        var scores = [Float](repeating: 0, count: 200)
        var span = scores.mutableSpan
        FactorScores.fill(
          &span, items: items,
          vector: Array(users.values[user * users.stride..<(user + 1) * users.stride]))
        scores[user * 3] = -.infinity
        #expect(lists[user] == BestScores.top(20, of: scores), "\(path), user \(user)")
      }
    }
  }
}

/// A recipe whose models hide that they score by factors.
private struct Alone: Recommender {
  let recipe: ImplicitALS

  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model {
    Model(model: try recipe.fit(dataset, context: context))
  }

  struct Model: FittedRecommender {
    let model: FactorModel
    var itemCount: Int { model.itemCount }
    func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
      model.score(request, into: &scores)
    }
  }
}
