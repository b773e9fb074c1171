/// Keeps the best of what it is shown; equal scores go to the lower index.
///
/// A binary heap whose root is the worst one kept, so that most candidates are refused by one
/// comparison.
public struct TopK: Sendable {
  private let limit: Int
  private var heap: [ScoredItem] = []

  /// Keeps at most `limit` items; none when it is not positive.
  public init(_ limit: Int) { self.limit = max(0, limit) }

  /// Whether a score could still be kept: lets callers skip an expensive look at a candidate.
  ///
  /// Items must be shown by ascending index for this to agree with `insert`.
  public func admits(_ score: Double) -> Bool {
    guard score.isFinite, limit > 0 else { return false }
    return heap.count < limit || score > heap[0].score
  }

  /// The score to beat: −∞ until as many are kept as may be.
  var threshold: Double {
    guard limit > 0 else { return .infinity }
    return heap.count < limit ? -.infinity : heap[0].score
  }

  /// Shows a candidate; a score that is not finite is never kept.
  public mutating func insert(_ item: ItemIndex, score: Double) {
    guard score.isFinite, limit > 0 else { return }
    let candidate = ScoredItem(item: item, score: score)
    if heap.count < limit {
      heap.append(candidate)
      siftUp(from: heap.count - 1)
    } else if Self.precedes(candidate, heap[0]) {
      heap[0] = candidate
      siftDown(from: 0)
    }
  }

  /// What was kept, best first.
  public func sorted() -> [ScoredItem] { heap.sorted(by: Self.precedes) }

  /// Whether `left` is better than `right`.
  private static func precedes(_ left: ScoredItem, _ right: ScoredItem) -> Bool {
    left.score != right.score ? left.score > right.score : left.item < right.item
  }

  private mutating func siftUp(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.precedes(heap[parent], heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown(from start: Int) {
    var parent = start
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if Self.precedes(heap[worst], heap[child]) { worst = child }
      }
      guard worst != parent else { return }
      heap.swapAt(worst, parent)
      parent = worst
    }
  }
}
