import Glibc
import PickModel
import Testing

@testable import PickRecommender

@Suite struct IALSPlusPlusTests {
  private func dataset(seed: UInt64) throws -> Dataset {
    var generator = SplitMix64(seed: seed)
    return try RandomData.dataset(
      RandomData.matrix(users: 20...40, items: 10...30, using: &generator))
  }

  /// The objective, written down as the recipe's documentation states it.
  private func objective(
    _ recipe: IALSPlusPlus, _ users: FactorMatrix, _ items: FactorMatrix,
    _ matrix: InteractionMatrix
  ) -> Double {
    let dense = RandomData.dense(matrix)
    let rows = (0..<users.rowCount).map { users.row($0).map(Double.init) }
    let columns = (0..<items.rowCount).map { items.row($0).map(Double.init) }
    func square(_ row: [Double]) -> Double { row.reduce(0) { $0 + $1 * $1 } }
    func ridge(_ count: Int, of all: Int) -> Double {
      Double(recipe.regularization)
        * pow(
          Double(count) + Double(recipe.unobservedWeight) * Double(all),
          Double(recipe.regularizationExponent))
    }
    var sum = 0.0
    for (user, x) in rows.enumerated() {
      for (item, y) in columns.enumerated() {
        let score = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
        let confidence = Double(recipe.alpha * dense[user][item])
        sum += confidence * (1 - score) * (1 - score)
        sum += Double(recipe.unobservedWeight) * score * score
      }
      sum += ridge(matrix.cells(of: UserIndex(user)).count, of: columns.count) * square(x)
    }
    let byItem = matrix.transposed()
    for (item, y) in columns.enumerated() {
      sum += ridge(byItem.cells(of: UserIndex(item)).count, of: rows.count) * square(y)
    }
    return sum
  }

  @Test("the objective falls in each iteration, whatever the block", arguments: [8, 16, 24])
  func objective(block: Int) throws {
    let data = try dataset(seed: UInt64(block))
    let recipe = IALSPlusPlus(factors: 21, alpha: 3, blockSize: block, iterations: 6)
    for path in KernelPath.available {
      var values: [Double] = []
      _ = try recipe.fit(data, context: FitContext(seed: 2), path: path) { _, users, items in
        values.append(objective(recipe, users, items, data.interactions))
      }
      #expect(values.count == 6)
      for (before, after) in zip(values, values.dropFirst()) {
        #expect(after <= before * (1 + 1e-5), "\(path)")
      }
    }
  }

  @Test("many passes over blocks reach what one exact solution does")
  func converged() throws {
    let data = try dataset(seed: 3)
    let model = try IALSPlusPlus(factors: 20, iterations: 2).fit(
      data, context: FitContext(seed: 1))
    for path in KernelPath.available {
      let equations = NormalEquations(
        over: model.items, unobservedWeight: 0.1,
        ridge: Ridge(regularization: 0.1, exponent: 1, offset: 2),
        confidence: Confidence(alpha: 2, base: 0), path: path, threads: 1)
      var (passes, exact) = (model.users, model.users)
      for _ in 0..<60 {
        equations.solve(&passes, by: data.interactions, solver: .blocks(size: 8), threads: 2)
      }
      equations.solve(&exact, by: data.interactions, solver: .cholesky, threads: 2)
      for (got, expected) in zip(passes.values, exact.values) {
        #expect(abs(got - expected) < 1e-3, "\(path)")
      }
    }
  }

  @Test("threads change nothing, not even a bit")
  func threads() throws {
    let data = try RandomData.dataset(users: 300, items: 120, seed: 9)
    let recipe = IALSPlusPlus(factors: 12, blockSize: 8, iterations: 2)
    let one = try recipe.fit(data, context: FitContext(seed: 3, threads: 1))
    let two = try recipe.fit(data, context: FitContext(seed: 3, threads: 2))
    #expect(one.users == two.users && one.items == two.items)
  }

  @Test("the items of a history explain the whole score")
  func explained() throws {
    let data = try dataset(seed: 8)
    let model = try IALSPlusPlus(factors: 6).fit(data, context: FitContext(seed: 1))
    let request = ScoringRequest(history: data.history(of: UserIndex(1)))
    let scores = model.scores(for: request)
    for item in 0..<data.items.count {
      let parts = model.contributions(to: ItemIndex(item), for: request)
      #expect(abs(parts.reduce(0) { $0 + $1.score } - Double(scores[item])) < 2e-3)
    }
  }
}
