import Synchronization

/// Remembers how texts were wrapped: a page wraps the same names and synopses for every key.
///
/// Each text has one place, by its bytes; another text of the same place takes it over. That bounds
/// the memory by what the places can hold, about two megabytes of the longest texts.
final class WrappedTexts: Sendable {
  /// What the lines follow from.
  struct Key {
    let text: String
    let columns: Int
    let maximumLines: Int
    let ellipsis: Character
  }

  private struct Entry {
    let key: Key
    let lines: [String]
  }

  /// The texts of the program.
  static let shared = WrappedTexts()

  /// Longer texts are wrapped anew.
  static let mostBytes = 2048
  private static let places = 512

  private let entries = Mutex([Entry?](repeating: nil, count: WrappedTexts.places))

  /// The lines of a text, made by `wrap` where they are not known.
  func lines(_ key: Key, wrap: () -> [String]) -> [String] {
    guard key.text.utf8.count <= Self.mostBytes else { return wrap() }
    let place = Self.place(of: key)
    let known = entries.withLock { entries in
      entries[place].flatMap { $0.key == key ? $0.lines : nil }
    }
    if let known { return known }
    let lines = wrap()
    entries.withLock { $0[place] = Entry(key: key, lines: lines) }
    return lines
  }

  private static func place(of key: Key) -> Int {
    var folded = UInt64(truncatingIfNeeded: key.columns) &* 0x9E37_79B9_7F4A_7C15
    folded ^= UInt64(truncatingIfNeeded: key.maximumLines)
    for byte in key.text.utf8 { folded = (folded ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int((folded ^ folded >> 32) % UInt64(places))
  }
}

extension WrappedTexts.Key: Equatable {
  /// Compares bytes: texts that are only equivalent may have other widths.
  static func == (left: Self, right: Self) -> Bool {
    left.columns == right.columns && left.maximumLines == right.maximumLines
      && left.ellipsis == right.ellipsis && left.text.utf8.elementsEqual(right.text.utf8)
  }
}
