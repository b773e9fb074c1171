/// Finds the best of many scores; the lower index goes first where scores are equal.
///
/// Items are assigned to groups in turn. At least k items reach the k-th largest maximum of the
/// groups, and few more do, so that one pass for the maxima and one comparison with that score
/// replace a heap. Groups are not consecutive, because the best items are neighbours in a catalogue
/// ordered by age or popularity. The result is that of `TopK`.
enum BestScores {
  private typealias Lane = SIMD8<Float>

  /// The best items, at most `count`, best first; scores that are not finite are left out.
  ///
  /// - Complexity: O(n + count log count) unless many scores are equal or close.
  static func top(_ count: Int, of scores: [Float]) -> [ScoredItem] {
    guard count > 0, !scores.isEmpty else { return [] }
    // Three groups for each item asked for, or none where groups would have fewer than two items.
    let lanes = (3 * min(count, scores.count) + Lane.scalarCount - 1) / Lane.scalarCount
    return scores.withUnsafeBufferPointer { scores in
      var floor = -Float.infinity
      if 2 * lanes * Lane.scalarCount <= scores.count {
        var maxima = maxima(of: scores, lanes: lanes)
        guard !maxima.contains(.infinity) else { return byHeap(count, of: scores) }
        floor = maxima.withUnsafeMutableBufferPointer { Selection.moveLargest(count, of: $0) }
      }
      return best(count, of: scores, from: floor)
    }
  }

  /// The largest score of each group, −∞ where there is no number: item i is in group i modulo the
  /// number of groups, 8 × `lanes`.
  private static func maxima(of scores: UnsafeBufferPointer<Float>, lanes: Int) -> [Float] {
    let bytes = UnsafeRawBufferPointer(scores)
    var largest = [Lane](repeating: Lane(repeating: -.infinity), count: lanes)
    largest.withUnsafeMutableBufferPointer { largest in
      var index = 0
      var lane = 0
      while index + Lane.scalarCount <= scores.count {
        // In bounds by the condition above; comparisons with NaN are false, so NaN is left out.
        let next = bytes.loadUnaligned(fromByteOffset: index * 4, as: Lane.self)
        largest[lane].replace(with: next, where: next .> largest[lane])
        index += Lane.scalarCount
        lane = lane + 1 == lanes ? 0 : lane + 1
      }
      for rest in index..<scores.count where scores[rest] > largest[lane][rest - index] {
        largest[lane][rest - index] = scores[rest]
      }
    }
    return largest.flatMap { lane in (0..<Lane.scalarCount).map { lane[$0] } }
  }

  /// Sorts the items with at least the score `floor`; of those with exactly this score the first
  /// `count` suffice.
  private static func best(
    _ count: Int, of scores: UnsafeBufferPointer<Float>, from floor: Float
  ) -> [ScoredItem] {
    var keys: [UInt64] = []
    keys.reserveCapacity(4 * min(count, scores.count))
    var onFloor = 0
    func show(_ index: Int) {
      guard scores[index] >= floor, scores[index].isFinite else { return }
      if scores[index] == floor {
        onFloor += 1
        guard onFloor <= count else { return }
      }
      keys.append(key(scores[index], index))
    }
    let bytes = UnsafeRawBufferPointer(scores)
    var index = 0
    while index + Lane.scalarCount <= scores.count {
      // In bounds by the condition above; lanes are loaded unaligned.
      if any(bytes.loadUnaligned(fromByteOffset: index * 4, as: Lane.self) .>= floor) {
        for place in index..<index + Lane.scalarCount { show(place) }
      }
      index += Lane.scalarCount
    }
    while index < scores.count {
      show(index)
      index += 1
    }
    keys.sort(by: >)
    return keys.prefix(count).map { key in
      let index = Int(UInt32.max - UInt32(truncatingIfNeeded: key))
      return ScoredItem(item: ItemIndex(index), score: Double(scores[index]))
    }
  }

  /// A key that is larger for a larger score, then for a lower index; adding 0 makes −0 equal to 0.
  private static func key(_ score: Float, _ index: Int) -> UInt64 {
    let bits = (score + 0).bitPattern
    let ordered = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
    return UInt64(ordered) << 32 | UInt64(UInt32.max - UInt32(truncatingIfNeeded: index))
  }

  private static func byHeap(
    _ count: Int, of scores: UnsafeBufferPointer<Float>
  ) -> [ScoredItem] {
    var best = TopK(count)
    for (index, score) in scores.enumerated() where best.admits(Double(score)) {
      best.insert(ItemIndex(index), score: Double(score))
    }
    return best.sorted()
  }
}

extension CandidateFilter {
  /// Sets the scores of items that are no candidates to −∞.
  func mask(_ scores: inout [Float], history: UserHistory) {
    if !includesSeen {
      for entry in history.entries where entry.item.position < scores.count {
        scores[entry.item.position] = -.infinity
      }
    }
    guard let allowed else { return }
    scores.withUnsafeMutableBufferPointer { scores in
      allowed.withUnsafeBufferPointer { allowed in
        let known = min(scores.count, allowed.count)
        for item in 0..<known { scores[item] = allowed[item] ? scores[item] : -.infinity }
        for item in known..<scores.count { scores[item] = -.infinity }
      }
    }
  }
}

/// Finds the largest of many numbers without sorting them.
///
/// - Note: Hoare, "Algorithm 65: Find", 1961, with the median of three as the pivot.
enum Selection {
  /// Moves the largest `count` numbers to the front, in any order.
  ///
  /// - Parameters:
  ///   - count: the number of numbers to move, in `1...numbers.count`.
  ///   - numbers: numbers without NaN; equal ones may be on either side.
  /// - Returns: the least of the moved numbers, which is at `count - 1`.
  /// - Complexity: O(n) on average, O(n²) for adversarial orders.
  @discardableResult
  static func moveLargest<Number: Comparable>(
    _ count: Int, of numbers: UnsafeMutableBufferPointer<Number>
  ) -> Number {
    precondition(count > 0 && count <= numbers.count)
    let place = count - 1
    // `low <= place <= high` throughout; the pivot stops either scan, so both stay in bounds.
    var (low, high) = (0, numbers.count - 1)
    while low < high {
      let pivot = median(numbers[low], numbers[(low + high) / 2], numbers[high])
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] > pivot { left += 1 }
        while numbers[right] < pivot { right -= 1 }
        guard left <= right else { break }
        numbers.swapAt(left, right)
        left += 1
        right -= 1
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return numbers[place]
  }

  private static func median<Number: Comparable>(
    _ first: Number, _ second: Number, _ third: Number
  ) -> Number {
    max(min(first, second), min(max(first, second), third))
  }
}
