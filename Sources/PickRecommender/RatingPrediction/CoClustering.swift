/// Predicts by the mean of the co-cluster a user and an item fall into, and how both differ from
/// their clusters: r = C̄_ui + (μ_u − C̄_u) + (μ_i − C̄_i).
///
/// Clusters start by chance; each epoch moves every user, then every item, to where the squared
/// error is least.
/// - Note: George, Merugu, "A Scalable Collaborative Filtering Framework Based on Co-clustering",
///   ICDM 2005; defaults are Surprise's, and so is the global mean for strangers.
public struct CoClustering: RatingPredictor {
  /// How many groups of users, > 0.
  public var userClusters = 3
  /// How many groups of items, > 0.
  public var itemClusters = 3
  /// How often everybody may move.
  public var epochs = 20
  /// Whether means count whole stars only, half ones being cut off, as in Surprise; without half
  /// stars it makes no difference.
  public var usesWholeStars = true

  /// The usual settings.
  public init() {}

  /// Draws clusters and improves them.
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

/// Clusters of users and items and their means.
public struct CoClusteringModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// What a rating may be.
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
  /// By user group, then item group.
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

  /// The co-cluster's mean and how both differ from their clusters.
  ///
  /// - Returns: `nil` unless both are known.
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

  /// The means of all groups; an empty one has the mean of all ratings.
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

  /// Moves a user to the group of least error, the first among equals.
  fileprivate mutating func moveUser(_ user: Int, _ own: [(item: Int, rating: Double)]) {
    userGroup[user] = Self.least(userClusters) { group in
      own.reduce(0) { sum, cell in
        let error = cell.rating - estimate(user, cell.item, group, itemGroup[cell.item])
        return sum + error * error
      }
    }
  }

  /// Moves an item to the group of least error, the first among equals.
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

/// Sums and counts by group.
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
      .integer("user-clusters", \.userClusters, 1...1000, search: 2...10, "groups of users"),
      .integer("item-clusters", \.itemClusters, 1...1000, search: 2...10, "groups of items"),
      .integer("epochs", \.epochs, 1...10_000, search: 5...50, "how often everybody may move"),
      .flag(
        "whole-stars", \.usesWholeStars,
        "whether means count whole stars only, half ones being cut off"),
    ]
  }
}
