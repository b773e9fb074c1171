import Foundation
import PickModel

/// A query, ready to be compared: one matcher for each unit of the text it stands for.
///
/// - A full syllable matches itself only; it is never reduced to its initial consonant.
/// - The last syllable, when it has no final consonant, may still be in the making: 하 matches 한. In
///   a word with a space behind it is complete.
/// - A loose consonant matches every syllable that begins with it, and itself.
/// - A cluster (ㄳ) stands for the two consonants it is typed with.
struct SearchPattern {
  /// Matches one unit: a range, or one other unit.
  struct Matcher {
    /// The first unit of the range.
    let low: UInt16
    /// How many units follow the first in the range.
    let span: UInt16
    /// Another unit that matches; equal to `low` when there is none.
    let other: UInt16

    func matches(_ unit: UInt16) -> Bool { unit &- low <= span || unit == other }
  }

  let matchers: [Matcher]
  /// Whether a loose consonant stands for a syllable.
  let hasInitials: Bool
  /// The last unit as typed: a name that ends in it, and has no more, is an exact match.
  let lastUnit: UInt16

  /// `nil` when nothing is left to compare; `isOpen` says that the query may still go on.
  init?(_ query: String, isOpen: Bool = true) {
    var units: [UInt16] = []
    var folding = SearchFolding()
    folding.fold(query.precomposedStringWithCanonicalMapping) { unit, _ in
      Self.append(unit, to: &units)
    }
    guard let last = units.last, units.count <= Self.longest else { return nil }
    lastUnit = last
    hasInitials = units.contains { Self.initial($0) != nil }
    matchers = units.indices.map {
      Self.matcher(units[$0], isOpen: isOpen && $0 == units.count - 1)
    }
  }

  /// The words of a query, to be found apart from each other; none for a single word, nor for more
  /// than anybody remembers of a title.
  static func words(of query: String) -> [SearchPattern] {
    let words = query.split(whereSeparator: \.isWhitespace)
    let patterns = words.enumerated().compactMap { place, word in
      SearchPattern(String(word), isOpen: place == words.count - 1)
    }
    return (2...mostWords).contains(patterns.count) ? patterns : []
  }

  private static let mostWords = 8

  /// Longer than any name; a longer query matches nothing.
  private static let longest = 400

  private static func append(_ unit: UInt16, to units: inout [UInt16]) {
    if let scalar = Unicode.Scalar(unit), let pair = Jamo.cluster(scalar) {
      units.append(UInt16(truncatingIfNeeded: pair.0.value))
      units.append(UInt16(truncatingIfNeeded: pair.1.value))
    } else {
      units.append(unit)
    }
  }

  private static func initial(_ unit: UInt16) -> Int? {
    Unicode.Scalar(unit).flatMap(Jamo.initialIndex(of:))
  }

  private static func matcher(_ unit: UInt16, isOpen: Bool) -> Matcher {
    if let initial = initial(unit) {
      let count = HangulSyllable.syllablesPerInitial
      let low = HangulSyllable.firstCode + UInt16(initial) * count
      return Matcher(low: low, span: count - 1, other: unit)
    }
    if isOpen, let syllable = Unicode.Scalar(unit).flatMap(HangulSyllable.init),
      !syllable.hasFinal
    {
      return Matcher(low: unit, span: UInt16(HangulSyllable.finalCount - 1), other: unit)
    }
    return Matcher(low: unit, span: 0, other: unit)
  }
}
