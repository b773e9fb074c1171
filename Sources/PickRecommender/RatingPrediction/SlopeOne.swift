/// Predicts a user's mean plus how much the item is liked better, on average, than the items the
/// user rated.
///
/// r = μ_u + mean of dev(i, j) over the items j the user rated that somebody rated together with i;
/// dev(i, j) is the mean difference of their ratings over the users who rated both.
/// - Note: Lemire, Maclachlan, "Slope One Predictors for Online Rating-Based Collaborative
///   Filtering", SDM 2005; without the paper's weighting, as in Surprise.
public struct SlopeOne: RatingPredictor {
  /// Whether a deviation counts whole stars only, half ones being cut off, as in Surprise; without
  /// half stars it makes no difference.
  public var usesWholeStars = true

  /// The usual settings.
  public init() {}

  /// Learns the deviations.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  /// - Complexity: O(Σ row length² + items²) time; memory grows with the pairs of items rated
  ///   together.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> SlopeOneModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let values = usesWholeStars ? ratings.ratings.map { $0.rounded(.towardZero) } : ratings.ratings
    let deviations = try PairDeviations(ratings, values: values, context: context)
    context.progress(1)
    return SlopeOneModel(ratings: ratings, deviations: deviations)
  }
}

/// Deviations between items, and what users rated.
public struct SlopeOneModel: FittedRatingPredictor {
  private let ratings: RatingSet
  private let userMeans: [Double]
  private let knowsItem: [Bool]
  private let deviations: PairDeviations
  /// The mean of all ratings.
  public var mean: Double { ratings.mean }
  /// What a rating may be.
  public var scale: ClosedRange<Double> { ratings.scale }

  fileprivate init(ratings: RatingSet, deviations: PairDeviations) {
    self.ratings = ratings
    self.deviations = deviations
    knowsItem = ratings.hasRatingsByItem
    userMeans = ratings.userMeans
  }

  /// The user's mean and the item's mean deviation from what the user rated.
  ///
  /// - Returns: `nil` unless both are known.
  /// - Complexity: O(ratings of the user × log of the items rated together with one).
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
/// Kept once for each pair that was rated together, under the lower item.
private struct PairDeviations: Sendable {
  private var offsets = [0]
  private var columns: [Int32] = []
  private var values: [Float] = []

  /// Row by row: every user of item i adds their later items to the row.
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

  /// dev(item, other); 0 for an item and itself, `nil` for two nobody rated both.
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
        "whether deviations count whole stars only, half ones being cut off")
    ]
  }
}
