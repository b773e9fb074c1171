/// Identifiers and their dense indices: the identifier at index i is `identifiers[i]`.
///
/// Identifiers ascend, so equal sets of identifiers get equal indices whatever their order of
/// arrival, and a look-up needs no hash table: a vocabulary can be read from a mapped file.
public struct Vocabulary<ID: Comparable & Sendable>: Sendable {
  /// Ascending and distinct.
  public let identifiers: [ID]

  /// Sorts identifiers and drops repetitions.
  public init(_ identifiers: some Sequence<ID>) {
    var distinct: [ID] = []
    for id in identifiers.sorted() where distinct.last != id { distinct.append(id) }
    self.identifiers = distinct
  }

  /// How many identifiers there are.
  public var count: Int { identifiers.count }

  /// The position of an identifier; `nil` when it is not in the vocabulary.
  ///
  /// - Complexity: O(log count).
  public func position(of id: ID) -> Int? {
    var low = 0
    var high = identifiers.count
    while low < high {
      let middle = (low + high) / 2
      if identifiers[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < identifiers.count && identifiers[low] == id ? low : nil
  }
}

extension Vocabulary: Equatable {}

/// A row of a matrix that stands for one `Subject`: dense, from 0, and meaningless outside the
/// data set that handed it out.
///
/// Stores, services and screens speak identifiers; only recommenders and their evaluation speak
/// indices.
public struct DenseIndex<Subject>: Hashable, Comparable, Sendable, Codable {
  /// The 0-based position.
  public let rawValue: Int32

  /// A position that is already known.
  public init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// A position that is already known; traps beyond 2³¹ − 1.
  public init(_ position: Int) { rawValue = Int32(position) }

  /// The position, ready to subscript an array.
  public var position: Int { Int(rawValue) }

  /// Orders by position: the stated rule wherever scores tie.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a `ItemIndex` stands for.
public enum ItemSubject: Sendable {}
/// What a `UserIndex` stands for.
public enum UserSubject: Sendable {}

/// A column of the interaction matrix.
public typealias ItemIndex = DenseIndex<ItemSubject>
/// A row of the interaction matrix.
public typealias UserIndex = DenseIndex<UserSubject>
