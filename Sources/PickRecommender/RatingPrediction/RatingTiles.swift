/// Ratings cut into a square of tiles, so that several threads can learn from them at once.
///
/// Users and items are each cut into `side` ranges of about as many ratings. The tiles of one
/// stratum, one for each range of users and each range of items, have no user and no item in common:
/// gradient descent on one leaves the factors of the others alone, so it does not matter who learns
/// from which, or when. The number of tiles does not depend on the number of threads, so neither
/// does what is learned.
///
/// - Note: Gemulla, Haas, Nijkamp, Sismanis, "Large-Scale Matrix Factorization with Distributed
///   Stochastic Gradient Descent", KDD 2011, section 4.
struct RatingTiles {
  /// How many ranges users and items are cut into each: as many threads find work.
  static let side = 4

  /// The ratings of a range of users of a range of items, in compressed rows.
  struct Tile {
    let users: Range<Int>
    let items: Range<Int>
    /// Where the ratings of each user of `users` begin: `users.count + 1` entries.
    fileprivate(set) var rowOffsets: [Int] = [0]
    /// The item of each rating, counted from the first of `items`; the order is that of the set.
    fileprivate(set) var columns: [Int32] = []
    /// Parallel to `columns`.
    fileprivate(set) var ratings: [Float] = []
  }

  /// Each stratum's tiles; together they hold every rating once.
  let strata: [[Tile]]

  /// Cuts a set of ratings.
  ///
  /// - Complexity: O(`side` × ratings).
  init(_ ratings: RatingSet) {
    let userCounts = (0..<ratings.userCount).map { ratings.cells(of: UserIndex($0)).count }
    let users = Self.ranges(of: userCounts)
    let items = Self.ranges(of: ratings.itemRatingCounts)
    strata = (0..<Self.side).map { stratum in
      (0..<Self.side).map { place in
        Self.tile(ratings, users[place], items[(place + stratum) % Self.side])
      }
    }
  }

  /// Ranges of about the same sum, in order.
  private static func ranges(of counts: [Int]) -> [Range<Int>] {
    let total = counts.reduce(0, +)
    var bounds = [0]
    var sum = 0
    for (place, count) in counts.enumerated() {
      sum += count
      while bounds.count < side, sum * side >= total * bounds.count { bounds.append(place + 1) }
    }
    bounds += Array(repeating: counts.count, count: side + 1 - bounds.count)
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  private static func tile(
    _ ratings: RatingSet, _ users: Range<Int>, _ items: Range<Int>
  ) -> Tile {
    var tile = Tile(users: users, items: items)
    for user in users {
      for cell in ratings.cells(of: UserIndex(user))
      where items.contains(Int(ratings.items[cell])) {
        tile.columns.append(ratings.items[cell] - Int32(items.lowerBound))
        tile.ratings.append(Float(ratings.ratings[cell]))
      }
      tile.rowOffsets.append(tile.columns.count)
    }
    return tile
  }
}
