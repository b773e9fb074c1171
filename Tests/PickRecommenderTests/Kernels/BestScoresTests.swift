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

@Suite struct InverseWeightsTests {
  @Test("rows agree with the formula on the whole matrix", arguments: [1, 2, 63, 64, 65, 150])
  func againstReference(order: Int) throws {
    var generator = SplitMix64(seed: UInt64(order))
    let upper = RandomData.positiveDefinite(order: order, using: &generator).upper
    var whole = upper
    SymmetricInverse.mirrorUpper(&whole, order: order)
    for neighbours in [0, 1, 7, order] {
      var matrix = upper
      let weights = try InverseWeights.strongest(
        ofUpper: &matrix, order: order, neighbours: neighbours, context: FitContext(threads: 2))
      #expect(weights.itemCount == order)
      for row in 0..<order {
        let others = (0..<order).filter { $0 != row }
        let expected = others.map { column -> (Int, Float) in
          let diagonal: Float = whole[column * order + column]
          return (column, whole[row * order + column] * (-1 / diagonal))
        }
        .sorted { (-abs($0.1), $0.0) < (-abs($1.1), $1.0) }
        .prefix(neighbours == 0 ? order : neighbours).sorted { $0.0 < $1.0 }
        let cells = weights.row(ItemIndex(row))
        #expect(cells.map(\.item.position) == expected.map(\.0))
        #expect(cells.map(\.value) == expected.map(\.1))
      }
    }
  }

  @Test("a diagonal without an inverse is an error")
  func diverged() {
    var matrix: [Float] = [1, 0, 0, 0]
    #expect(throws: FitError.diverged(iteration: 0)) {
      _ = try InverseWeights.strongest(
        ofUpper: &matrix, order: 2, neighbours: 1, context: FitContext())
    }
  }
}
