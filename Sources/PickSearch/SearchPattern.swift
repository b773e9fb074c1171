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
    /// The number of units after the first in the range.
    let span: UInt16
    /// Another unit that matches; equal to `low` when there is none.
    let other: UInt16

    func matches(_ unit: UInt16) -> Bool { unit &- low <= span || unit == other }
  }

  let matchers: [Matcher]
  /// The letters a name must have to match (`LetterSet`).
  let letters: UInt64
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
    letters = units.reduce(0) { $0 | LetterSet.bits(of: $1) }
    hasInitials = units.contains { Self.initial($0) != nil }
    matchers = units.indices.map {
      Self.matcher(units[$0], isOpen: isOpen && $0 == units.count - 1)
    }
  }

  /// The words of a query, to be found apart from each other; none for a single word, nor for more
  /// than a viewer types of a title.
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

/// Brings names and queries to the form they are compared in.
///
/// The form is a sequence of UTF-16 units: Latin, Greek and Cyrillic without case and accents,
/// full-width forms as plain ones, Hangul syllables whole, loose jamo as they are. White space and
/// the punctuation names differ by ("스파이더맨: 홈커밍") are left out and only remembered as the start
/// of a word. Everything else is a literal, `%`, `_`, `*` and `?` included.
struct SearchFolding {
  /// Folded forms of scalars that needed Foundation, so that each is asked for once.
  private var known: [UInt32: [UInt16]] = [:]

  /// Hands every unit to `body`, with whether a word begins at it.
  mutating func fold(_ text: String, _ body: (UInt16, Bool) -> Void) {
    var isWordStart = true
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value < 0x80 {
        let byte = UInt8(truncatingIfNeeded: value)
        if Self.isSeparator(byte) {
          // An apostrophe does not begin a word: "don't".
          if byte != UInt8(ascii: "'") { isWordStart = true }
          continue
        }
        let isUpper = byte >= 0x41 && byte <= 0x5A
        body(UInt16(isUpper ? byte | 0x20 : byte), isWordStart)
        isWordStart = false
      } else if Self.isItself(value) {
        body(UInt16(value), isWordStart)
        isWordStart = false
      } else {
        let units = folded(scalar)
        if units.isEmpty, Self.separatesWords(scalar) { isWordStart = true }
        for unit in units {
          body(unit, isWordStart)
          isWordStart = false
        }
      }
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F: true
    case UInt8(ascii: "!"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Hangul syllables, jamo and Han characters.
  private static func isItself(_ value: UInt32) -> Bool {
    (0xAC00...0xD7A3).contains(value) || (0x3131...0x3163).contains(value)
      || (0x4E00...0x9FFF).contains(value)
  }

  private static func separatesWords(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: false
    default: true
    }
  }

  private mutating func folded(_ scalar: Unicode.Scalar) -> [UInt16] {
    if let units = known[scalar.value] { return units }
    let units = Self.fold(scalar)
    known[scalar.value] = units
    return units
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [UInt16] {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .dashPunctuation,
      .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .nonspacingMark, .enclosingMark, .spacingMark, .unassigned:
      return wildcards.contains(scalar) ? plain(scalar) : []
    default: return strokes[scalar].map { Array($0.utf16) } ?? plain(scalar)
    }
  }

  private static func plain(_ scalar: Unicode.Scalar) -> [UInt16] {
    let folded = String(scalar).folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    return Array(folded.lowercased().utf16)
  }

  /// Full-width signs that mean the same as the ASCII literals.
  private static let wildcards: Set<Unicode.Scalar> = ["％", "＊", "？", "＿", "＃", "＆", "＠", "／", "＼"]

  /// Letters whose stroke is no separate mark in Unicode, so that no folding removes it.
  private static let strokes: [Unicode.Scalar: String] = [
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th",
    "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ı": "i",
    "ħ": "h", "Ħ": "h",
  ]
}
