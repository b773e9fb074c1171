/// A word in both languages, as word tables hold it.
struct Word: Equatable, Sendable {
  let korean: String
  let english: String
}

/// Words to draw from, read from text: `우산=umbrella, 등대=lighthouse`, over any number of lines.
struct WordTable: Equatable, Sendable {
  let words: [Word]

  init(_ text: String) {
    words = text.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap { entry in
      let halves = entry.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      return Word(korean: Self.trimmed(halves[0]), english: Self.trimmed(halves[1]))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
