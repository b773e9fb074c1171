/// Stated ratings grouped by user, in the order of arrival.
///
/// Unlike a `Dataset` it keeps the order of arrival, because the models after Surprise learn rating
/// by rating and depend on it.
public struct RatingSet: Equatable, Sendable {
  /// Number of columns.
  public let itemCount: Int
  /// The offset of each user's first rating: `userCount + 1` entries, non-decreasing, the first 0.
  public let rowOffsets: [Int]
  /// The item of each rating, in the order of arrival within a user, each item once.
  public let items: [Int32]
  /// The ratings, finite, parallel to `items`.
  public let ratings: [Double]
  /// The range of ratings, to which predictions are clipped.
  public let scale: ClosedRange<Double>

  /// Number of rows.
  public var userCount: Int { rowOffsets.count - 1 }
  /// Number of ratings.
  public var count: Int { items.count }
  /// The mean of all ratings; 0 without ratings.
  public let mean: Double

  /// A set of grouped ratings, which is checked.
  ///
  /// - Parameters:
  ///   - itemCount: number of columns, at most 2³¹ − 1.
  ///   - rowOffsets: the offset of each user's first rating.
  ///   - items: the item of each rating.
  ///   - ratings: the ratings, which may lie outside the scale.
  ///   - scale: the range of ratings; by default from the lowest to the highest one.
  /// - Throws: `DatasetError` for the first broken rule, with its row.
  public init(
    itemCount: Int, rowOffsets: [Int], items: [Int32], ratings: [Double],
    scale: ClosedRange<Double>? = nil
  ) throws(DatasetError) {
    guard itemCount >= 0, itemCount <= Int(Int32.max) else { throw .unsupportedSize(itemCount) }
    guard rowOffsets.first == 0, rowOffsets.last == items.count, items.count == ratings.count
    else { throw .inconsistentLengths }
    var seenBy = [Int](repeating: -1, count: itemCount)
    for row in 0..<rowOffsets.count - 1 {
      guard rowOffsets[row] <= rowOffsets[row + 1], rowOffsets[row + 1] <= items.count else {
        throw .inconsistentLengths
      }
      for cell in rowOffsets[row]..<rowOffsets[row + 1] {
        guard items[cell] >= 0, items[cell] < itemCount else { throw .columnOutOfRange(row: row) }
        guard ratings[cell].isFinite else { throw .invalidWeight(row: row) }
        guard seenBy[Int(items[cell])] != row else { throw .repeatedItem(row: row) }
        seenBy[Int(items[cell])] = row
      }
    }
    self.itemCount = itemCount
    self.rowOffsets = rowOffsets
    self.items = items
    self.ratings = ratings
    let low = ratings.min() ?? 0
    self.scale = scale ?? low...(ratings.max() ?? low)
    mean = ratings.isEmpty ? 0 : ratings.reduce(0, +) / Double(ratings.count)
  }

  /// The weights of a data set as ratings, with the same rows and columns.
  public init(_ dataset: Dataset, scale: ClosedRange<Double>? = nil) throws(DatasetError) {
    let matrix = dataset.interactions
    try self.init(
      itemCount: matrix.itemCount, rowOffsets: matrix.rowOffsets, items: matrix.columns,
      ratings: matrix.weights.map(Double.init), scale: scale)
  }

  /// The positions of a user's ratings.
  public func cells(of user: UserIndex) -> Range<Int> {
    rowOffsets[user.position]..<rowOffsets[user.position + 1]
  }

  /// The number of ratings of each item.
  ///
  /// - Complexity: O(count) for each access.
  public var itemRatingCounts: [Int] {
    var counts = [Int](repeating: 0, count: itemCount)
    for item in items { counts[Int(item)] += 1 }
    return counts
  }

  /// Whether each item has ratings.
  var hasRatingsByItem: [Bool] { itemRatingCounts.map { $0 > 0 } }

  /// Whether each user has ratings.
  var hasRatingsByUser: [Bool] { (0..<userCount).map { !cells(of: UserIndex($0)).isEmpty } }
}

extension RatingSet {
  /// Ratings grouped by item, as positions in the set.
  struct ByItem: Sendable {
    /// The offset of each item's first rating: `itemCount + 1` entries.
    var offsets: [Int]
    /// The user of each rating, ascending within an item.
    var users: [Int32]
    /// The position of each rating in the set.
    var cells: [Int]
  }

  /// The ratings grouped by item, by ascending user within an item.
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

  /// The mean of each user's ratings; 0 without ratings.
  var userMeans: [Double] { userMeans(of: ratings) }

  /// The mean of each user's `values`, which replace the ratings.
  func userMeans(of values: [Double]) -> [Double] {
    (0..<userCount).map { user in
      let own = values[cells(of: UserIndex(user))]
      return own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count)
    }
  }

  /// The mean of each item's `values`, which replace the ratings; 0 without ratings.
  func itemMeans(of values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: itemCount)
    for (item, value) in zip(items, values) { sums[Int(item)] += value }
    return zip(sums, itemRatingCounts).map { $1 > 0 ? $0 / Double($1) : 0 }
  }

  /// The ratings at the kept positions, with the same users and items.
  ///
  /// - Throws: nothing in practice, because a part of valid ratings is valid.
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

/// Ratings in compressed lists, of each user or of each item.
///
/// A row is the subject of a list, a column an element of it; either may be users.
struct RatingLists: Sendable {
  /// The offset of each list: `rowCount + 1` entries.
  let offsets: [Int]
  /// The column of each number.
  let others: [Int32]
  /// The numbers, parallel to `others`.
  let numbers: [Double]

  /// Number of columns.
  let columnCount: Int
  /// Number of lists.
  var rowCount: Int { offsets.count - 1 }

  /// The positions of a list.
  func range(of row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

  /// A list for each user, in the order of arrival.
  init(byUser ratings: RatingSet) {
    self.init(
      offsets: ratings.rowOffsets, others: ratings.items, numbers: ratings.ratings,
      columnCount: ratings.itemCount)
  }

  private init(offsets: [Int], others: [Int32], numbers: [Double], columnCount: Int) {
    self.columnCount = columnCount
    self.offsets = offsets
    self.others = others
    self.numbers = numbers
  }

  /// The transpose, with ascending rows within each list.
  func transposed() -> RatingLists {
    var offsets = [Int](repeating: 0, count: columnCount + 1)
    for other in others { offsets[Int(other) + 1] += 1 }
    for column in 0..<columnCount { offsets[column + 1] += offsets[column] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: others.count)
    var moved = [Double](repeating: 0, count: others.count)
    for row in 0..<rowCount {
      for place in range(of: row) {
        let column = Int(others[place])
        rows[next[column]] = Int32(row)
        moved[next[column]] = numbers[place]
        next[column] += 1
      }
    }
    return RatingLists(offsets: offsets, others: rows, numbers: moved, columnCount: rowCount)
  }

  /// The lists with each number replaced by the result of `body` for it, its row and its column.
  func map(_ body: (_ number: Double, _ row: Int, _ other: Int) -> Double) -> RatingLists {
    var mapped = numbers
    for row in 0..<rowCount {
      for place in range(of: row) { mapped[place] = body(numbers[place], row, Int(others[place])) }
    }
    return RatingLists(
      offsets: offsets, others: others, numbers: mapped, columnCount: columnCount)
  }

  /// The mean of each list; 0 for an empty one.
  var means: [Double] {
    (0..<rowCount).map { row in
      let range = range(of: row)
      return numbers[range].reduce(0, +) / Double(max(1, range.count))
    }
  }
}
