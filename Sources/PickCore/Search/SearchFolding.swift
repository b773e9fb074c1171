import Foundation
import PickModel

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
