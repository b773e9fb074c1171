import PickModel
import Testing

@testable import PickRecommender

@Suite struct BestScoresTests {
  private func reference(_ scores: [Float], _ count: Int) -> [ScoredItem] {
    var best = TopK(count)
    for (index, score) in scores.enumerated() {
      best.insert(ItemIndex(index), score: Double(score))
    }
    return best.sorted()
  }

  @Test("they agree with a heap that is shown every item", arguments: 0..<60)
  func againstReference(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 0...3000, using: &generator)
    // Few different scores, so that there are ties at the edge, and some that are no numbers.
    let levels = Int.random(in: 1...500, using: &generator)
    let odd: [Float] = [.nan, .infinity, -.infinity, -0.0, 0]
    let oddShare = Int.random(in: 0...20, using: &generator)
    let scores = (0..<count).map { _ in
      Int.random(in: 0..<100, using: &generator) < oddShare
        ? odd[Int.random(in: 0..<(seed.isMultiple(of: 2) ? 5 : 1), using: &generator)]
        : Float(Int.random(in: -levels...levels, using: &generator)) / 7
    }
    for limit in [0, 1, 2, 20, 100, 1000, 5000] {
      #expect(BestScores.top(limit, of: scores) == reference(scores, limit))
    }
  }

  @Test("the best items being neighbours is no special case", arguments: [false, true])
  func ordered(descends: Bool) {
    let scores = (0..<10_000).map { Float(descends ? 10_000 - $0 : $0) }
    for limit in [1, 20, 1000] {
      #expect(BestScores.top(limit, of: scores) == reference(scores, limit))
    }
  }

  @Test("equal scores everywhere give the first items")
  func equal() {
    let scores = [Float](repeating: 0, count: 10_000)
    #expect(BestScores.top(3, of: scores).map(\.item.position) == [0, 1, 2])
    #expect(
      BestScores.top(3, of: [Float](repeating: -.infinity, count: 10_000)).isEmpty)
  }

  @Test("a mask takes out what was seen and what is not allowed, and no more")
  func masked() {
    let history = UserHistory([
      .init(item: ItemIndex(1), weight: 1), .init(item: ItemIndex(9), weight: 1),
    ])
    var scores: [Float] = [5, 6, 7, 8]
    CandidateFilter.only([true, true, false]).mask(&scores, history: history)
    let nothing = -Float.infinity
    #expect(scores == [5, nothing, nothing, nothing])
    scores = [5, 6, 7, 8]
    CandidateFilter.all(includesSeen: true).mask(&scores, history: history)
    #expect(scores == [5, 6, 7, 8])
  }
}

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
