import PickModel
import Testing

@testable import PickRecommender

@Suite struct SelectionTests {
  @Test(
    "the largest numbers come to the front and the least of them is handed back", arguments: 0..<50)
  func againstSorting(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let length = Int.random(in: 1...200, using: &generator)
    // Few different numbers in some runs, so that many are equal.
    let bound = seed.isMultiple(of: 2) ? 5 : 1000
    var numbers = (0..<length).map { _ in Int.random(in: 0..<bound, using: &generator) }
    let count = Int.random(in: 1...length, using: &generator)
    let sorted = numbers.sorted(by: >)
    let least = numbers.withUnsafeMutableBufferPointer { Selection.moveLargest(count, of: $0) }
    #expect(least == sorted[count - 1])
    #expect(numbers.prefix(count).sorted(by: >) == Array(sorted.prefix(count)))
    #expect(numbers.sorted(by: >) == sorted)
  }
}
