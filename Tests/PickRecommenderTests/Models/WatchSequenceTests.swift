import PickModel
import Testing

@testable import PickRecommender

@Suite struct WatchSequenceTests {
  @Test("pairs count by distance and direction, worked out by hand")
  func byHand() throws {
    // One user watches item 2, then 0, then 1; reach 1: a place apart counts 1/2, two 1/4.
    let data = try Dataset(
      interactions: InteractionMatrix(
        itemCount: 3, rowOffsets: [0, 3], columns: [0, 1, 2], weights: [1, 0.5, 1]),
      times: [20, 30, 10], items: Vocabulary(0..<3), users: Vocabulary(0..<1))
    let recipe = WatchSequence(reach: 1, shrinkage: 0, sourcePower: 0, targetPower: 0)
    let weights = try recipe.fit(data, context: FitContext()).weights
    #expect(weights.value(ItemIndex(2), ItemIndex(0)) == 0.5)
    #expect(weights.value(ItemIndex(2), ItemIndex(1)) == 0.125)
    #expect(weights.value(ItemIndex(0), ItemIndex(1)) == 0.25)
    #expect(weights.nonzeroCount == 3)
  }

  @Test("it agrees with a plain count over all pairs", arguments: 1...5 as ClosedRange<UInt64>)
  func plain(seed: UInt64) throws {
    let data = try BlendTests.dataset(seed: seed)
    let count = data.items.count
    var sums = [[Float]](repeating: Array(repeating: 0, count: count), count: count)
    for user in 0..<data.users.count {
      let entries = data.history(of: UserIndex(user)).entries.sorted {
        ($0.lastSeconds, $0.item) < ($1.lastSeconds, $1.item)
      }
      for first in entries.indices {
        for second in entries.indices where second > first && second - first <= 6 {
          sums[entries[first].item.position][entries[second].item.position] +=
            entries[first].weight * entries[second].weight
            * [1, 0.7071068, 0.5, 0.35355338, 0.25, 0.17677669, 0.125][second - first]
        }
      }
    }
    let rows = sums.map { $0.reduce(0, +) }
    let columns = (0..<count).map { column in sums.reduce(0) { $0 + $1[column] } }
    let recipe = WatchSequence(reach: 2, shrinkage: 1, sourcePower: 0.5, targetPower: 0.5)
    for threads in [1, 3] {
      let weights = try recipe.fit(data, context: FitContext(threads: threads)).weights
      for row in 0..<count {
        for column in 0..<count where row != column {
          let expected =
            sums[row][column] / ((rows[row] + 1) * (columns[column] + 1)).squareRoot()
          #expect(abs(weights.value(ItemIndex(row), ItemIndex(column)) - expected) < 1e-5)
        }
      }
    }
  }

  @Test("of equal weights those of the lower items stay, in any order of counting")
  func ties() throws {
    // After item 0 one user watches 2, another one 1.
    let data = try Dataset(
      interactions: InteractionMatrix(
        itemCount: 3, rowOffsets: [0, 2, 4], columns: [0, 2, 0, 1], weights: [1, 1, 1, 1]),
      times: [0, 1, 0, 1], items: Vocabulary(0..<3), users: Vocabulary(0..<2))
    let weights = try WatchSequence(neighbours: 1).fit(data, context: FitContext()).weights
    #expect(weights.row(ItemIndex(0)).map(\.item) == [ItemIndex(1)])
  }

  @Test("users whose times are all equal teach no order")
  func timeless() throws {
    let data = try Dataset(
      interactions: InteractionMatrix(
        itemCount: 2, rowOffsets: [0, 2], columns: [0, 1], weights: [1, 1]),
      times: [5, 5], items: Vocabulary(0..<2), users: Vocabulary(0..<1))
    #expect(try WatchSequence().fit(data, context: FitContext()).weights.nonzeroCount == 0)
  }
}
