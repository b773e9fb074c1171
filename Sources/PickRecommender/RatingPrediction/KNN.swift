/// A recipe that estimates a rating from those of the most similar users, or of the most similar
/// items.
///
/// The four differ in what ratings are measured from before they are averaged.
/// - Note: Koren, "Factor in the Neighbors", TKDD 2010, section 2.2; mathematics, special cases and
///   defaults are Surprise's.
public protocol NeighbourhoodPredictor: RatingPredictor, Parameterized {
  /// What ratings are measured from.
  static var origin: NeighbourOrigin { get }
  /// What all of them share.
  var settings: NeighbourSettings { get set }
}

extension NeighbourhoodPredictor {
  /// The shared settings.
  public static var parameters: [Parameter<Self>] {
    NeighbourSettings.parameters.map { $0.within(\Self.settings) }
  }

  /// Compares all users, or all items, and keeps who rated what.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `tooManyUsers` or `tooManyItems` when more than
  ///   32,768 are compared: similarities are a square of 4 bytes each.
  /// - Complexity: O(Σ column length² + rows²) time, rows being what is compared.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> NeighbourhoodModel
  {
    guard ratings.count > 0 else { throw .emptyDataset }
    let model = try NeighbourhoodModel(ratings, settings, origin: Self.origin, context: context)
    context.progress(1)
    return model
  }
}

/// What a neighbourhood model measures ratings from.
public enum NeighbourOrigin: Sendable {
  /// Zero: neighbours' ratings are taken as they are.
  case zero
  /// The mean of whose ratings they are.
  case means
  /// The same, in their standard deviations.
  case zscores
  /// The baseline of user and item.
  case baselines
}

/// Σ s r ÷ Σ s over the nearest.
public struct KNNBasic: NeighbourhoodPredictor {
  /// Ratings are taken as they are.
  public static var origin: NeighbourOrigin { .zero }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// μ + Σ s (r − μ′) ÷ Σ s over the nearest, with the means of one and the others.
public struct KNNWithMeans: NeighbourhoodPredictor {
  /// Ratings are measured from means.
  public static var origin: NeighbourOrigin { .means }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// μ + σ Σ s (r − μ′)/σ′ ÷ Σ s over the nearest, with the means and deviations of one and the
/// others.
public struct KNNWithZScore: NeighbourhoodPredictor {
  /// Ratings are measured from means, in standard deviations.
  public static var origin: NeighbourOrigin { .zscores }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// b + Σ s (r − b′) ÷ Σ s over the nearest, with the baselines of one and the others.
public struct KNNBaseline: NeighbourhoodPredictor {
  /// Ratings are measured from baselines.
  public static var origin: NeighbourOrigin { .baselines }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// What the four neighbourhood models of rating prediction share; names and defaults are Surprise's.
public struct NeighbourSettings: Codable, Equatable, Sendable {
  /// k: at most how many of the most similar take part in an estimate, > 0.
  public var neighbours = 40
  /// With fewer than this the neighbours are not listened to.
  public var minimumNeighbours = 1
  /// How similar two users or items are.
  public var similarity = RatingSimilarity.msd
  /// Whether users are compared with users; otherwise items with items.
  public var isUserBased = true
  /// With fewer ratings in common than this a similarity is 0.
  public var minimumSupport = 1
  /// How much evidence `pearsonBaseline` needs, in ratings in common.
  public var shrinkage = 100.0
  /// How baselines are estimated, where any are needed.
  public var baselines = BaselineOnly()

  /// The usual settings.
  public init() {}
}

extension NeighbourSettings: Parameterized {
  /// The settings, those of the baselines with a prefix.
  public static var parameters: [Parameter<NeighbourSettings>] {
    [
      .integer(
        "k", \.neighbours, 1...100_000, search: 10...200, isLogarithmic: true,
        "at most how many neighbours take part in an estimate"),
      .integer(
        "min-k", \.minimumNeighbours, 0...1000, search: 1...10,
        "with fewer neighbours than this they are not listened to"),
      .choice("similarity", \.similarity, "how two users or items are compared"),
      .flag("user-based", \.isUserBased, "whether users are compared; otherwise items"),
      .integer(
        "min-support", \.minimumSupport, 1...1000, search: 1...10,
        "with fewer ratings in common than this a similarity is 0"),
      .real(
        "shrinkage", \.shrinkage, 0...1e6, search: 1...1000, isLogarithmic: true,
        "pearson_baseline: how much evidence a similarity needs, in ratings in common"),
    ] + BaselineOnly.parameters.map { $0.within(\.baselines, prefix: "baseline-") }
  }
}

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

/// How alike two users' ratings are, or two items', by those they have in common.
///
/// - Note: the definitions, special cases and names are Surprise's. Where Surprise would divide by
///   0 the similarity is 0.
public enum RatingSimilarity: String, CaseIterable, Codable, Sendable {
  /// Σ ab ÷ √(Σ a² Σ b²).
  case cosine
  /// 1 ÷ (mean of (a − b)² + 1).
  case msd
  /// The correlation of a and b.
  case pearson
  /// The cosine of what is left of a and b beyond the baselines, shrunk towards 0 by
  /// (n − 1) ÷ (n − 1 + shrinkage).
  case pearsonBaseline = "pearson_baseline"
}

/// Sums over the ratings two users, or two items, have in common.
struct CommonRatings: Equatable, Sendable {
  /// n, how many there are.
  var count = 0.0
  /// Σ a b.
  var products = 0.0
  /// Σ a² and Σ b².
  var squares = SIMD2<Double>()
  /// Σ a and Σ b; only the correlation needs them.
  var sums = SIMD2<Double>()
}

extension RatingSimilarity {
  /// Fewer common ratings than this make a similarity of 0.
  func minimumSupport(_ asked: Int) -> Int {
    // A single common rating would always correlate perfectly, and be shrunk to 0.
    self == .pearsonBaseline ? max(2, asked) : max(1, asked)
  }

  /// The similarity in [−1, 1]; `shrinkage` is for `pearsonBaseline` alone.
  func value(of common: CommonRatings, shrinkage: Double) -> Double {
    let count = common.count
    switch self {
    case .msd:
      // Whole and half stars have exact sums, so that equal similarities are found equal.
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
