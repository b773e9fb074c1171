/// Identifiers and their dense indices: `identifiers[i]` is the identifier at index i.
///
/// Identifiers ascend, so that equal sets get equal indices in any order of arrival, and a look-up
/// needs no hash table.
public struct Vocabulary<ID: Comparable & Sendable>: Sendable {
  /// The identifiers, ascending and distinct.
  public let identifiers: [ID]

  /// A vocabulary of identifiers in any order; repetitions are dropped.
  public init(_ identifiers: some Sequence<ID>) {
    var distinct: [ID] = []
    for id in identifiers.sorted() where distinct.last != id { distinct.append(id) }
    self.identifiers = distinct
  }

  /// The number of identifiers.
  public var count: Int { identifiers.count }

  /// The index of an identifier; `nil` for one that is not in the vocabulary.
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

/// The index of a row or column that stands for one `Subject`: dense, from 0, and valid only in the
/// data set it comes from.
///
/// Only recommenders and their evaluation use indices; all other code uses identifiers.
public struct DenseIndex<Subject>: Hashable, Comparable, Sendable, Codable {
  /// The 0-based position.
  public let rawValue: Int32

  /// The index of a position.
  public init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// The index of a position, at most 2³¹ − 1; traps beyond.
  public init(_ position: Int) { rawValue = Int32(position) }

  /// The position as a subscript of arrays.
  public var position: Int { Int(rawValue) }

  /// Orders by position, which also decides between equal scores.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The subject of `ItemIndex`.
public enum ItemSubject: Sendable {}
/// The subject of `UserIndex`.
public enum UserSubject: Sendable {}

/// A column of the interaction matrix.
public typealias ItemIndex = DenseIndex<ItemSubject>
/// A row of the interaction matrix.
public typealias UserIndex = DenseIndex<UserSubject>
