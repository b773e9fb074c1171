import Foundation
import PickModel

/// Prepares text for a screen: one cell per character, and no control sequences.
///
/// Titles, cast and errors come from outside. A frame never carries control, format or direction
/// characters, and no character with more than four marks.
public enum CellText {
  /// Marks one cell may carry; ncurses keeps a character and four (`CCHARW_MAX`).
  static let maximumMarks = 4

  /// The character as a cell can show it; `nil` when nothing of it shows.
  public static func cell(_ character: Character) -> Character? {
    let scalars = character.unicodeScalars
    if let only = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
      if DisplayWidth.isPlain(only) { return character }
      return DisplayWidth.of(only) > 0 ? shown(only).map(Character.init) : nil
    }
    return reduced(scalars)
  }

  /// One line of text as a screen can show it: line ends and tabs become spaces.
  public static func line(_ text: String) -> String {
    if DisplayWidth.isPlain(text) { return text }
    var line = ""
    line.reserveCapacity(text.utf8.count)
    for character in text {
      if character.isNewline || character == "\t" {
        line.append(" ")
      } else if let cell = cell(character) {
        line.append(cell)
      }
    }
    return line
  }

  /// The first spacing scalar of a cluster with the marks on it.
  ///
  /// Terminals disagree about joined emoji and flags; the first part alone is safe on all.
  private static func reduced(_ scalars: Character.UnicodeScalarView) -> Character? {
    var kept = String.UnicodeScalarView()
    var marks = 0
    for scalar in scalars {
      if kept.isEmpty {
        guard DisplayWidth.of(scalar) > 0, let scalar = shown(scalar) else { continue }
        kept.append(scalar)
      } else if DisplayWidth.of(scalar) > 0 {
        break
      } else if isMark(scalar), marks < maximumMarks {
        kept.append(scalar)
        marks += 1
      }
    }
    return kept.isEmpty ? nil : String(kept).first
  }

  /// The scalar, or `?` for unassigned ones, which have no agreed width.
  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.properties.generalCategory {
    case .unassigned, .privateUse: "?"
    default: scalar
    }
  }

  /// Whether a scalar may stand on another one; selectors only change how terminals disagree.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180F: return false
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }
}

/// Normalises text to NFC, the form in which all text is kept and compared.
enum ComposedText {
  /// The text in NFC; nothing is done for text that cannot change.
  static func composed(_ text: String) -> String {
    // Nothing below U+0300 changes, nor do syllables and the letters keyboards send.
    let isComposed = text.unicodeScalars.allSatisfy {
      switch $0.value {
      case ..<0x300, 0x3131...0x318E, 0xAC00...0xD7A3: true
      default: false
      }
    }
    return isComposed ? text : text.precomposedStringWithCanonicalMapping
  }
}
