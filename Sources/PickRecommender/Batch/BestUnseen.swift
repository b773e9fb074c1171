/// Keeps one user's best candidates while scores go by, items ascending.
struct BestUnseen {
  private var best: TopK
  private let candidates: CandidateFilter
  /// The user's cells that are still to come.
  private var seen: Range<Int>
  /// What a score has to beat.
  private var threshold: Float = -.infinity

  /// Keeps at most `count` items that are candidates and not among the cells of `seen`.
  init(_ count: Int, seen: Range<Int>, candidates: CandidateFilter) {
    best = TopK(count)
    self.seen = seen
    self.candidates = candidates
    if count <= 0 { threshold = .infinity }
  }

  /// What was kept, best first.
  var sorted: [ScoredItem] { best.sorted() }

  /// Looks at scores of items that follow each other.
  ///
  /// - Parameters:
  ///   - scores: where the scores are.
  ///   - range: which of them are this user's.
  ///   - firstItem: the item of the first score, above every item shown before.
  ///   - itemCount: items from here on are none.
  ///   - columns: the items of the cells.
  mutating func scan(
    _ scores: [Float], _ range: Range<Int>, firstItem: Int, itemCount: Int, columns: [Int32]
  ) {
    let end = min(range.upperBound, range.lowerBound + itemCount - firstItem)
    var position = range.lowerBound
    while position < end,
      let found = ThresholdScan.next(in: scores, position..<end, above: threshold)
    {
      position = found + 1
      let item = firstItem + found - range.lowerBound
      let score = Double(scores[found])
      guard isCandidate(item, columns), best.admits(score) else { continue }
      best.insert(ItemIndex(item), score: score)
      threshold = Float(best.threshold)
    }
  }

  private mutating func isCandidate(_ item: Int, _ columns: [Int32]) -> Bool {
    while let cell = seen.first, columns[cell] < item { seen.removeFirst() }
    if let cell = seen.first, columns[cell] == item, !candidates.includesSeen { return false }
    return candidates.contains(ItemIndex(item))
  }
}
