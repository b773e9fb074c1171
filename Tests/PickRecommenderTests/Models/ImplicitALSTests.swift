import PickModel
import Testing

@testable import PickRecommender

@Suite struct ImplicitALSTests {
  private func dataset(seed: UInt64) throws -> Dataset {
    var generator = SplitMix64(seed: seed)
    return try RandomData.dataset(
      RandomData.matrix(users: 20...40, items: 10...30, using: &generator))
  }

  @Test(
    "conjugate gradient with enough steps, Cholesky and plain elimination give the same factors",
    arguments: [1, 3, 8, 11, 16, 21])
  func solvers(factors: Int) throws {
    let data = try dataset(seed: UInt64(factors))
    let recipe = ImplicitALS(factors: factors, regularization: 0.5, alpha: 7, iterations: 2)
    for path in KernelPath.available {
      let model = try recipe.fit(data, context: FitContext(seed: 1), path: path) { _, _, _ in }
      let columns = (0..<data.items.count).map { model.items.row($0).map(Double.init) }
      let equations = NormalEquations(
        over: model.items, ridge: Ridge(regularization: 0.5),
        confidence: Confidence(alpha: 7, base: 1), path: path, threads: 1)
      for user in 0..<5 {
        let entries = data.history(of: UserIndex(user)).entries
        var weights = [Double](repeating: 1, count: columns.count)
        var wanted = [Double](repeating: 0, count: columns.count)
        for entry in entries {
          weights[entry.item.position] = 7 * Double(entry.weight)
          wanted[entry.item.position] = 7 * Double(entry.weight)
        }
        let plain = DenseSystem.factors(
          of: columns, weights: weights, wanted: wanted, ridge: 0.5)
        let solvers: [NormalEquations.Solver] = [
          .cholesky, .conjugateGradient(steps: 2 * factors + 4), .blocks(size: factors),
        ]
        for solver in solvers {
          let solution = equations.solution(
            columns: entries.map(\.item.rawValue), weights: entries.map(\.weight),
            solver: solver)
          for (got, expected) in zip(solution, plain) {
            #expect(abs(Double(got) - expected) < 2e-4 * max(1, abs(expected)), "\(path) \(solver)")
          }
          #expect(solution.dropFirst(factors).allSatisfy { $0 == 0 })
        }
      }
    }
  }

  @Test("the loss falls in each iteration", arguments: ImplicitALS.Solver.allCases)
  func loss(solver: ImplicitALS.Solver) throws {
    let data = try dataset(seed: 5)
    let recipe = ImplicitALS(
      factors: 6, regularization: 0.1, alpha: 10, iterations: 8, solver: solver)
    var losses: [Double] = []
    _ = try recipe.fit(data, context: FitContext(seed: 2), path: .best) { _, users, items in
      losses.append(recipe.loss(users: users, items: items, on: data.interactions))
    }
    #expect(losses.count == 8)
    for (before, after) in zip(losses, losses.dropFirst()) { #expect(after < before + 1e-6) }
  }

  @Test("the loss is the weighted squared error over every cell")
  func lossByHand() throws {
    // One user, two items: x = 1, y = (0.5, 2); the first is observed with confidence 4.
    let matrix = try InteractionMatrix(
      itemCount: 2, rowOffsets: [0, 1], columns: [0], weights: [2])
    var users = FactorMatrix(rowCount: 1, factors: 1)
    var items = FactorMatrix(rowCount: 2, factors: 1)
    users[0, 0] = 1
    items[0, 0] = 0.5
    items[1, 0] = 2
    let recipe = ImplicitALS(factors: 1, regularization: 0.1, alpha: 2)
    let expected = (4 * 0.25 + 4 + 0.1 * (1 + 0.25 + 4)) / (4 + 1)
    #expect(abs(recipe.loss(users: users, items: items, on: matrix) - expected) < 1e-6)
  }

  @Test("threads change nothing, not even a bit", arguments: ImplicitALS.Solver.allCases)
  func threads(solver: ImplicitALS.Solver) throws {
    let data = try RandomData.dataset(users: 450, items: 230, seed: 9)
    let recipe = ImplicitALS(factors: 12, iterations: 2, solver: solver)
    let one = try recipe.fit(data, context: FitContext(seed: 3, threads: 1))
    let two = try recipe.fit(data, context: FitContext(seed: 3, threads: 2))
    #expect(one.users == two.users && one.items == two.items)
  }

  @Test("both kernels reach the same loss")
  func paths() throws {
    let data = try dataset(seed: 6)
    let recipe = ImplicitALS(factors: 10, regularization: 1, iterations: 3)
    let losses = try KernelPath.available.map {
      let model = try recipe.fit(data, context: FitContext(seed: 3), path: $0) { _, _, _ in }
      return recipe.loss(users: model.users, items: model.items, on: data.interactions)
    }
    for loss in losses { #expect(abs(loss - losses[0]) < 1e-3) }
  }

  @Test("a user folded in from their history scores as in the fit")
  func foldIn() throws {
    let data = try dataset(seed: 7)
    let model = try ImplicitALS(
      factors: 5, regularization: 0.1, iterations: 40, solver: .cholesky
    ).fit(data, context: FitContext(seed: 1))
    let folded = model.factors(of: data.history(of: UserIndex(2)))
    for (got, expected) in zip(folded, model.users.row(2)) { #expect(abs(got - expected) < 2e-2) }
    #expect(model.factors(of: .empty).allSatisfy { $0 == 0 })
  }

  @Test("the items of a history explain the whole score")
  func explained() throws {
    let data = try dataset(seed: 8)
    let model = try ImplicitALS(factors: 6, regularization: 0.1).fit(
      data, context: FitContext(seed: 1))
    let request = ScoringRequest(history: data.history(of: UserIndex(1)))
    let scores = model.scores(for: request)
    for item in 0..<data.items.count {
      let parts = model.contributions(to: ItemIndex(item), for: request)
      let sum = parts.reduce(0) { $0 + $1.score }
      #expect(abs(sum - Double(scores[item])) < 2e-3)
    }
  }

  @Test("what a viewer said they did not want lowers the score")
  func negative() throws {
    let data = try dataset(seed: 10)
    let model = try ImplicitALS(factors: 6).fit(data, context: FitContext(seed: 1))
    let liked = data.history(of: UserIndex(0)).entries
    let item = liked[0].item
    let disliked = UserHistory(
      liked.map { .init(item: $0.item, weight: $0.item == item ? -$0.weight : $0.weight) })
    let before = model.scores(for: ScoringRequest(history: UserHistory(liked)))
    let after = model.scores(for: ScoringRequest(history: disliked))
    #expect(after[item.position] < before[item.position] - 0.2)
    #expect(
      model.contributions(to: item, for: ScoringRequest(history: disliked))
        .allSatisfy { $0.item != item })
  }

  @Test("factors that are no numbers any more are a typed error")
  func diverged() throws {
    let data = try dataset(seed: 11)
    #expect(throws: FitError.diverged(iteration: 0)) {
      _ = try ImplicitALS(factors: 4, alpha: .infinity).fit(data, context: FitContext())
    }
  }

  @Test("a fit that is asked to stop stops")
  func cancelled() throws {
    let data = try dataset(seed: 12)
    #expect(throws: FitError.cancelled) {
      try ImplicitALS().fit(data, context: FitContext(isCancelled: { true }))
    }
  }
}
