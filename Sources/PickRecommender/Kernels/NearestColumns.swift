/// Finds, for each column of a sparse matrix, the columns it has the largest inner products with.
///
/// Rows of XᵀX are computed by the algorithm of Gustavson (1978), right of the diagonal only, and
/// each product is offered to both of its columns. Each sum runs over users in ascending order, so
/// that the result does not depend on the number of threads.
enum NearestColumns {
  /// The largest products of each column.
  ///
  /// - Parameters:
  ///   - matrix: X, shape `[userCount, itemCount]`; weights of either sign.
  ///   - count: the number of products a column keeps; the lower column wins where products are
  ///     equal.
  ///   - context: threads, progress and cancellation.
  /// - Returns: for each column the kept products > 0, by ascending column; the product of a column
  ///   with itself takes one of the places and is not returned.
  /// - Throws: `FitError.cancelled`; `data` for more than 2³¹ − 1 cells.
  /// - Complexity: O(Σ row length²) time, O(cells + threads × itemCount × count) memory.
  static func search(
    _ matrix: InteractionMatrix, count: Int, context: FitContext
  ) throws(FitError) -> [[ItemMatrix.Cell]] {
    let order = matrix.itemCount
    let capacity = min(count, order)
    guard capacity > 0 else { return Array(repeating: [], count: order) }
    let suffixes = try RowSuffixes(matrix)
    // For small matrices further heaps cost more than they save.
    let threads = max(1, min(context.threads, order / 64))
    let workers = (0..<threads).map { _ in ProductSearch(order: order, capacity: capacity) }
    suffixes.withPointers { suffixes in
      Parallel.forEach(order, chunk: 16, threads: threads) { worker, columns in
        guard !context.isCancelled() else { return }
        for column in columns { workers[worker].visit(column, suffixes) }
        if worker == 0 { context.progress(Double(columns.lowerBound) / Double(order)) }
      }
    }
    try context.checkCancellation()
    return (0..<order).map { column in
      var keys = workers.flatMap { $0.best.kept(by: column) }
      if keys.count > capacity { keys = Array(keys.sorted(by: >).prefix(capacity)) }
      return keys.filter { LargestKeys.index($0) != column }
        .map { .init(item: ItemIndex(LargestKeys.index($0)), value: LargestKeys.score($0)) }
        .sorted { $0.item < $1.item }
    }
  }
}

/// The search of one thread: rows of XᵀX one after another, and the best products so far.
///
/// `@unchecked Sendable`: a worker's number belongs to one thread at a time.
private final class ProductSearch: @unchecked Sendable {
  private typealias Lane = SIMD8<Float>

  let best: LargestKeys
  private let order: Int
  /// `order` zeros before and after each visit.
  private let sums: UnsafeMutablePointer<Float>

  init(order: Int, capacity: Int) {
    self.order = order
    best = LargestKeys(columnCount: order, capacity: capacity)
    sums = .allocate(capacity: order)
    sums.initialize(repeating: 0, count: order)
  }

  deinit { sums.deallocate() }

  /// Adds up a column's products and offers them; columns must ascend.
  func visit(_ column: Int, _ suffixes: RowSuffixes.Pointers) {
    let additions = suffixes.addProducts(of: column, to: sums)
    offer(column, column)
    // With few additions it costs less to find their columns again than to visit every column.
    if additions < (order - column) / 16 {
      suffixes.forEachProduct(of: column) { offer($0, column) }
    } else {
      offerAll(after: column)
    }
  }

  /// A product equal to a threshold is refused, because columns ascend and the kept ones are lower.
  private func offerAll(after column: Int) {
    var other = column + 1
    while other + Lane.scalarCount <= order {
      let products = UnsafeRawPointer(sums + other).loadUnaligned(as: Lane.self)
      let thresholds = UnsafeRawPointer(best.thresholds + other).loadUnaligned(as: Lane.self)
      if any((products .> thresholds) .| (products .> best.thresholds[column])) {
        for index in other..<other + Lane.scalarCount { offer(index, column) }
      } else {
        UnsafeMutableRawPointer(sums + other).storeBytes(of: Lane.zero, as: Lane.self)
      }
      other += Lane.scalarCount
    }
    while other < order {
      offer(other, column)
      other += 1
    }
  }

  /// Offers a product to both of its columns and puts a zero in its place.
  private func offer(_ other: Int, _ column: Int) {
    let product = sums[other]
    sums[other] = 0
    if product >= best.thresholds[column] { best.offer(product, of: other, to: column) }
    if other != column, product >= best.thresholds[other] {
      best.offer(product, of: column, to: other)
    }
  }
}

/// The largest scores offered to each column; the lower index wins where scores are equal.
///
/// Each column has a binary heap with its least kept score at the root. A score and its index form
/// one integer, the bits of the score above the complemented index, so that one comparison orders
/// two entries: the bits of positive floating-point numbers are ordered like the numbers.
///
/// `@unchecked Sendable`: its owner uses it from one thread at a time.
final class LargestKeys: @unchecked Sendable {
  /// The number of scores a column keeps, > 0.
  let capacity: Int
  /// The score that a further one must exceed, by column; 0 while there is room.
  let thresholds: UnsafeMutablePointer<Float>
  private let keys: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int>

  /// Empty heaps.
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

  /// The key of a score > 0 and its index.
  static func key(_ score: Float, of index: Int) -> UInt64 {
    UInt64(score.bitPattern) << 32 | UInt64(~UInt32(truncatingIfNeeded: index))
  }

  /// The score of a key.
  static func score(_ key: UInt64) -> Float { Float(bitPattern: UInt32(key >> 32)) }

  /// The index of a key.
  static func index(_ key: UInt64) -> Int { Int(~UInt32(truncatingIfNeeded: key)) }

  /// The kept keys of a column, in any order.
  func kept(by column: Int) -> UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: keys + column * capacity, count: counts[column])
  }

  /// Offers a score to a column; one that is not positive is refused.
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

  /// Replaces the root by a key.
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
