extension RatingSet {
  /// Ratings grouped by item, as places in the set.
  struct ByItem: Sendable {
    /// Where each item's ratings begin: `itemCount + 1` entries.
    var offsets: [Int]
    /// Who rated, ascending within an item.
    var users: [Int32]
    /// Which rating it is.
    var cells: [Int]
  }

  /// The same ratings by item; within one by ascending user.
  ///
  /// - Complexity: O(count + itemCount).
  func groupedByItem() -> ByItem {
    var offsets = [0]
    for count in itemRatingCounts { offsets.append(offsets[offsets.count - 1] + count) }
    var next = offsets
    var users = [Int32](repeating: 0, count: count)
    var places = [Int](repeating: 0, count: count)
    for user in 0..<userCount {
      for cell in cells(of: UserIndex(user)) {
        let item = Int(items[cell])
        users[next[item]] = Int32(user)
        places[next[item]] = cell
        next[item] += 1
      }
    }
    return ByItem(offsets: offsets, users: users, cells: places)
  }

  /// The mean of each user's ratings; 0 without any.
  var userMeans: [Double] { userMeans(of: ratings) }

  /// The mean of each user's `values`, which stand in for the ratings.
  func userMeans(of values: [Double]) -> [Double] {
    (0..<userCount).map { user in
      let own = values[cells(of: UserIndex(user))]
      return own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count)
    }
  }

  /// The mean of each item's `values`, which stand in for the ratings; 0 without any.
  func itemMeans(of values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: itemCount)
    for (item, value) in zip(items, values) { sums[Int(item)] += value }
    return zip(sums, itemRatingCounts).map { $1 > 0 ? $0 / Double($1) : 0 }
  }

  /// The ratings whose place passes; users and items stay what they are.
  ///
  /// - Throws: nothing in practice: what is left of valid ratings is valid.
  func keeping(_ isKept: (Int) -> Bool) throws(DatasetError) -> RatingSet {
    var (offsets, keptItems, keptRatings) = ([0], [Int32](), [Double]())
    for user in 0..<userCount {
      for cell in cells(of: UserIndex(user)) where isKept(cell) {
        keptItems.append(items[cell])
        keptRatings.append(ratings[cell])
      }
      offsets.append(keptItems.count)
    }
    return try RatingSet(
      itemCount: itemCount, rowOffsets: offsets, items: keptItems, ratings: keptRatings,
      scale: scale)
  }
}
