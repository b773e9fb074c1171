import Foundation
import PickModel

/// Cleans texts of outside formats at the border: NFC, safe to show, single spaces, trimmed.
public enum ImportedText {
  /// A name of more bytes is none.
  static let longestName = 1000

  /// The form a name, a cast member or a synopsis is stored in.
  public static func cleaned(_ text: String) -> String {
    let safe = DisplayText.sanitized(text)
    return singleSpaced(safe.unicodeScalars.allSatisfy(isComposed) ? safe : composed(safe))
  }

  /// Composing can bring a character out of range again, so it is looked at twice.
  private static func composed(_ text: String) -> String {
    DisplayText.sanitized(text.precomposedStringWithCanonicalMapping)
  }

  /// ASCII, Latin-1, Hangul syllables and letters, Han: already NFC.
  private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x17F, 0xAC00...0xD7A3, 0x3001...0x3029, 0x3131...0x3163, 0x4E00...0x9FFF: true
    case 0x2013...0x2026: true
    default: false
    }
  }

  private static func singleSpaced(_ text: String) -> String {
    var spaced: [UInt8] = []
    spaced.reserveCapacity(text.utf8.count)
    var isAfterSpace = true
    for byte in text.utf8 {
      if byte == 0x20, isAfterSpace { continue }
      isAfterSpace = byte == 0x20
      spaced.append(byte)
    }
    if isAfterSpace, !spaced.isEmpty { spaced.removeLast() }
    return String(decoding: spaced, as: UTF8.self)
  }
}
