import Foundation
import PickModel

/// A query, ready to be compared: one matcher for each unit of the text it stands for.
///
/// - A full syllable matches itself only; it is never reduced to its initial consonant.
/// - The last syllable, when it has no final consonant, may still be in the making: 하 matches 한.
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

  /// `nil` when nothing is left to compare.
  init?(_ query: String) {
    var units: [UInt16] = []
    var folding = SearchFolding()
    folding.fold(query.precomposedStringWithCanonicalMapping) { unit, _ in
      Self.append(unit, to: &units)
    }
    guard let last = units.last, units.count <= Self.longest else { return nil }
    lastUnit = last
    hasInitials = units.contains { Self.initial($0) != nil }
    matchers = units.indices.map { Self.matcher(units[$0], isLast: $0 == units.count - 1) }
  }

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

  private static func matcher(_ unit: UInt16, isLast: Bool) -> Matcher {
    if let initial = initial(unit) {
      let count = HangulSyllable.syllablesPerInitial
      let low = HangulSyllable.firstCode + UInt16(initial) * count
      return Matcher(low: low, span: count - 1, other: unit)
    }
    if isLast, let syllable = Unicode.Scalar(unit).flatMap(HangulSyllable.init),
      !syllable.hasFinal
    {
      return Matcher(low: unit, span: UInt16(HangulSyllable.finalCount - 1), other: unit)
    }
    return Matcher(low: unit, span: 0, other: unit)
  }
}
