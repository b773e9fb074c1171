public import PickRecommender

/// Ratings from a file: a table with users, items, ratings and times, written in one of the ways
/// people write them; further columns are passed over.
///
///     let file = try RatingsFile("ratings.csv")
///     let set = try file.ratingSet()        // users and items as they first appear
///     let data = try file.dataset()         // sorted, ratings turned into weights
///
/// What the file was taken for is in `form`. Up to one bad row in a hundred is left out and listed;
/// more are an error that names the first. Without a column of ratings every row is a yes. When a
/// user rates an item again, the rating with the latest time stands, of equal ones the last in the
/// file; it keeps the place of the first one. Counts of one pair add up.
public struct RatingsFile: Sendable {
  /// The file as it was named.
  public let path: String
  /// Who rated.
  public let users: RatingNames
  /// What was rated.
  public let items: RatingNames
  /// From the lowest to the highest rating; 0...0 without any.
  public let scale: ClosedRange<Double>
  /// What the ratings are.
  public let values: RatingValues
  /// Rows that were left out.
  public let rejected: RejectedRows
  /// What the file was taken for.
  public let form: TableForm
  /// Whether the file says when.
  public let hasTimes: Bool
  /// Where each user's ratings begin, users in the order they first appear.
  let rowOffsets: [Int]
  /// The place of each item in `items.arrival`, in the order of arrival within a user.
  let columns: [Int32]
  /// The ratings as given, parallel to `columns`.
  let ratings: [Double]
  /// Seconds since 1970, parallel to `columns`; 0 where the file does not say.
  let times: [Int64]

  /// How many ratings there are.
  public var count: Int { ratings.count }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - needsTimes: whether a file without timestamps is refused.
  ///   - forgivesTimes: whether a time that cannot be read is none, and its row good all the same.
  ///   - options: what the caller says of it.
  ///   - progress: called about a hundred times.
  /// - Throws: `ImportError`: `badRow`, `wrongHeader`, and what files that cannot be read are.
  public init(
    _ path: String, needsTimes: Bool = false, forgivesTimes: Bool = false,
    options: TableOptions = TableOptions(), progress: (ImportProgress) -> Void = { _ in }
  ) throws(ImportError) {
    let rows = try RatingRows(
      path, needsTimes: needsTimes, forgivesTimes: forgivesTimes, options: options,
      progress: progress)
    self.path = path
    users = RatingNames(rows.users, encoding: rows.encoding)
    items = RatingNames(rows.items, encoding: rows.encoding)
    hasTimes = rows.hasTimes
    values = rows.values
    rejected = rows.rejected
    form = rows.form
    let grouped = GroupedRatings(rows)
    rowOffsets = grouped.rowOffsets
    columns = grouped.columns
    ratings = grouped.ratings
    times = grouped.times
    let low = ratings.min() ?? 0
    scale = low...(ratings.max() ?? low)
  }

  /// The ratings as Surprise's family learns from them: users and items numbered as they first
  /// appear, each user's ratings in the order of arrival, the scale from the lowest to the highest.
  public func ratingSet() throws(DatasetError) -> RatingSet {
    try RatingSet(
      itemCount: items.count, rowOffsets: rowOffsets, items: columns, ratings: ratings)
  }
}
