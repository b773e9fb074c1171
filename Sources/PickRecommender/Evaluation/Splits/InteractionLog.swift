/// The events of users, from which splits are cut.
///
/// A `Dataset` has one cell for a user and an item, so that it cannot be cut in the middle of a
/// series. A log can be cut anywhere, and makes the data set of any part of it.
///
///     let log = InteractionLog(rows: [
///       .init(user: 7, item: 31, rating: 4.5, atSeconds: 1_260_759_144)
///     ])
///     let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
///       .rankingSplits(of: log)
public struct InteractionLog: Sendable {
  /// A line of a ratings file or a watch event, by identifiers.
  public struct Row: Equatable, Sendable {
    /// The user's identifier.
    public var user: Int64
    /// The item's identifier.
    public var item: Int64
    /// The given rating or the watch ratio, which thresholds are compared with; finite.
    public var rating: Double
    /// The weight of a matrix cell made of this row; a weight that is not positive makes no cell.
    public var weight: Float
    /// The time of the event, in seconds since 1970.
    public var atSeconds: Int64

    /// A row; by default the weight is the rating.
    public init(user: Int64, item: Int64, rating: Double, weight: Float? = nil, atSeconds: Int64) {
      self.user = user
      self.item = item
      self.rating = rating
      self.weight = weight ?? Float(rating)
      self.atSeconds = atSeconds
    }
  }

  /// An event of a user.
  public struct Event: Equatable, Sendable {
    /// The item.
    public let item: ItemIndex
    /// The weight of a matrix cell made of this event.
    public let weight: Float
    /// The given rating.
    public let rating: Double
    /// The time of the event, in seconds since 1970.
    public let atSeconds: Int64
  }

  /// A function that makes the matrix cells of a user from some of the user's events.
  ///
  /// Its arguments are the user, the positions of the events in `events` by time, and the instant
  /// of the features. It must not use later events.
  public typealias Weighing = @Sendable (UserIndex, [Int], Int64) -> [UserHistory.Entry]

  /// The identifiers of the rows of every data set made of the log.
  public let users: Vocabulary<Int64>
  /// The identifiers of the columns of every data set made of the log.
  public let items: Vocabulary<Int64>
  /// The description of each item, by index; empty where there is none.
  public let documents: [ContentDocument]
  /// The place of each item in its series, by index; empty at title level.
  public let places: [ItemPlace]
  /// The offset of each user's first event: `users.count + 1` entries.
  public let rowOffsets: [Int]
  /// The events by user, in the order of arrival within a user.
  public let events: [Event]
  let weighing: Weighing?
  /// The mark of each item, which depends on its events and not on identifiers.
  private let marks: [UInt64]

  /// A log of rows, which are grouped by user.
  ///
  /// - Parameters:
  ///   - rows: the rows in the order of arrival, which the rating models after Surprise depend on.
  ///   - items: the identifiers of the catalogue; by default those of the rows.
  ///   - documents: one for each item of the catalogue, or none at all.
  ///   - places: one for each item of the catalogue, or none at all.
  ///   - weighing: makes cells of a user's events; by default each item has its largest weight.
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

  /// A log with one event for each cell of a data set.
  ///
  /// - Parameters:
  ///   - dataset: the data set, with weights and times.
  ///   - ratings: the ratings of the events, parallel to the cells; by default the weights.
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

  /// A log with one event for each rating, all at time 0; identifiers are the row and column
  /// numbers.
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

  /// A user's events by time.
  ///
  /// The order of events with equal times depends neither on identifiers nor on the order of the
  /// rows.
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

extension InteractionLog {
  /// The data set of the events before an instant, by default of all events.
  ///
  /// - Throws: `DatasetError` where the weighing returns an item outside the catalogue.
  public func dataset(before instant: Int64? = nil) throws(DatasetError) -> Dataset {
    try dataset(
      keeping: { event in instant.map { events[event].atSeconds < $0 } ?? true },
      atSeconds: instant)
  }

  /// The ratings of the events before an instant, by default of all events.
  ///
  /// - Parameters:
  ///   - instant: the instant, in seconds since 1970.
  ///   - scale: the range of ratings; by default from the lowest to the highest of the log.
  /// - Returns: the ratings, in the order of arrival.
  /// - Throws: `DatasetError.invalidWeight` where a rating is not finite.
  public func ratings(
    before instant: Int64? = nil, scale: ClosedRange<Double>? = nil
  ) throws(DatasetError) -> RatingSet {
    try ratings(
      keeping: { event in instant.map { events[event].atSeconds < $0 } ?? true },
      scale: scale ?? self.scale)
  }

  /// The data set of some of the events.
  ///
  /// - Parameters:
  ///   - isKept: whether an event takes part.
  ///   - atSeconds: the instant of the features; by default the time of each user's last kept
  ///     event.
  /// - Returns: a data set with the users and items of the log and the cells of the kept events.
  /// - Throws: `DatasetError` where the weighing returns an item outside the catalogue.
  func dataset(
    keeping isKept: (Int) -> Bool, atSeconds: Int64? = nil
  ) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var times: [Int64] = []
    for user in 0..<users.count {
      let kept = ordered(user).filter(isKept)
      let instant = atSeconds ?? kept.last.map { events[$0].atSeconds } ?? 0
      let cells = weighing?(UserIndex(user), kept, instant) ?? largest(kept)
      // Cells are sorted and merged here, because the builder does not say how many it keeps.
      for cell in UserHistory(cells).entries where cell.weight > 0 {
        guard cell.item.position < items.count else { throw .columnOutOfRange(row: user) }
        builder.add(item: cell.item, weight: cell.weight)
        times.append(cell.lastSeconds)
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times, items: items, users: users,
      documents: documents, places: places)
  }

