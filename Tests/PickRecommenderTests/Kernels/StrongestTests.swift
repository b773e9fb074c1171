import PickModel
import Testing

@testable import PickRecommender

@Suite struct StrongestTests {
  /// Sorts everything: what the kernel must agree with.
  private func reference(_ values: [Float], _ limit: Int, but excluded: Int) -> [Int32] {
    values.indices.filter { $0 != excluded && values[$0] != 0 && values[$0].isFinite }
      .sorted { (-abs(values[$0]), $0) < (-abs(values[$1]), $1) }
      .prefix(limit).sorted().map(Int32.init)
  }

  private func picked(_ values: [Float], _ limit: Int, but excluded: Int = -1) -> [Int32] {
    var strongest = Strongest(limit)
    var columns = [Int32](repeating: -1, count: limit)
    var weights = [Float](repeating: 0, count: limit)
    let count = values.withUnsafeBufferPointer { values in
      SharedBuffer.lend(&columns) { columns in
        SharedBuffer.lend(&weights) { weights in
          strongest.pick(
            from: values, but: excluded, columns: columns.pointer(to: 0..<limit),
            weights: weights.pointer(to: 0..<limit))
        }
      }
    }
    for place in 0..<count { #expect(weights[place] == values[Int(columns[place])]) }
    return Array(columns.prefix(count))
  }

  @Test("it agrees with sorting everything, ties and all", arguments: 0..<40)
  func againstReference(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 0...2000, using: &generator)
    let limit = Int.random(in: 1...300, using: &generator)
    // Few different strengths, so that there are ties at the edge.
    let levels = Int.random(in: 1...1000, using: &generator)
    let values = (0..<count).map { _ in Float(Int.random(in: -levels...levels, using: &generator)) }
    let excluded = Int.random(in: -1...max(0, count - 1), using: &generator)
    #expect(
      picked(values, limit, but: excluded) == reference(values, limit, but: excluded))
  }

  @Test("what is no number is never picked")
  func notFinite() {
    let values: [Float] = [1, .nan, -3, .infinity, 0, -.infinity, 2, 0, 4, .nan]
    #expect(picked(values, 3) == [2, 6, 8])
    #expect(picked(values, 9) == [0, 2, 6, 8])
  }

  @Test("ascending and descending numbers are no special case", arguments: [false, true])
  func ordered(descends: Bool) {
    let values = (1...5000).map { Float(descends ? 5001 - $0 : $0) }
    #expect(picked(values, 7) == reference(values, 7, but: -1))
  }
}
