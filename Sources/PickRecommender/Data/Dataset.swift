/// The data recommenders learn from: interactions, the identifiers of their rows and columns, and
/// descriptions of the items.
///
/// Identifiers are plain integers here; what they identify is the caller's concern.
public struct Dataset: Equatable, Sendable {
  /// Confidence by user and item; shape `[users.count, items.count]`.
  public let interactions: InteractionMatrix
  /// The start of the last interaction of each stored cell, in seconds since 1970; parallel to
  /// `interactions.columns`.
  public let times: [Int64]
  /// The identifiers of the columns.
  public let items: Vocabulary<Int64>
  /// The identifiers of the rows.
  public let users: Vocabulary<Int64>
  /// The description of each item, by index; empty where there is none.
  public let documents: [ContentDocument]

  /// The place of each item in its series, by index; empty at title level.
  public let places: [ItemPlace]

  /// A data set from its parts.
  ///
  /// - Parameters:
  ///   - interactions: confidence by user and item.
  ///   - times: seconds since 1970 for each stored cell.
  ///   - items: the identifiers of the columns.
  ///   - users: the identifiers of the rows.
  ///   - documents: one for each item, or none at all.
  ///   - places: one for each item, or none at all.
  /// - Throws: `DatasetError.inconsistentLengths` when the lengths of the parts do not fit each
  ///   other.
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

  /// The data set with other weights in the same cells.
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

  /// The history of a user: the cells of the user's row.
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
  /// The data set without cells of a weight below `minimum`; rows, columns and descriptions stay.
  ///
  /// - Throws: nothing in practice, because a part of a valid data set is valid.
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

/// The items of one user with weights and times: the input of a fitted model.
///
/// A history need not be a row the model was fitted on; models in service are asked with live
/// histories.
public struct UserHistory: Equatable, Sendable {
  /// One item of a history.
  public struct Entry: Equatable, Sendable {
    /// The item.
    public let item: ItemIndex
    /// The preference of the user for the item; negative for a stated dislike.
    public let weight: Float
    /// The time the item was last watched, in seconds since 1970.
    public let lastSeconds: Int64

    /// One item of a history.
    public init(item: ItemIndex, weight: Float, lastSeconds: Int64 = 0) {
      self.item = item
      self.weight = weight
      self.lastSeconds = lastSeconds
    }
  }

  /// The items, ascending and each once, with finite weights.
  public let entries: [Entry]

  /// The history of a user without interactions.
  public static let empty = UserHistory([])

  /// A history of entries in any order; the weights of a repeated item are summed and its latest
  /// time is kept.
  ///
  /// Entries with a weight that is not finite are left out.
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

/// The description of an item, known before it is watched.
public struct ContentDocument: Equatable, Sendable {
  /// Names of genres and of other categories.
  public let genres: [String]
  /// Names of the actors.
  public let cast: [String]
  /// What it is called; beside no prose its words say little ("Redemption").
  public let name: String
  /// Prose, such as the synopsis.
  public let text: [String]

  /// A description with the given fields.
  public init(
    genres: [String] = [], cast: [String] = [], name: String = "", text: [String] = []
  ) {
    self.genres = genres
    self.cast = cast
    self.name = name
    self.text = text
  }
}

/// The place of an item in its series.
///
/// At episode level the columns of a data set are assets, and places say which of them belong
/// together and in which order they are watched. At title level there are no places.
public struct ItemPlace: Equatable, Hashable, Sendable {
  /// The number of the series or film the item belongs to, equal for the items of one title.
  public let title: Int32
  /// The 0-based place in watching order; `nil` for an item that is no numbered episode.
  public let ordinal: Int32?

  /// A place.
  public init(title: Int32, ordinal: Int32?) {
    self.title = title
    self.ordinal = ordinal
  }
}

/// The reasons why values make no data set.
public enum DatasetError: Error, Equatable, Sendable {
  /// The lengths of offsets, columns, weights or other parts do not fit each other.
  case inconsistentLengths
  /// The columns of a row do not ascend strictly.
  case unsortedColumns(row: Int)
  /// A row names an item twice.
  case repeatedItem(row: Int)
  /// A row names a column the matrix does not have.
  case columnOutOfRange(row: Int)
  /// A row holds a weight that is not finite and positive.
  case invalidWeight(row: Int)
  /// The number of rows or columns exceeds the range of an index.
  case unsupportedSize(Int)
}
