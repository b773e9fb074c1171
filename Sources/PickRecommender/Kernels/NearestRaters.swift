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
      if count > limit {
        Selection.moveLargest(limit, of: nearest)
        nearest = UnsafeMutableBufferPointer(rebasing: nearest[..<limit])
      }
      var sums = Sums(count: nearest.count)
      for key in nearest {
        let similarity = Double(LargestKeys.score(key))
        sums.similarity += similarity
        sums.weighted += similarity * lists.numbers[range.lowerBound + LargestKeys.index(key)]
      }
      return sums
    }
  }
}
