/// Predicts ratings by the mean of the co-cluster of user and item, and the deviations of both from
/// their clusters: r = C̄_ui + (μ_u − C̄_u) + (μ_i − C̄_i).
///
/// Clusters start at random; each epoch moves every user, then every item, to the cluster of the
/// least squared error.
/// - Note: George, Merugu, "A Scalable Collaborative Filtering Framework Based on Co-clustering",
///   ICDM 2005; defaults, and the mean of all ratings for unknown users and items, are those of
///   Surprise.
public struct CoClustering: RatingPredictor {
  /// The number of user clusters, > 0.
  public var userClusters = 3
  /// The number of item clusters, > 0.
  public var itemClusters = 3
  /// The number of epochs.
  public var epochs = 20
  /// Whether ratings are cut to whole stars for means, as in Surprise.
  public var usesWholeStars = true

  /// A recipe with the usual settings.
  public init() {}

  /// Draws clusters at random and improves them.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  /// - Complexity: O(ratings × (userClusters + itemClusters) × epochs).
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> CoClusteringModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let values = usesWholeStars ? ratings.ratings.map { $0.rounded(.towardZero) } : ratings.ratings
    var random = PCG32(seed: context.seed)
    let users = (0..<ratings.userCount).map { _ in random.below(userClusters) }
    let items = (0..<ratings.itemCount).map { _ in random.below(itemClusters) }
    var model = CoClusteringModel(
      ratings, values, userGroups: (users, userClusters), itemGroups: (items, itemClusters))
    let byItem = ratings.groupedByItem()
    for epoch in 0..<epochs {
      try context.checkCancellation()
      model.updateMeans(ratings, values)
      for user in 0..<ratings.userCount {
        model.moveUser(
          user,
          ratings.cells(of: UserIndex(user)).map { (Int(ratings.items[$0]), values[$0]) })
      }
      for item in 0..<ratings.itemCount {
        let places = byItem.offsets[item]..<byItem.offsets[item + 1]
        model.moveItem(item, places.map { (Int(byItem.users[$0]), values[byItem.cells[$0]]) })
      }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    model.updateMeans(ratings, values)
    return model
  }
}

/// A fitted model of clusters and their means.
public struct CoClusteringModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  private let userMeans: [Double]
  private let itemMeans: [Double]
  private let knowsUser: [Bool]
  private let knowsItem: [Bool]
  private let userClusters: Int
  private let itemClusters: Int
  private var userGroup: [Int]
  private var itemGroup: [Int]
  private var userGroupMeans: [Double] = []
  private var itemGroupMeans: [Double] = []
  /// The mean of each pair of a user cluster and an item cluster.
  private var pairMeans: [Double] = []

  fileprivate init(
    _ ratings: RatingSet, _ values: [Double], userGroups: ([Int], Int), itemGroups: ([Int], Int)
  ) {
    mean = ratings.mean
    scale = ratings.scale
    userMeans = ratings.userMeans(of: values)
    itemMeans = ratings.itemMeans(of: values)
    knowsUser = ratings.hasRatingsByUser
    knowsItem = ratings.hasRatingsByItem
    (userGroup, userClusters) = userGroups
    (itemGroup, itemClusters) = itemGroups
  }

  /// The mean of the co-cluster and the deviations of user and item from their clusters.
  ///
  /// - Returns: `nil` unless user and item are known.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    guard let user = user?.position, let item = item?.position, user < knowsUser.count,
      item < knowsItem.count, knowsUser[user], knowsItem[item]
    else { return nil }
    return estimate(user, item, userGroup[user], itemGroup[item])
  }

  private func estimate(_ user: Int, _ item: Int, _ users: Int, _ items: Int) -> Double {
    pairMeans[users * itemClusters + items] + userMeans[user] - userGroupMeans[users]
      + itemMeans[item] - itemGroupMeans[items]
  }

  /// Updates the means of all clusters; an empty one has the mean of all ratings.
  fileprivate mutating func updateMeans(_ ratings: RatingSet, _ values: [Double]) {
    var users = GroupMeans(userClusters)
    var items = GroupMeans(itemClusters)
    var pairs = GroupMeans(userClusters * itemClusters)
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) {
        let (left, right) = (userGroup[user], itemGroup[Int(ratings.items[cell])])
        users.add(values[cell], to: left)
        items.add(values[cell], to: right)
        pairs.add(values[cell], to: left * itemClusters + right)
      }
    }
    userGroupMeans = users.means(orElse: mean)
    itemGroupMeans = items.means(orElse: mean)
    pairMeans = pairs.means(orElse: mean)
  }

  /// Moves a user to the cluster of least error, the first of equal ones.
  fileprivate mutating func moveUser(_ user: Int, _ own: [(item: Int, rating: Double)]) {
    userGroup[user] = Self.least(userClusters) { group in
      own.reduce(0) { sum, cell in
        let error = cell.rating - estimate(user, cell.item, group, itemGroup[cell.item])
        return sum + error * error
      }
    }
  }

  /// Moves an item to the cluster of least error, the first of equal ones.
  fileprivate mutating func moveItem(_ item: Int, _ own: [(user: Int, rating: Double)]) {
    itemGroup[item] = Self.least(itemClusters) { group in
      own.reduce(0) { sum, cell in
        let error = cell.rating - estimate(cell.user, item, userGroup[cell.user], group)
        return sum + error * error
      }
    }
  }

  private static func least(_ count: Int, _ error: (Int) -> Double) -> Int {
    var best = (group: 0, error: error(0))
    for group in 1..<max(1, count) {
      let found = error(group)
      if found < best.error { best = (group, found) }
    }
    return best.group
  }
}

/// Sums and counts by cluster.
private struct GroupMeans {
  private var sums: [Double]
  private var counts: [Int]

  init(_ count: Int) {
    sums = Array(repeating: 0, count: count)
    counts = Array(repeating: 0, count: count)
  }

  mutating func add(_ value: Double, to group: Int) {
    sums[group] += value
    counts[group] += 1
  }

  func means(orElse mean: Double) -> [Double] {
    zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : mean }
  }
}

extension CoClustering: Parameterized {
  /// The settings of co-clustering.
  public static var parameters: [Parameter<CoClustering>] {
    [
      .integer(
        "user-clusters", \.userClusters, 1...1000, search: 2...10, "number of user clusters"),
      .integer(
        "item-clusters", \.itemClusters, 1...1000, search: 2...10, "number of item clusters"),
      .integer("epochs", \.epochs, 1...10_000, search: 5...50, "number of epochs"),
      .flag(
        "whole-stars", \.usesWholeStars,
        "whether ratings are cut to whole stars for means"),
    ]
  }
}
