/// What users did, event by event: what splits are cut from.
///
/// A `Dataset` has one cell for a user and an item and so cannot be cut in the middle of a series;
/// a log can, and makes the data set of any past of it.
///
///     let log = InteractionLog(rows: [
///       .init(user: 7, item: 31, rating: 4.5, atSeconds: 1_260_759_144)
///     ])
///     let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
///       .rankingSplits(of: log)
public struct InteractionLog: Sendable {
  /// One line of a ratings file, or one watch event, by identifiers.
  public struct Row: Equatable, Sendable {
    /// The user's identifier.
    public var user: Int64
    /// The item's identifier.
    public var item: Int64
    /// The rating as given, or the watch ratio: what thresholds look at; finite.
    public var rating: Double
    /// What a matrix cell made of this row weighs; one that is not positive makes no cell.
    public var weight: Float
    /// When it happened, in seconds since 1970.
    public var atSeconds: Int64

    /// One row; without a weight the rating is the weight.
    public init(user: Int64, item: Int64, rating: Double, weight: Float? = nil, atSeconds: Int64) {
      self.user = user
      self.item = item
      self.rating = rating
      self.weight = weight ?? Float(rating)
      self.atSeconds = atSeconds
    }
  }

  /// One event of a user.
  public struct Event: Equatable, Sendable {
    /// The item.
    public let item: ItemIndex
    /// What a matrix cell made of this event weighs.
    public let weight: Float
    /// The rating as given.
    public let rating: Double
    /// When it happened, in seconds since 1970.
    public let atSeconds: Int64
  }

  /// Makes the matrix cells of one user from some of the user's events.
  ///
  /// Called with the user, the positions of the events in `events` by time, and the instant the
  /// features are taken at; it sees nothing later, and must not look anything later up.
  public typealias Weighing = @Sendable (UserIndex, [Int], Int64) -> [UserHistory.Entry]

  /// The rows of every data set made of it.
  public let users: Vocabulary<Int64>
  /// The columns of every data set made of it.
  public let items: Vocabulary<Int64>
  /// What is known of each item, by index; empty when nothing is.
  public let documents: [ContentDocument]
  /// Where each item stands in its series, by index; empty at title level.
  public let places: [ItemPlace]
  /// Where each user's events begin: `users.count + 1` entries.
  public let rowOffsets: [Int]
  /// The events by user, in the order of arrival within a user.
  public let events: [Event]
  let weighing: Weighing?
  /// By item: a number made of when and how everybody rated it, and of nothing it is called.
  private let marks: [UInt64]

  /// Groups rows by user.
  ///
  /// - Parameters:
  ///   - rows: in the order of arrival, which rating models of Surprise's family depend on.
  ///   - items: the catalogue; by default the items of the rows.
  ///   - documents: one for each item of the catalogue, or none at all.
  ///   - places: one for each item of the catalogue, or none at all.
  ///   - weighing: how a user's events become cells; by default each item's largest weight.
  public init(
    rows: [Row], items: Vocabulary<Int64>? = nil, documents: [ContentDocument] = [],
    places: [ItemPlace] = [], weighing: Weighing? = nil
  ) {
    let items = items ?? Vocabulary(rows.lazy.map(\.item))
    let users = Vocabulary(rows.lazy.map(\.user))
    let known = rows.compactMap { row in
      users.position(of: row.user).flatMap { user in
        items.position(of: row.item).map { item in
          (
            user,
            Event(
              item: ItemIndex(item), weight: row.weight, rating: row.rating,
              atSeconds: row.atSeconds)
          )
        }
      }
    }
    var offsets = [Int](repeating: 0, count: users.count + 1)
    for (user, _) in known { offsets[user + 1] += 1 }
    for user in 0..<users.count { offsets[user + 1] += offsets[user] }
    var next = offsets
    var order = [Int](repeating: 0, count: known.count)
    for (index, (user, _)) in known.enumerated() {
      order[next[user]] = index
      next[user] += 1
    }
    self.init(
      users: users, items: items, documents: documents, places: places, rowOffsets: offsets,
      events: order.map { known[$0].1 }, weighing: weighing)
  }

  /// Takes each cell of a data set as one event.
  ///
  /// - Parameters:
  ///   - dataset: weights and times.
  ///   - ratings: what thresholds look at, parallel to the cells; by default the weights.
  public init(_ dataset: Dataset, ratings: [Double]? = nil) {
    let matrix = dataset.interactions
    precondition(ratings.map { $0.count == matrix.nonzeroCount } ?? true, "a rating for each cell")
    self.init(
      users: dataset.users, items: dataset.items, documents: dataset.documents,
      places: dataset.places, rowOffsets: matrix.rowOffsets,
      events: (0..<matrix.nonzeroCount).map { cell in
        Event(
          item: ItemIndex(matrix.columns[cell]), weight: matrix.weights[cell],
          rating: ratings?[cell] ?? Double(matrix.weights[cell]), atSeconds: dataset.times[cell])
      }, weighing: nil)
  }

  /// Takes each rating as one event; rows and columns are their own names, and no time is known.
  init(_ ratings: RatingSet) {
    self.init(
      users: Vocabulary((0..<ratings.userCount).map(Int64.init)),
      items: Vocabulary((0..<ratings.itemCount).map(Int64.init)), documents: [], places: [],
      rowOffsets: ratings.rowOffsets,
      events: zip(ratings.items, ratings.ratings).map { item, rating in
        Event(item: ItemIndex(item), weight: Float(rating), rating: rating, atSeconds: 0)
      }, weighing: nil)
  }

  init(
    users: Vocabulary<Int64>, items: Vocabulary<Int64>, documents: [ContentDocument],
    places: [ItemPlace], rowOffsets: [Int], events: [Event], weighing: Weighing?
  ) {
    self.users = users
    self.items = items
    self.documents = documents
    self.places = places
    self.rowOffsets = rowOffsets
    self.events = events
    self.weighing = weighing
    marks = TieBreaking.marks(rowOffsets: rowOffsets, events: events, itemCount: items.count)
  }

  /// The positions of a user's events.
  public func events(of user: Int) -> Range<Int> { rowOffsets[user]..<rowOffsets[user + 1] }

  /// A user's events by time, those of one second in an order that follows neither from what users
  /// and items are called nor from the order of the rows.
  func ordered(_ user: Int) -> [Int] {
    events(of: user).sorted { left, right in
      let (a, b) = (events[left], events[right])
      guard a.atSeconds == b.atSeconds else { return a.atSeconds < b.atSeconds }
      guard a.item != b.item else {
        return (a.rating, a.weight, left) < (b.rating, b.weight, right)
      }
      let (first, second) = (marks[a.item.position], marks[b.item.position])
      return (first, a.rating, a.item, left) < (second, b.rating, b.item, right)
    }
  }
}
