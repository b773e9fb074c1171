/// A recipe that predicts a rating from those of the most similar users or items.
///
/// The four recipes differ in the origin that ratings are measured from before they are averaged.
/// - Note: Koren, "Factor in the Neighbors", TKDD 2010, section 2.2; mathematics, special cases and
///   defaults are those of Surprise.
public protocol NeighbourhoodPredictor: RatingPredictor, Parameterized {
  /// The origin that ratings are measured from.
  static var origin: NeighbourOrigin { get }
  /// The settings all four recipes share.
  var settings: NeighbourSettings { get set }
}

extension NeighbourhoodPredictor {
  /// The shared settings.
  public static var parameters: [Parameter<Self>] {
    NeighbourSettings.parameters.map { $0.within(\Self.settings) }
  }

  /// Computes the similarities of all users or items.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `tooManyUsers` or `tooManyItems` for more than
  ///   32,768 rows, because the similarities are a square matrix.
  /// - Complexity: O(Σ column length² + rows²) time, rows being the users or items that are
  ///   compared.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> NeighbourhoodModel
  {
    guard ratings.count > 0 else { throw .emptyDataset }
    let model = try NeighbourhoodModel(ratings, settings, origin: Self.origin, context: context)
    context.progress(1)
    return model
  }
}

/// The origin that a neighbourhood model measures ratings from.
public enum NeighbourOrigin: Sendable {
  /// Zero: ratings are used as they are.
  case zero
  /// The mean of the user's or item's ratings.
  case means
  /// The mean, in standard deviations of the user's or item's ratings.
  case zscores
  /// The baseline of user and item, see `Baselines`.
  case baselines
}

/// Predicts Σ s r ÷ Σ s over the nearest neighbours, s the similarities.
public struct KNNBasic: NeighbourhoodPredictor {
  /// Ratings are used as they are.
  public static var origin: NeighbourOrigin { .zero }
  /// The settings all four recipes share.
  public var settings = NeighbourSettings()

  /// A recipe with the usual settings.
  public init() {}
}

/// Predicts μ + Σ s (r − μ′) ÷ Σ s over the nearest neighbours, μ and μ′ the means of the row and
/// of the neighbours.
public struct KNNWithMeans: NeighbourhoodPredictor {
  /// Ratings are measured from means.
  public static var origin: NeighbourOrigin { .means }
  /// The settings all four recipes share.
  public var settings = NeighbourSettings()

  /// A recipe with the usual settings.
  public init() {}
}

/// Predicts μ + σ Σ s (r − μ′)/σ′ ÷ Σ s over the nearest neighbours, with the means and deviations
/// of the row and of the neighbours.
public struct KNNWithZScore: NeighbourhoodPredictor {
  /// Ratings are measured from means, in standard deviations.
  public static var origin: NeighbourOrigin { .zscores }
  /// The settings all four recipes share.
  public var settings = NeighbourSettings()

  /// A recipe with the usual settings.
  public init() {}
}

/// Predicts b + Σ s (r − b′) ÷ Σ s over the nearest neighbours, with the baselines of the row and
/// of the neighbours.
public struct KNNBaseline: NeighbourhoodPredictor {
  /// Ratings are measured from baselines.
  public static var origin: NeighbourOrigin { .baselines }
  /// The settings all four recipes share.
  public var settings = NeighbourSettings()

  /// A recipe with the usual settings.
  public init() {}
}

/// The settings of the four neighbourhood models of rating prediction; names and defaults are those
/// of Surprise.
public struct NeighbourSettings: Codable, Equatable, Sendable {
  /// k: the greatest number of neighbours of an estimate, > 0.
  public var neighbours = 40
  /// The least number of neighbours of an estimate; with fewer they are ignored.
  public var minimumNeighbours = 1
  /// The similarity measure.
  public var similarity = RatingSimilarity.msd
  /// Whether users are compared; otherwise items are.
  public var isUserBased = true
  /// The least number of common ratings of a similarity above 0.
  public var minimumSupport = 1
  /// The shrinkage of `pearsonBaseline`, in common ratings.
  public var shrinkage = 100.0
  /// The recipe of baselines, where they are needed.
  public var baselines = BaselineOnly()

  /// The default settings.
  public init() {}
}

