import Foundation

/// Normal form C, in which all text is kept and compared.
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
