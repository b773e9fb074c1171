/// For each of many columns the largest scores it was offered; equal scores go to the lower index.
///
/// A binary heap for each column, its root the least one kept. A score and who it is of make one
/// number, the score above the complemented index, so that one comparison says which of two is
/// better: the bits of positive floating-point numbers are ordered as the numbers are.
///
/// `@unchecked Sendable`: one thread at a time uses it, as its owner sees to.
final class LargestKeys: @unchecked Sendable {
  /// How many a column keeps, > 0.
  let capacity: Int
  /// What a score must exceed to be kept, by column; 0 while there is room.
  let thresholds: UnsafeMutablePointer<Float>
  private let keys: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int>

  /// Nothing kept yet.
  init(columnCount: Int, capacity: Int) {
    precondition(columnCount > 0 && capacity > 0)
    self.capacity = capacity
    thresholds = .allocate(capacity: columnCount)
    thresholds.initialize(repeating: 0, count: columnCount)
    counts = .allocate(capacity: columnCount)
    counts.initialize(repeating: 0, count: columnCount)
    keys = .allocate(capacity: columnCount * capacity)
    keys.initialize(repeating: 0, count: columnCount * capacity)
  }

  deinit {
    thresholds.deallocate()
    counts.deallocate()
    keys.deallocate()
  }

  /// A score, > 0, and who it is of, as one number.
  static func key(_ score: Float, of index: Int) -> UInt64 {
    UInt64(score.bitPattern) << 32 | UInt64(~UInt32(truncatingIfNeeded: index))
  }

  /// The score of a key.
  static func score(_ key: UInt64) -> Float { Float(bitPattern: UInt32(key >> 32)) }

  /// Who a key's score is of.
  static func index(_ key: UInt64) -> Int { Int(~UInt32(truncatingIfNeeded: key)) }

  /// What a column kept, in no order.
  func kept(by column: Int) -> UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: keys + column * capacity, count: counts[column])
  }

  /// Shows a column a score; one that is not positive is not kept.
  func offer(_ score: Float, of index: Int, to column: Int) {
    guard score > 0 else { return }
    let heap = keys + column * capacity
    let key = Self.key(score, of: index)
    let count = counts[column]
    if count < capacity {
      siftUp(key, from: count, in: heap)
      counts[column] = count + 1
    } else {
      guard key > heap[0] else { return }
      siftDown(key, in: heap)
    }
    if counts[column] == capacity { thresholds[column] = Self.score(heap[0]) }
  }

  private func siftUp(_ key: UInt64, from start: Int, in heap: UnsafeMutablePointer<UInt64>) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent] > key else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = key
  }

  /// Puts a key in the place of the root.
  private func siftDown(_ key: UInt64, in heap: UnsafeMutablePointer<UInt64>) {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < capacity else { break }
      if child + 1 < capacity, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < key else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = key
  }
}
