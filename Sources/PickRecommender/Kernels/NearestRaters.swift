/// The mean of numbers weighted by similarity, over the most similar of those who have one.
enum NearestRaters {
  /// What the mean is made of.
  struct Sums: Equatable {
    /// How many took part: at most k, similarities > 0.
    var count = 0
    /// Σ s.
    var similarity = 0.0
    /// Σ s v.
    var weighted = 0.0
  }

  /// Adds up the numbers of a list, weighted by the similarity of who they are of.
  ///
  /// - Parameters:
  ///   - similarities: a square matrix, row-major; `row` of them counts.
  ///   - row: whom others are compared with.
  ///   - lists: who has numbers, and which.
  ///   - list: the list to look at.
  ///   - limit: how many of the most similar take part; of equal ones those that come first, as in
  ///     Surprise. Similarities <= 0 never do.
  /// - Returns: the sums.
  /// - Complexity: O(length of the list), expected.
  static func sums(
    _ similarities: [Float], row: Int, _ lists: RatingLists, list: Int, limit: Int
  ) -> Sums {
    let range = lists.range(of: list)
    let order = lists.columnCount
    precondition(row >= 0 && similarities.count >= (row + 1) * order)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, range.count)) { keys in
      // Others are below `order`, so every similarity read is of this row.
      let count = similarities.withUnsafeBufferPointer { similarities in
        lists.others.withUnsafeBufferPointer { others in
          var count = 0
          for place in range {
            let similarity = similarities[row * order + Int(others[place])]
            keys[count] = LargestKeys.key(similarity, of: place - range.lowerBound)
            count += similarity > 0 ? 1 : 0
          }
          return count
        }
      }
      var nearest = UnsafeMutableBufferPointer(rebasing: keys[..<count])
      if count > limit { nearest = moveLargest(limit, of: nearest) }
      var sums = Sums(count: nearest.count)
      for key in nearest {
        let similarity = Double(LargestKeys.score(key))
        sums.similarity += similarity
        sums.weighted += similarity * lists.numbers[range.lowerBound + LargestKeys.index(key)]
      }
      return sums
    }
  }

  /// Moves the largest keys to the front, in no order (Hoare, "Algorithm 65: Find", 1961).
  ///
  /// Keys are different from each other: each has its own place in it.
  private static func moveLargest(
    _ limit: Int, of keys: UnsafeMutableBufferPointer<UInt64>
  ) -> UnsafeMutableBufferPointer<UInt64> {
    var (low, high) = (0, keys.count - 1)
    while low < high {
      let pivot = median(keys[low], keys[(low + high) / 2], keys[high])
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] > pivot { left += 1 }
        while keys[right] < pivot { right -= 1 }
        guard left <= right else { break }
        keys.swapAt(left, right)
        left += 1
        right -= 1
      }
      if limit <= right { high = right } else if limit > left { low = left } else { break }
    }
    return UnsafeMutableBufferPointer(rebasing: keys[..<limit])
  }

  private static func median(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    max(min(first, second), min(max(first, second), third))
  }
}
