/// English capitals: a name of a work, and the beginning of a sentence.
enum EnglishCase {
  private static let small: Set<Substring> = [
    "a", "an", "the", "of", "in", "on", "to", "and", "for", "at", "by", "from", "with", "or", "as",
  ]

  /// Every word with a capital but the small ones inside.
  static func title(_ text: String) -> String {
    let words = text.split(separator: " ")
    let cased = words.indices.map { index in
      let isInside = index != words.startIndex && !words[index - 1].hasSuffix(":")
      return isInside && small.contains(words[index]) ? String(words[index]) : first(words[index])
    }
    return cased.joined(separator: " ")
  }

  /// The first letter as a capital.
  static func sentence(_ text: String) -> String { first(text[...]) }

  private static func first(_ text: Substring) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
