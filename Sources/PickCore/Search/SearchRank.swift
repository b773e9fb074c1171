/// How good a match is: where the query stands in a name, and whose name it is.
struct SearchRank: Comparable {
  /// Where the query stands in a name, the best first.
  enum Place: Int, CaseIterable {
    /// It is the name.
    case exact
    /// The name begins with it.
    case prefix
    /// The name begins with syllables of these initial consonants.
    case initials
    /// A later word begins with it.
    case word
    /// It stands in the middle of a word.
    case inside
  }

  /// The place among all ranks, from 0, the best first.
  let order: Int

  /// How many ranks there are.
  static let count = Place.allCases.count * 3 + 1

  /// The words of the query stand apart, each in a field of its own.
  static let apart = SearchRank(order: count - 1)

  /// Ranks a match.
  ///
  /// One genre names a thousand titles, so genres come after everything else.
  init(_ place: Place, in field: SearchIndex.Field) {
    switch field {
    case .title: order = place.rawValue * 2
    case .cast: order = place.rawValue * 2 + 1
    case .genre: order = Place.allCases.count * 2 + place.rawValue
    }
  }

  private init(order: Int) { self.order = order }

  static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}
