/// Stated ratings, grouped by user, in the order they were given.
///
/// Unlike a `Dataset`, which is sorted, this keeps the order of arrival: the models of Surprise's
/// family learn rating by rating, and what they learn depends on it.
public struct RatingSet: Equatable, Sendable {
  /// Number of columns.
  public let itemCount: Int
  /// Where each user's ratings begin: `userCount + 1` entries, non-decreasing, the first 0.
  public let rowOffsets: [Int]
  /// The item of each rating, in the order of arrival within a user; no item twice.
  public let items: [Int32]
  /// The ratings, finite, parallel to `items`.
  public let ratings: [Double]
  /// What a rating may be: estimates are clipped to it.
  public let scale: ClosedRange<Double>

  /// Number of rows.
  public var userCount: Int { rowOffsets.count - 1 }
  /// Number of ratings.
  public var count: Int { items.count }
  /// The mean of all ratings; 0 without any.
  public let mean: Double

  /// Checks and keeps ratings that are already grouped.
  ///
  /// - Parameters:
  ///   - itemCount: number of columns, at most 2³¹ − 1.
  ///   - rowOffsets: where each user's ratings begin.
  ///   - items: the item of each rating.
  ///   - ratings: the ratings; those outside the scale are kept as they are.
  ///   - scale: what a rating may be; by default from the lowest to the highest one.
  /// - Throws: the first rule that is broken, with the row it is broken in.
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

  /// Takes a data set's weights as ratings, rows and columns staying what they are.
  public init(_ dataset: Dataset, scale: ClosedRange<Double>? = nil) throws(DatasetError) {
    let matrix = dataset.interactions
    try self.init(
      itemCount: matrix.itemCount, rowOffsets: matrix.rowOffsets, items: matrix.columns,
      ratings: matrix.weights.map(Double.init), scale: scale)
  }

  /// The ratings of a user.
  public func cells(of user: UserIndex) -> Range<Int> {
    rowOffsets[user.position]..<rowOffsets[user.position + 1]
  }

  /// How many ratings each item has.
  ///
  /// - Complexity: O(count), each time.
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
