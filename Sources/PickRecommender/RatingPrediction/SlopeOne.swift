/// Predicts a user's mean plus the mean deviation of the item from the items the user rated.
///
/// r = μ_u + mean of dev(i, j) over the items j the user rated that share a user with i; dev(i, j)
/// is the mean difference of their ratings over the users who rated both.
/// - Note: Lemire, Maclachlan, "Slope One Predictors for Online Rating-Based Collaborative
///   Filtering", SDM 2005; without the paper's weighting, as in Surprise.
public struct SlopeOne: RatingPredictor {
  /// Whether ratings are cut to whole stars for deviations, as in Surprise.
  public var usesWholeStars = true

  /// A recipe with the usual settings.
  public init() {}

  /// Computes the deviations of all pairs of items.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  /// - Complexity: O(Σ row length² + items²) time; memory is proportional to the pairs of items
  ///   with a common user.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> SlopeOneModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let values = usesWholeStars ? ratings.ratings.map { $0.rounded(.towardZero) } : ratings.ratings
    let deviations = try PairDeviations(ratings, values: values, context: context)
    context.progress(1)
    return SlopeOneModel(ratings: ratings, deviations: deviations)
  }
}

/// A fitted model of deviations between items.
public struct SlopeOneModel: FittedRatingPredictor {
  private let ratings: RatingSet
  private let userMeans: [Double]
  private let knowsItem: [Bool]
  private let deviations: PairDeviations
  /// The mean of all ratings.
  public var mean: Double { ratings.mean }
  /// The range of ratings.
  public var scale: ClosedRange<Double> { ratings.scale }

  fileprivate init(ratings: RatingSet, deviations: PairDeviations) {
    self.ratings = ratings
    self.deviations = deviations
    knowsItem = ratings.hasRatingsByItem
    userMeans = ratings.userMeans
  }

  /// The user's mean plus the item's mean deviation from the items the user rated.
  ///
  /// - Returns: `nil` unless user and item are known.
  /// - Complexity: O(ratings of the user × log of the items that share a user with one).
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    guard let user, let item, user.position < ratings.userCount, item.position < knowsItem.count,
      knowsItem[item.position]
    else { return nil }
    let cells = ratings.cells(of: user)
    guard !cells.isEmpty else { return nil }
    var (sum, count) = (0.0, 0)
    for cell in cells {
      guard let deviation = deviations.value(item.rawValue, ratings.items[cell]) else { continue }
      sum += deviation
      count += 1
    }
    return userMeans[user.position] + (count > 0 ? sum / Double(count) : 0)
  }
}

/// The mean difference of two items' ratings over the users who rated both.
///
/// Each pair with a common user is stored once, under the lower item.
private struct PairDeviations: Sendable {
  private var offsets = [0]
  private var columns: [Int32] = []
  private var values: [Float] = []

  /// Computes row by row; every user of item i adds the user's later items to row i.
  init(_ ratings: RatingSet, values: [Double], context: FitContext) throws(FitError) {
    let byItem = ratings.groupedByItem()
    var sums = [Double](repeating: 0, count: ratings.itemCount)
    var counts = [Int32](repeating: 0, count: ratings.itemCount)
    for item in 0..<ratings.itemCount {
      if item.isMultiple(of: 64) {
        try context.checkCancellation()
        context.progress(Double(item) / Double(ratings.itemCount))
      }
      for place in byItem.offsets[item]..<byItem.offsets[item + 1] {
        let own = values[byItem.cells[place]]
        for cell in ratings.cells(of: UserIndex(byItem.users[place])) {
          let other = Int(ratings.items[cell])
          guard other > item else { continue }
          sums[other] += own - values[cell]
          counts[other] += 1
        }
      }
      for other in item..<ratings.itemCount where counts[other] > 0 {
        columns.append(Int32(other))
        self.values.append(Float(sums[other] / Double(counts[other])))
        sums[other] = 0
        counts[other] = 0
      }
      offsets.append(columns.count)
    }
  }

  /// dev(item, other); 0 for an item and itself, `nil` for items without a common user.
  func value(_ item: Int32, _ other: Int32) -> Double? {
    if item == other { return 0 }
    let (row, column) = (Int(min(item, other)), max(item, other))
    var (low, high) = (offsets[row], offsets[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    guard low < offsets[row + 1], columns[low] == column else { return nil }
    return item < other ? Double(values[low]) : -Double(values[low])
  }
}

extension SlopeOne: Parameterized {
  /// The settings of Slope One.
  public static var parameters: [Parameter<SlopeOne>] {
    [
      .flag(
        "whole-stars", \.usesWholeStars,
        "whether ratings are cut to whole stars for deviations")
    ]
  }
}
