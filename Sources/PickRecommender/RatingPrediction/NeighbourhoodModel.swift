/// Similarities of users or items, and who rated what.
public struct NeighbourhoodModel: FittedRatingPredictor {
  /// The mean of all ratings.
  public let mean: Double
  /// What a rating may be.
  public let scale: ClosedRange<Double>
  private let settings: NeighbourSettings
  private let origin: Origin
  /// Rows × rows; rows are users when those are compared, otherwise items.
  private let similarities: [Float]
  /// Whether each row has ratings.
  private let isKnownRow: [Bool]
  /// For each column who rated it, in the order of arrival, and how far from the origin.
  private let raters: RatingLists

  /// What ratings are measured from, with what it takes to come back from there.
  private enum Origin: Sendable {
    case zero
    case rows(centres: [Double], deviations: [Double])
    case baselines(Baselines)
  }

  init(
    _ ratings: RatingSet, _ settings: NeighbourSettings, origin: NeighbourOrigin,
    context: FitContext
  ) throws(FitError) {
    self.settings = settings
    mean = ratings.mean
    scale = ratings.scale
    try context.checkCancellation()
    let byUser = RatingLists(byUser: ratings)
    let byItem = byUser.transposed()
    let (rows, raters) = settings.isUserBased ? (byUser, byItem) : (byItem, byUser)
    isKnownRow = (0..<rows.rowCount).map { !rows.range(of: $0).isEmpty }
    var baselines = Baselines(mean: ratings.mean, userBiases: [], itemBiases: [])
    if origin == .baselines || settings.similarity == .pearsonBaseline {
      let silent = FitContext(
        seed: context.seed, threads: context.threads, isCancelled: context.isCancelled)
      baselines = try settings.baselines.fit(ratings, context: silent).baselines
    }
    let isUserBased = settings.isUserBased
    let beyondBaselines = { (number: Double, row: Int, column: Int) in
      let (user, item) = isUserBased ? (row, column) : (column, row)
      return number - baselines.estimate(user: UserIndex(user), item: ItemIndex(item))
    }
    let compared = settings.similarity == .pearsonBaseline ? rows.map(beyondBaselines) : rows
    // Exchanged twice, both are in ascending order, whatever that of arrival was.
    let columns = compared.transposed()
    let limit = PairSimilarities.rowLimit
    guard !settings.isUserBased || rows.rowCount <= limit else {
      throw .tooManyUsers(count: rows.rowCount, limit: limit)
    }
    similarities = try PairSimilarities.matrix(
      columns.transposed(), columns, settings.similarity,
      minimumSupport: settings.minimumSupport, shrinkage: settings.shrinkage, context: context)
    switch origin {
    case .zero:
      self.origin = .zero
      self.raters = raters
    case .means, .zscores:
      let centres = rows.means
      let deviations =
        origin == .means
        ? centres.map { _ in 1 } : rows.deviations(from: centres, of: ratings.mean)
      self.origin = .rows(centres: centres, deviations: deviations)
      self.raters = raters.map { number, _, row in (number - centres[row]) / deviations[row] }
    case .baselines:
      self.origin = .baselines(baselines)
      self.raters = raters.map { number, column, row in beyondBaselines(number, row, column) }
    }
  }

  /// What the nearest of those who rated the item say, or of the items the user rated.
  ///
  /// - Returns: `nil` when user or item is unknown, except from baselines; of `KNNBasic` also
  ///   when there are too few neighbours.
  /// - Complexity: O(ratings of the item, or of the user).
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    let (row, column) =
      settings.isUserBased
      ? (user?.position, item?.position) : (item?.position, user?.position)
    let start: Double? =
      if case .baselines(let baselines) = origin {
        baselines.estimate(user: user, item: item)
      } else {
        nil
      }
    guard let row, let column, isKnownRow.indices.contains(row), isKnownRow[row],
      column >= 0, column < raters.rowCount, !raters.range(of: column).isEmpty
    else { return start }
    let sums = NearestRaters.sums(
      similarities, row: row, raters, list: column, limit: settings.neighbours)
    let isEnough = sums.count >= settings.minimumNeighbours && sums.similarity > 0
    let nearest = isEnough ? sums.weighted / sums.similarity : nil
    return switch origin {
    case .zero: nearest
    case .rows(let centres, let deviations): centres[row] + deviations[row] * (nearest ?? 0)
    case .baselines: (start ?? mean) + (nearest ?? 0)
    }
  }
}

extension RatingLists {
  /// The standard deviation of each list; where it is 0, that of all numbers, or 1.
  fileprivate func deviations(from centres: [Double], of mean: Double) -> [Double] {
    func deviation(_ range: Range<Int>, from centre: Double) -> Double {
      let squares = numbers[range].reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      return (squares / Double(max(1, range.count))).squareRoot()
    }
    let overall = deviation(0..<numbers.count, from: mean)
    return (0..<rowCount).map { row in
      let own = deviation(range(of: row), from: centres[row])
      return own > 0 ? own : overall > 0 ? overall : 1
    }
  }
}
