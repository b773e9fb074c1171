import PickModel
import Testing

@testable import PickRecommender

@Suite struct EASETests {
  @Test("three users by hand")
  func byHand() throws {
    // X = [[1,1],[1,0],[0,1]], λ = 1: G = [[3,1],[1,3]], P = [[3,-1],[-1,3]] / 8, B₀₁ = 1/3.
    let matrix = try InteractionMatrix(
      itemCount: 2, rowOffsets: [0, 2, 3, 4], columns: [0, 1, 0, 1], weights: [1, 1, 1, 1])
    let model = try EASE(regularization: 1).fit(RandomData.dataset(matrix), context: FitContext())
    for (row, column) in [(0, 1), (1, 0)] {
      let weight = model.weights.value(ItemIndex(row), ItemIndex(column))
      #expect(abs(weight - 1 / 3) < 1e-6)
    }
    #expect(model.weights.value(ItemIndex(0), ItemIndex(0)) == 0)
  }

  @Test("scores agree with the formula worked out densely", arguments: 0..<8)
  func againstReference(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let matrix = RandomData.matrix(users: 1...20, items: 2...15, using: &generator)
    // The seeds are chosen: an empty matrix would prove nothing.
    try #require(matrix.nonzeroCount > 0)
    let data = try RandomData.dataset(matrix)
    let model = try EASE(regularization: 3, neighbours: 100).fit(data, context: FitContext())
    let weights = try denseWeights(matrix, ridge: 3)
    for user in 0..<matrix.userCount {
      let history = data.history(of: UserIndex(user))
      let scores = model.scores(for: ScoringRequest(history: history))
      for item in 0..<matrix.itemCount {
        let expected = history.entries.reduce(Float(0)) {
          $0 + $1.weight * weights[$1.item.position][item]
        }
        #expect(abs(scores[item] - expected) < 1e-4)
      }
    }
  }

  @Test("only the strongest weights of a row stay, negative ones too")
  func pruned() throws {
    let data = try RandomData.dataset(users: 40, items: 30, seed: 3)
    let whole = try EASE(regularization: 1, neighbours: 30).fit(data, context: FitContext())
    let pruned = try EASE(regularization: 1, neighbours: 5).fit(data, context: FitContext())
    for item in (0..<30).map({ ItemIndex($0) }) {
      let strongest = whole.weights.row(item)
        .sorted { (-abs($0.value), $0.item) < (-abs($1.value), $1.item) }.prefix(5)
      #expect(pruned.weights.row(item) == strongest.sorted { $0.item < $1.item })
    }
    #expect(pruned.weights.values.elements.contains { $0 < 0 })
  }

  @Test("contributions add up to the score")
  func contributions() throws {
    let data = try Checkerboard.dataset()
    let model = try EASE(regularization: 1).fit(data, context: FitContext())
    let request = ScoringRequest(history: data.history(of: UserIndex(2)))
    let scores = model.scores(for: request)
    for item in 0..<Checkerboard.size {
      let sum = model.contributions(to: ItemIndex(item), for: request)
        .reduce(0) { $0 + $1.score }
      #expect(abs(sum - Double(scores[item])) < 1e-6)
    }
  }

  @Test("beyond the limit the items with most viewers take part")
  func limit() throws {
    let matrix = try InteractionMatrix(
      itemCount: 3, rowOffsets: [0, 3, 5], columns: [0, 1, 2, 1, 2], weights: [1, 1, 1, 1, 1])
    let model = try EASE(regularization: 1, maximumItems: 2)
      .fit(RandomData.dataset(matrix), context: FitContext())
    #expect(model.weights.row(ItemIndex(0)).isEmpty)
    #expect(model.weights.row(ItemIndex(1)).map(\.item) == [ItemIndex(2)])
  }

  @Test("the number of threads changes nothing", arguments: [40, 600])
  func threads(items: Int) throws {
    let data = try RandomData.dataset(users: 50, items: items, seed: 9)
    let one = try EASE().fit(data, context: FitContext(threads: 1)).weights
    let three = try EASE().fit(data, context: FitContext(threads: 3)).weights
    // Beyond `libraryOrder` the library may add up in another order.
    for (left, right) in zip(one.values.elements, three.values.elements) {
      #expect(abs(left - right) < 1e-5)
    }
    if items < SymmetricInverse.libraryOrder {
      #expect(one.values.elements == three.values.elements)
      #expect(one.columns.elements == three.columns.elements)
    }
  }

  @Test("0 neighbours keep all weights")
  func dense() throws {
    let data = try RandomData.dataset(users: 40, items: 30, seed: 3)
    let model = try EASE(regularization: 1, neighbours: 0).fit(data, context: FitContext())
    #expect(model.weights.nonzeroCount == 30 * 29)
  }

  @Test("a cancelled fit throws, and progress ends at 1")
  func watched() throws {
    let data = try Checkerboard.dataset()
    #expect(throws: FitError.cancelled) {
      try EASE().fit(data, context: FitContext(isCancelled: { true }))
    }
  }

  private func denseWeights(_ matrix: InteractionMatrix, ridge: Float) throws -> [[Float]] {
    let count = matrix.itemCount
    let dense = RandomData.dense(matrix)
    var gram = [Float](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in row..<count {
        gram[row * count + column] = dense.reduce(row == column ? ridge : 0) {
          $0 + $1[row] * $1[column]
        }
      }
    }
    try Cholesky.invertUpper(&gram, order: count, context: FitContext())
    SymmetricInverse.mirrorUpper(&gram, order: count)
    return (0..<count).map { row in
      (0..<count).map { column in
        row == column ? 0 : -gram[row * count + column] / gram[column * count + column]
      }
    }
  }
}
