/// What recommenders learn from: interactions, who and what the rows and columns stand for, and
/// what is known of the items.
///
/// Identifiers are bare numbers here (`Identifier.rawValue` of the callers): this module knows
/// nothing of items and viewers but that they can be told apart.
public struct Dataset: Equatable, Sendable {
  /// Confidence by user and item; shape `[users.count, items.count]`.
  public let interactions: InteractionMatrix
  /// When the last interaction of each stored cell began, in seconds since 1970; parallel to
  /// `interactions.columns`.
  public let times: [Int64]
  /// The columns.
  public let items: Vocabulary<Int64>
  /// The rows.
  public let users: Vocabulary<Int64>
  /// What is known of each item, by index; empty when nothing is.
  public let documents: [ContentDocument]

  /// Where each item stands in its series, by index; empty at title level.
  public let places: [ItemPlace]

  /// Puts the parts together.
  ///
  /// - Parameters:
  ///   - interactions: confidence by user and item.
  ///   - times: seconds since 1970 for each stored cell.
  ///   - items: the columns.
  ///   - users: the rows.
  ///   - documents: one for each item, or none at all.
  ///   - places: one for each item, or none at all.
  /// - Throws: `DatasetError.inconsistentLengths` when the parts do not belong together.
  public init(
    interactions: InteractionMatrix, times: [Int64], items: Vocabulary<Int64>,
    users: Vocabulary<Int64>, documents: [ContentDocument] = [],
    places: [ItemPlace] = []
  ) throws(DatasetError) {
    guard interactions.itemCount == items.count, interactions.userCount == users.count,
      times.count == interactions.nonzeroCount,
      documents.isEmpty || documents.count == items.count,
      places.isEmpty || places.count == items.count
    else { throw .inconsistentLengths }
    self.interactions = interactions
    self.times = times
    self.items = items
    self.users = users
    self.documents = documents
    self.places = places
  }

  /// The same data with other weights in the same cells.
  func replacing(_ interactions: InteractionMatrix) -> Dataset {
    Dataset(checked: interactions, like: self)
  }

  private init(checked interactions: InteractionMatrix, like other: Dataset) {
    self.interactions = interactions
    times = other.times
    items = other.items
    users = other.users
    documents = other.documents
    places = other.places
  }

  /// What a user did, as a model is asked about it.
  public func history(of user: UserIndex) -> UserHistory {
    UserHistory(
      interactions.cells(of: user).map { cell in
        UserHistory.Entry(
          item: ItemIndex(interactions.columns[cell]), weight: interactions.weights[cell],
          lastSeconds: times[cell])
      })
  }
}
