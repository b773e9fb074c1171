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

extension InteractionLog {
  /// The data set of everything before an instant, by default of everything: what is fitted to serve
  /// after it.
  ///
  /// - Throws: `DatasetError`, when a weighing names an item the catalogue does not have.
  public func dataset(before instant: Int64? = nil) throws(DatasetError) -> Dataset {
    try dataset(
      keeping: { event in instant.map { events[event].atSeconds < $0 } ?? true },
      atSeconds: instant)
  }

  /// The ratings of everything before an instant, by default of everything.
  ///
  /// - Parameters:
  ///   - instant: in seconds since 1970.
  ///   - scale: what a rating may be; by default from the lowest to the highest of the log.
  /// - Returns: ratings in the order of arrival.
  /// - Throws: `DatasetError.invalidWeight`, when a rating is not finite.
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
  ///   - isKept: by event.
  ///   - atSeconds: the instant weights are taken at; by default each user's last kept event.
  /// - Returns: the log's users and items, and cells of the kept events alone.
  /// - Throws: `DatasetError`, when a weighing names an item the catalogue does not have.
  func dataset(
    keeping isKept: (Int) -> Bool, atSeconds: Int64? = nil
  ) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var times: [Int64] = []
    for user in 0..<users.count {
      let kept = ordered(user).filter(isKept)
      let instant = atSeconds ?? kept.last.map { events[$0].atSeconds } ?? 0
      let cells = weighing?(UserIndex(user), kept, instant) ?? largest(kept)
      // Sorted and merged here, because the builder would not tell how many cells it kept.
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

  /// The ratings of some of the events, in the order of arrival; of a repeated one the last counts,
  /// in the place of the first.
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

  /// Only some of the events; the vocabularies stay.
  func keeping(_ isKept: [Bool]) -> InteractionLog {
    // A weighing speaks of the positions of this log: it is asked by them.
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

  /// From the lowest to the highest rating; what is not finite has no place on a scale, and is
  /// refused when ratings are made.
  var scale: ClosedRange<Double> {
    let ratings = events.lazy.map(\.rating).filter(\.isFinite)
    let low = ratings.min() ?? 0
    return low...(ratings.max() ?? low)
  }
}

extension InteractionLog {
  /// What the columns stand for.
  public enum Level: String, Codable, Sendable {
    /// Films and series: the assets of a title count together.
    case title
    /// Films and single episodes.
    case episode
  }

  /// One viewer's watch events.
  public struct Watching: Equatable, Sendable {
    /// The viewer's identifier.
    public var viewer: Int64
    /// In any order.
    public var records: [WatchRecord]

    /// One viewer's watch events.
    public init(viewer: Int64, records: [WatchRecord]) {
      self.viewer = viewer
      self.records = records
    }
  }

  /// What viewers watched; every past of it is weighed by the rating formula as it was then.
  ///
  /// An event's rating, which thresholds look at, is its own watch ratio or stated preference.
  ///
  /// - Parameters:
  ///   - watching: the events of each viewer.
  ///   - level: what the columns stand for.
  ///   - items: the catalogue at that level: titles or assets; events of others are left out.
  ///   - documents: one for each item of the catalogue, or none at all.
  ///   - places: one for each item of the catalogue, or none at all.
  ///   - formula: makes weights of events.
  public init(
    watching: [Watching], level: Level, items: Vocabulary<Int64>,
    documents: [ContentDocument] = [], places: [ItemPlace] = [],
    formula: ImplicitRating = ImplicitRating()
  ) {
    var records: [WatchRecord] = []
    var rows: [Row] = []
    // Ascending viewers, so that a record keeps its place when the rows are grouped.
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
          // What weighs nothing was watched all the same and is not new to the viewer.
          UserHistory.Entry(
            item: ItemIndex($0), weight: max(weight, Self.leastWeight), lastSeconds: lastSeconds)
        }
      }
    }
  }

  /// What watching weighs at least: more than nothing, so that it counts as seen.
  public static let leastWeight: Float = 1e-4
}
