/// Keeps the `limit` best of the items inserted; the lower index wins where scores are equal.
///
/// A binary heap with the worst kept item at its root, so that one comparison rejects most items.
public struct TopK: Sendable {
  private let limit: Int
  private var heap: [ScoredItem] = []

  /// An empty collection that keeps at most `limit` items, none where `limit` <= 0.
  public init(_ limit: Int) { self.limit = max(0, limit) }

  /// Whether an item with this score would be kept, so that callers can skip costly checks of it.
  ///
  /// It agrees with `insert` only where items are inserted by ascending index.
  public func admits(_ score: Double) -> Bool {
    guard score.isFinite, limit > 0 else { return false }
    return heap.count < limit || score > heap[0].score
  }

  /// The score a further item must exceed to be kept: −∞ while there is room.
  var threshold: Double {
    guard limit > 0 else { return .infinity }
    return heap.count < limit ? -.infinity : heap[0].score
  }

  /// Inserts an item, which is kept if it is among the best; one with a score that is not finite is
  /// not.
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

  /// The kept items, best first.
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