extension NeighbourSettings: Parameterized {
  /// The settings; the names of those of the baselines have a prefix.
  public static var parameters: [Parameter<NeighbourSettings>] {
    [
      .integer(
        "k", \.neighbours, 1...100_000, search: 10...200, isLogarithmic: true,
        "greatest number of neighbours of an estimate"),
      .integer(
        "min-k", \.minimumNeighbours, 0...1000, search: 1...10,
        "least number of neighbours of an estimate"),
      .choice("similarity", \.similarity, "similarity measure of two users or items"),
      .flag("user-based", \.isUserBased, "whether users are compared; otherwise items"),
      .integer(
        "min-support", \.minimumSupport, 1...1000, search: 1...10,
        "least number of common ratings of a similarity"),
      .real(
        "shrinkage", \.shrinkage, 0...1e6, search: 1...1000, isLogarithmic: true,
        "pearson_baseline: shrinkage, in common ratings"),
    ] + BaselineOnly.parameters.map { $0.within(\.baselines, prefix: "baseline-") }
  }
}

/// A fitted neighbourhood model: similarities of users or items, and their ratings.
public struct NeighbourhoodModel: FittedRatingPredictor {
  /// The mean of all ratings.
  public let mean: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  private let settings: NeighbourSettings
  private let origin: Origin
  /// Rows × rows; rows are users or items, whichever are compared.
  private let similarities: [Float]
  /// Whether each row has ratings.
  private let isKnownRow: [Bool]
  /// The rows with a rating of each column, in the order of arrival, and their distances from the
  /// origin.
  private let raters: RatingLists

  /// The origin of ratings with its values.
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
    // Two transpositions bring both into ascending order.
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

  /// The estimate by the nearest users who rated the item, or the nearest items the user rated.
  ///
  /// - Returns: `nil` where user or item is unknown, except with baselines; for `KNNBasic` also
  ///   where there are too few neighbours.
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
  /// The standard deviation of each list; where it is 0, that of all numbers, or 1 if that is 0
  /// too.
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

/// The similarity of two users or items by their common ratings.
///
/// - Note: definitions, special cases and names are those of Surprise; where Surprise would divide
///   by 0, the similarity is 0.
public enum RatingSimilarity: String, CaseIterable, Codable, Sendable {
  /// The cosine, Σ ab ÷ √(Σ a² Σ b²).
  case cosine
  /// The mean squared difference, as 1 ÷ (mean of (a − b)² + 1).
  case msd
  /// Pearson's correlation of a and b.
  case pearson
  /// The cosine of the deviations of a and b from the baselines, shrunk towards 0 by the factor (n
  /// − 1) ÷ (n − 1 + shrinkage).
  case pearsonBaseline = "pearson_baseline"
}

/// Sums over the common ratings of two users or items.
struct CommonRatings: Equatable, Sendable {
  /// n, the number of common ratings.
  var count = 0.0
  /// Σ a b.
  var products = 0.0
  /// Σ a² and Σ b².
  var squares = SIMD2<Double>()
  /// Σ a and Σ b, for `pearson` only.
  var sums = SIMD2<Double>()
}

extension RatingSimilarity {
  /// The least number of common ratings of a similarity above 0.
  func minimumSupport(_ asked: Int) -> Int {
    // A single common rating would have a perfect correlation, which is shrunk to 0.
    self == .pearsonBaseline ? max(2, asked) : max(1, asked)
  }

  /// The similarity in [−1, 1]; `shrinkage` is for `pearsonBaseline` alone.
  func value(of common: CommonRatings, shrinkage: Double) -> Double {
    let count = common.count
    switch self {
    case .msd:
      // The sums of whole and half stars are exact, so that equal similarities compare equal.
      let difference = max(0, common.squares.sum() - 2 * common.products)
      return 1 / (difference / count + 1)
    case .cosine:
      return Self.ratio(common.products, common.squares)
    case .pearsonBaseline:
      let free = count - 1
      return Self.ratio(common.products, common.squares) * (free / (free + shrinkage))
    case .pearson:
      return Self.ratio(
        count * common.products - common.sums.x * common.sums.y,
        count * common.squares - common.sums * common.sums)
    }
  }

  private static func ratio(_ product: Double, _ squares: SIMD2<Double>) -> Double {
    let length = (squares.x * squares.y).squareRoot()
    return length > 0 ? product / length : 0
  }
}
