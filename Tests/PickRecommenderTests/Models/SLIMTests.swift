import PickModel
import Testing

@testable import PickRecommender

@Suite struct SLIMTests {
  /// What the weights of one target cost.
  private static func loss(
    _ rows: [[Float]], target: Int, _ weights: [Double], l1: Double, l2: Double
  ) -> Double {
    let errors = rows.reduce(0.0) { total, row in
      let predicted = weights.indices.reduce(0.0) { $0 + Double(row[$1]) * weights[$1] }
      let error = Double(row[target]) - predicted
      return total + error * error
    }
    return errors / 2 + weights.reduce(0) { $0 + l2 / 2 * $1 * $1 + l1 * $1 }
  }

  private static func column(_ matrix: ItemMatrix, _ target: Int) -> [Double] {
    (0..<matrix.itemCount).map { Double(matrix.value(ItemIndex($0), ItemIndex(target))) }
  }

  // x₀ = x₁ = (1, 1, 0) and x₂ = (0, 0, 1): G₀₁ = 2, so w = (2 − l1) ÷ (2 + l2).
  @Test("three items by hand")
  func byHand() throws {
    let matrix = try InteractionMatrix(
      itemCount: 3, rowOffsets: [0, 2, 4, 5], columns: [0, 1, 0, 1, 2], weights: [1, 1, 1, 1, 1])
    let recipe = SLIM(l1: 0.5, l2: 1)
    let weights = try recipe.fit(RandomData.dataset(matrix), context: FitContext()).weights
    #expect(abs(weights.value(ItemIndex(0), ItemIndex(1)) - 0.5) < 1e-6)
    #expect(abs(weights.value(ItemIndex(1), ItemIndex(0)) - 0.5) < 1e-6)
    #expect(weights.nonzeroCount == 2)
  }

  @Test("no small change of a weight makes a column cheaper", arguments: UInt64(1)...5)
  func optimal(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let matrix = RandomData.matrix(users: 20...60, items: 5...20, using: &generator)
    let (l1, l2) = (0.2, 0.5)
    let recipe = SLIM(l1: l1, l2: l2, maximumRounds: 1000)
    let weights = try recipe.fit(RandomData.dataset(matrix), context: FitContext()).weights
    let rows = RandomData.dense(matrix)
    for target in 0..<matrix.itemCount {
      let column = Self.column(weights, target)
      #expect(column[target] == 0 && column.allSatisfy { $0 >= 0 })
      let best = Self.loss(rows, target: target, column, l1: l1, l2: l2)
      for other in column.indices where other != target {
        for step in [-0.01, 0.01] where column[other] + step >= 0 {
          var changed = column
          changed[other] += step
          #expect(Self.loss(rows, target: target, changed, l1: l1, l2: l2) > best - 1e-6)
        }
      }
    }
  }

  @Test("only the nearest items may have a weight")
  func restricted() throws {
    var generator = SplitMix64(seed: 9)
    let matrix = RandomData.matrix(users: 50...50, items: 30...30, using: &generator)
    let data = try RandomData.dataset(matrix)
    let context = FitContext()
    let near = try ItemKNN<CosineWeighting>(neighbours: 4).fit(data, context: context).weights
    let weights = try SLIM(l1: 0, l2: 1, neighbours: 3).fit(data, context: context).weights
    for target in 0..<30 {
      let allowed = Set(near.row(ItemIndex(target)).map(\.item.position))
      for (item, weight) in Self.column(weights, target).enumerated() where weight != 0 {
        #expect(allowed.contains(item))
      }
    }
  }

  @Test("neither threads nor batches change a weight")
  func batches() throws {
    var generator = SplitMix64(seed: 4)
    let matrix = RandomData.matrix(users: 60...60, items: 40...40, using: &generator)
    let lists = try NearestColumns.search(matrix, count: 8, context: FitContext())
    let penalty = ElasticNet(l1: 0.1, l2: 1, maximumRounds: 50)
    func weights(threads: Int, numbers: Int) throws -> [Float] {
      try SparseRegression.weights(
        matrix, SLIMCandidates(lists), penalty, context: FitContext(threads: threads),
        batchNumbers: numbers)
    }
    let whole = try weights(threads: 1, numbers: 1 << 20)
    #expect(try weights(threads: 3, numbers: 1 << 20) == whole)
    #expect(try weights(threads: 2, numbers: 100) == whole)
    #expect(try weights(threads: 1, numbers: 1) == whole)
  }
}
