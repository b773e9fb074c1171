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

extension Dataset {
  /// The cells that weigh at least `minimum`; rows, columns and what is known of items stay.
  ///
  /// - Throws: nothing in practice: what is left of a valid data set is valid.
  public func liked(from minimum: Float) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var kept: [Int64] = []
    for user in 0..<users.count {
      for cell in interactions.cells(of: UserIndex(user))
      where interactions.weights[cell] >= minimum {
        builder.add(
          item: ItemIndex(interactions.columns[cell]), weight: interactions.weights[cell])
        kept.append(times[cell])
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: kept, items: items, users: users,
      documents: documents, places: places)
  }
}

/// What one user did with each item, as a model is asked about it.
///
/// It need not be a row the model was fitted on: models are served from live histories.
public struct UserHistory: Equatable, Sendable {
  /// One item of a history.
  public struct Entry: Equatable, Sendable {
    /// The item.
    public let item: ItemIndex
    /// How much the user wanted it; negative for what they said they did not.
    public let weight: Float
    /// When it was last watched, in seconds since 1970.
    public let lastSeconds: Int64

    /// One item of a history.
    public init(item: ItemIndex, weight: Float, lastSeconds: Int64 = 0) {
      self.item = item
      self.weight = weight
      self.lastSeconds = lastSeconds
    }
  }

  /// By ascending item, each item once, weights finite.
  public let entries: [Entry]

  /// Nothing watched yet.
  public static let empty = UserHistory([])

  /// Sorts entries; of a repeated item the weights are summed and the later instant is kept.
  ///
  /// Weights that are not finite are left out.
  public init(_ entries: some Sequence<Entry>) {
    var merged: [Entry] = []
    for entry in entries.filter(\.weight.isFinite).sorted(by: { $0.item < $1.item }) {
      if let last = merged.last, last.item == entry.item {
        merged[merged.count - 1] = Entry(
          item: entry.item, weight: last.weight + entry.weight,
          lastSeconds: max(last.lastSeconds, entry.lastSeconds))
      } else {
        merged.append(entry)
      }
    }
    self.entries = merged
  }

  /// Keeps entries that are in order already, each item once, weights finite.
  init(ordered entries: [Entry]) { self.entries = entries }
}

/// What is known of a title before anybody has watched it.
public struct ContentDocument: Equatable, Sendable {
  /// Genre names, and whatever else sorts titles into kinds.
  public let genres: [String]
  /// Names of those who play in it.
  public let cast: [String]
  /// Prose: the name, the synopsis.
  public let text: [String]

  /// A document with everything that is known.
  public init(genres: [String] = [], cast: [String] = [], text: [String] = []) {
    self.genres = genres
    self.cast = cast
    self.text = text
  }
}

/// Where an item that is part of a series stands in it.
///
/// At episode level the columns of a data set are assets; this says which of them belong together
/// and in which order they are watched. At title level there are no places.
public struct ItemPlace: Equatable, Hashable, Sendable {
  /// The series or film the item belongs to: any number, equal for items of one title.
  public let title: Int32
  /// 0-based place in watching order; `nil` for what is no numbered episode.
  public let ordinal: Int32?

  /// A place.
  public init(title: Int32, ordinal: Int32?) {
    self.title = title
    self.ordinal = ordinal
  }
}

/// Why values do not make a data set.
public enum DatasetError: Error, Equatable, Sendable {
  /// Offsets, columns and weights do not belong together.
  case inconsistentLengths
  /// A row's columns do not strictly ascend.
  case unsortedColumns(row: Int)
  /// A row names an item twice.
  case repeatedItem(row: Int)
  /// A row names a column the matrix does not have.
  case columnOutOfRange(row: Int)
  /// A row holds a weight that is not finite and positive.
  case invalidWeight(row: Int)
  /// More rows or columns than an index can name.
  case unsupportedSize(Int)
}
