import Glibc
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
  /// The users.
  public let users: RatingNames
  /// The items.
  public let items: RatingNames
  /// From the lowest to the highest rating; 0...0 without any.
  public let scale: ClosedRange<Double>
  /// The kind of ratings.
  public let values: RatingValues
  /// Rows that were left out.
  public let rejected: RejectedRows
  /// The recognised form of the file.
  public let form: TableForm
  /// Whether the file says when.
  public let hasTimes: Bool
  /// The start of each user's ratings; users in the order they first appear.
  let rowOffsets: [Int]
  /// The place of each item in `items.arrival`, in the order of arrival within a user.
  let columns: [Int32]
  /// The ratings as given, parallel to `columns`.
  let ratings: [Double]
  /// Seconds since 1970, parallel to `columns`; 0 where the file does not say.
  let times: [Int64]

  /// The number of ratings.
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

extension RatingsFile {
  /// The ratings one by one for rankings: users and items by `RatingNames.ordered`, as in
  /// `dataset`.
  ///
  /// - Parameter weight: turns a rating into a weight.
  /// - Returns: what splits are cut from; thresholds look at the ratings as given.
  public func rankingLog(_ weight: (Double) -> Float) -> InteractionLog {
    InteractionLog(
      rows: rows { user, cell in
        InteractionLog.Row(
          user: Int64(users.index[user]), item: Int64(items.index[Int(columns[cell])]),
          rating: ratings[cell], weight: weight(ratings[cell]), atSeconds: times[cell])
      })
  }

  /// The ratings one by one for rating prediction: users and items as they first appear, as in
  /// `ratingSet`.
  public func ratingLog() -> InteractionLog {
    InteractionLog(
      rows: rows { user, cell in
        InteractionLog.Row(
          user: Int64(user), item: Int64(columns[cell]), rating: ratings[cell],
          atSeconds: times[cell])
      })
  }

  private func rows(_ make: (Int, Int) -> InteractionLog.Row) -> [InteractionLog.Row] {
    var rows: [InteractionLog.Row] = []
    rows.reserveCapacity(count)
    for user in 0..<users.count {
      for cell in rowOffsets[user]..<rowOffsets[user + 1] { rows.append(make(user, cell)) }
    }
    return rows
  }
}

extension RatingsFile {
  /// Ratings whose date is a slip, by their place in the file's arrays.
  public var farRows: FarRows { FarRows(times: times) }

  /// The ratings as rankings are learned from them: rows and columns in the order of
  /// `RatingNames.ordered`, identifiers being the indices themselves.
  ///
  /// - Parameters:
  ///   - isKept: whether a rating, by its place in the file's arrays, is learned from.
  ///   - weight: turns a rating into a weight; what is not finite and positive is left out.
  /// - Returns: weights by user and item, at the times of the ratings.
  /// - Throws: `DatasetError`, which a file that was read does not cause.
  public func dataset(
    where isKept: (Int) -> Bool = { _ in true }, _ weight: (Double) -> Float
  ) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var ordered: [Int64] = []
    ordered.reserveCapacity(count)
    for place in users.ordered {
      let row = rowOffsets[Int(place)]..<rowOffsets[Int(place) + 1]
      let cells = row.sorted { items.index[Int(columns[$0])] < items.index[Int(columns[$1])] }
      for cell in cells {
        let value = weight(ratings[cell])
        guard value.isFinite, value > 0, isKept(cell) else { continue }
        builder.add(item: ItemIndex(items.index[Int(columns[cell])]), weight: value)
        ordered.append(times[cell])
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: ordered, items: Vocabulary(0..<Int64(items.count)),
      users: Vocabulary(0..<Int64(users.count)))
  }

  /// The ratings weighed by `RatingWeight` over the file's own scale.
  public func dataset(
    emphasis: Float = ImplicitRating().statedEmphasis
  ) throws(DatasetError) -> Dataset {
    let rule = RatingWeight(scale, emphasis: emphasis, values: values)
    return try dataset(rule.weight)
  }
}

/// Turns stated ratings into the weights that rankings are learned from.
///
/// A rating's preference p is rating ÷ highest rating; in a file with ratings of 0 or less it is
/// (rating − lowest) ÷ (highest − lowest). The weight is p to the power of `emphasis`, but never
/// less than `leastWeight`: a low rating says little, yet the item was seen. The power is that of
/// `ImplicitRating.statedEmphasis`; 1 weighs ratings as they are and 0 takes every rating for a
/// yes.
///
/// Counts are another thing: one play says that it was wanted. Their weight is
/// log(1 + count) ÷ log(1 + highest count), so that the hundredth play says less than the second;
/// `emphasis` below 1 flattens it, and more does not sharpen it.
public struct RatingWeight: Equatable, Sendable {
  /// The weight of the lowest rating: above 0, so that the item counts as seen.
  public static let leastWeight: Float = 1e-4

  private let lowest: Double
  private let highest: Double
  private let emphasis: Float
  private let values: RatingValues

  /// The rule for ratings of this range.
  public init(
    _ range: ClosedRange<Double>, emphasis: Float = ImplicitRating().statedEmphasis,
    values: RatingValues = .ratings
  ) {
    self.values = values
    lowest = range.lowerBound > 0 ? 0 : range.lowerBound
    highest = range.upperBound
    self.emphasis = emphasis
  }

  /// The weight of a rating, in (0, 1] for ratings of the range; never falls as ratings rise.
  public func weight(of rating: Double) -> Float {
    switch values {
    case .yes: return 1
    case .counts:
      let share = highest > 0 ? log1p(max(0, rating)) / log1p(highest) : 1
      return max(Self.leastWeight, Float(pow(min(1, share), Double(min(1, emphasis)))))
    case .ratings: break
    }
    let preference = highest > lowest ? (rating - lowest) / (highest - lowest) : 1
    return max(Self.leastWeight, Float(pow(max(0, preference), Double(emphasis))))
  }
}
