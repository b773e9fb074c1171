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
