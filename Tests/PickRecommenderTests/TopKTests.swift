import PickModel
import PickRecommender
import Testing

@Suite struct TopKTests {
  @Test("it keeps what a full sort would put first", arguments: 0..<20)
  func againstSort(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 0...60, using: &generator)
    let limit = Int.random(in: 0...20, using: &generator)
    // Few distinct scores, so that ties decide.
    let scores = (0..<count).map { _ in Double(Int.random(in: 0...5, using: &generator)) }
    var best = TopK(limit)
    for (index, score) in scores.enumerated() where best.admits(score) {
      best.insert(ItemIndex(index), score: score)
    }
    let expected = scores.indices.sorted {
      (-scores[$0], $0) < (-scores[$1], $1)
    }.prefix(limit)
    #expect(best.sorted().map(\.item.position) == Array(expected))
  }

  @Test("ties go to the lower index in whatever order they are shown")
  func ties() {
    var best = TopK(2)
    for index in [5, 3, 9, 1] { best.insert(ItemIndex(index), score: 1) }
    #expect(best.sorted().map(\.item.position) == [1, 3])
  }

  @Test("a score that is no number is never kept")
  func notFinite() {
    var best = TopK(3)
    for score in [Double.nan, .infinity, -.infinity] {
      #expect(!best.admits(score))
      best.insert(ItemIndex(0), score: score)
    }
    #expect(best.sorted().isEmpty)
  }

  @Test("a negative limit keeps nothing")
  func negative() {
    var best = TopK(-1)
    best.insert(ItemIndex(0), score: 1)
    #expect(best.sorted().isEmpty)
  }
}