  /// Each item's largest weight and last instant.
  private func largest(_ kept: [Int]) -> [UserHistory.Entry] {
    var cells: [UserHistory.Entry] = []
    for event in kept.lazy.map({ events[$0] }).sorted(by: { $0.item < $1.item }) {
      guard let last = cells.last, last.item == event.item else {
        cells.append(
          .init(item: event.item, weight: event.weight, lastSeconds: event.atSeconds))
        continue
      }
      cells[cells.count - 1] = .init(
        item: event.item, weight: max(last.weight, event.weight),
        lastSeconds: max(last.lastSeconds, event.atSeconds))
    }
    return cells
  }

  /// The ratings of some of the events, in the order of arrival; the last of repeated ratings
  /// counts, at the position of the first.
  func ratings(
    keeping isKept: (Int) -> Bool, scale: ClosedRange<Double>
  ) throws(DatasetError) -> RatingSet {
    var offsets = [0]
    var columns: [Int32] = []
    var ratings: [Double] = []
    var placeOf = [Int](repeating: -1, count: items.count)
    for user in 0..<users.count {
      let start = columns.count
      for event in events(of: user) where isKept(event) {
        let item = events[event].item
        if placeOf[item.position] >= start {
          ratings[placeOf[item.position]] = events[event].rating
        } else {
          placeOf[item.position] = columns.count
          columns.append(item.rawValue)
          ratings.append(events[event].rating)
        }
      }
      offsets.append(columns.count)
    }
    return try RatingSet(
      itemCount: items.count, rowOffsets: offsets, items: columns, ratings: ratings, scale: scale)
  }

  /// The log of some of the events, with the same vocabularies.
  func keeping(_ isKept: [Bool]) -> InteractionLog {
    // The weighing expects positions of this log.
    let positions = events.indices.filter { isKept[$0] }
    var offsets = [0]
    for user in 0..<users.count {
      offsets.append(offsets[user] + events(of: user).count { isKept[$0] })
    }
    let translated = weighing.map { weighing -> Weighing in
      { user, kept, instant in weighing(user, kept.map { positions[$0] }, instant) }
    }
    return InteractionLog(
      users: users, items: items, documents: documents, places: places, rowOffsets: offsets,
      events: positions.map { events[$0] }, weighing: translated)
  }

  /// The range from the lowest to the highest finite rating; others are refused when ratings are
  /// made.
  var scale: ClosedRange<Double> {
    let ratings = events.lazy.map(\.rating).filter(\.isFinite)
    let low = ratings.min() ?? 0
    return low...(ratings.max() ?? low)
  }
}

extension InteractionLog {
  /// The meaning of the columns.
  public enum Level: String, Codable, Sendable {
    /// Titles, which are films and series; the assets of a title count together.
    case title
    /// Assets, which are films and episodes.
    case episode
  }

  /// The watch events of one viewer.
  public struct Watching: Equatable, Sendable {
    /// The viewer's identifier.
    public var viewer: Int64
    /// The events, in any order.
    public var records: [WatchRecord]

    /// The watch events of one viewer.
    public init(viewer: Int64, records: [WatchRecord]) {
      self.viewer = viewer
      self.records = records
    }
  }

  /// A log of watch events, whose data sets are weighted by the rating formula at their own
  /// instant.
  ///
  /// The rating of an event is its own watch ratio or stated preference.
  ///
  /// - Parameters:
  ///   - watching: the events of each viewer.
  ///   - level: the meaning of the columns.
  ///   - items: the identifiers of the titles or assets of the catalogue; events of others are left
  ///     out.
  ///   - documents: one for each item of the catalogue, or none at all.
  ///   - places: one for each item of the catalogue, or none at all.
  ///   - formula: the rating formula.
  public init(
    watching: [Watching], level: Level, items: Vocabulary<Int64>,
    documents: [ContentDocument] = [], places: [ItemPlace] = [],
    formula: ImplicitRating = ImplicitRating()
  ) {
    var records: [WatchRecord] = []
    var rows: [Row] = []
    // Viewers ascend, so that records keep their positions when the rows are grouped.
    for viewer in watching.sorted(by: { $0.viewer < $1.viewer }) {
      for var record in viewer.records {
        if level == .episode { record.title = record.asset }
        guard items.position(of: record.title) != nil else { continue }
        records.append(record)
        let rating = formula.rating(
          watchedSeconds: Int(record.watchedSeconds),
          runningSeconds: record.runningSeconds.map(Int.init),
          statedPreference: record.statedPreference.map(Double.init))
        rows.append(
          Row(
            user: viewer.viewer, item: record.title, rating: rating,
            atSeconds: record.startSeconds))
      }
    }
    self.init(rows: rows, items: items, documents: documents, places: places) {
      [records] _, past, instant in
      let past = past.map { records[$0] }
      let cells: [(Int64, Float, Int64)] =
        switch level {
        case .title:
          formula.ratings(of: past, asOfSeconds: instant).map {
            ($0.title, $0.weight, $0.lastSeconds)
          }
        case .episode:
          formula.assetRatings(of: past).map { ($0.asset, $0.weight, $0.lastSeconds) }
        }
      return cells.compactMap { identifier, weight, lastSeconds in
        items.position(of: identifier).map {
          // An item of weight 0 was watched as well and is not new to the viewer.
          UserHistory.Entry(
            item: ItemIndex($0), weight: max(weight, Self.leastWeight), lastSeconds: lastSeconds)
        }
      }
    }
  }

  /// The least weight of a watched item, above 0 so that it counts as seen.
  public static let leastWeight: Float = 1e-4
}
