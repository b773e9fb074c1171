/// What recommenders learn from: interactions, who and what the rows and columns stand for, and
/// what is known of the titles.
///
/// Identifiers are bare numbers here (`Identifier.rawValue` of the callers): this module knows
/// nothing of titles and viewers but that they can be told apart.
public struct Dataset: Equatable, Sendable {
  /// Confidence by user and title; shape `[users.count, titles.count]`.
  public let interactions: InteractionMatrix
  /// When the last interaction of each stored cell began, in seconds since 1970; parallel to
  /// `interactions.columns`.
  public let times: [Int64]
  /// The columns.
  public let titles: Vocabulary<Int64>
  /// The rows.
  public let users: Vocabulary<Int64>
  /// What is known of each title, by index; empty when nothing is.
  public let documents: [ContentDocument]

  /// Puts the parts together.
  ///
  /// - Parameters:
  ///   - interactions: confidence by user and title.
  ///   - times: seconds since 1970 for each stored cell.
  ///   - titles: the columns.
  ///   - users: the rows.
  ///   - documents: one for each title, or none at all.
  /// - Throws: `DatasetError.inconsistentLengths` when the parts do not belong together.
  public init(
    interactions: InteractionMatrix, times: [Int64], titles: Vocabulary<Int64>,
    users: Vocabulary<Int64>, documents: [ContentDocument] = []
  ) throws(DatasetError) {
    guard interactions.titleCount == titles.count, interactions.userCount == users.count,
      times.count == interactions.nonzeroCount,
      documents.isEmpty || documents.count == titles.count
    else { throw .inconsistentLengths }
    self.interactions = interactions
    self.times = times
    self.titles = titles
    self.users = users
    self.documents = documents
  }

  /// What a user did, as a model is asked about it.
  public func history(of user: UserIndex) -> UserHistory {
    UserHistory(
      interactions.cells(of: user).map { cell in
        UserHistory.Entry(
          title: TitleIndex(interactions.columns[cell]), weight: interactions.weights[cell],
          lastSeconds: times[cell])
      })
  }
}
