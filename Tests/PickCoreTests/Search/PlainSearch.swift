import PickModel

/// The rules of matching, spelt out character by character.
enum PlainSearch {
  /// Whether the query stands in the name, as a whole or in words.
  static func finds(_ query: String, _ name: String) -> Bool {
    if matches(query, name) { return true }
    let words = query.split(separator: " ").map(String.init)
    return words.count > 1
      && words.enumerated().allSatisfy { place, word in
        matches(word, name, isOpen: place == words.count - 1)
      }
  }

  private static func matches(_ query: String, _ name: String, isOpen: Bool = true) -> Bool {
    let wanted = scalars(query)
    let there = scalars(name)
    guard !wanted.isEmpty, wanted.count <= there.count else { return false }
    return (0...(there.count - wanted.count)).contains { start in
      wanted.indices.allSatisfy { index in
        matches(wanted[index], there[start + index], isLast: isOpen && index == wanted.count - 1)
      }
    }
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.lowercased().unicodeScalars.filter { $0 != " " }
  }

  private static func matches(
    _ wanted: Unicode.Scalar, _ there: Unicode.Scalar, isLast: Bool
  ) -> Bool {
    if wanted == there { return true }
    guard let syllable = HangulSyllable(there) else { return false }
    if let initial = Jamo.initialIndex(of: wanted) { return syllable.initial == initial }
    guard isLast, let typed = HangulSyllable(wanted), !typed.hasFinal else { return false }
    return typed.initial == syllable.initial && typed.medial == syllable.medial
  }
}
