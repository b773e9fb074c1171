/// A name as its characters, ready to be compared and taken apart.
struct NameLetters {
  let letters: [Character]

  /// Full-width forms become plain ones, capitals small.
  init(_ name: String) {
    letters = ImportedText.cleaned(name).unicodeScalars.flatMap { scalar -> String in
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      let plain = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      return String(plain).lowercased()
    }
  }

  private init(letters: [Character]) { self.letters = letters }

  /// Without bracketed tags: "(자막)", "[HD]", "<더빙>"; brackets around a number and its unit,
  /// "(5회)", stay.
  func withoutTags() -> NameLetters {
    var kept: [Character] = []
    var index = 0
    while index < letters.count {
      if let closing = Self.closing[letters[index]],
        let end = letters[index...].firstIndex(of: closing), end - index <= 40,
        !Self.tellsEpisode(letters[(index + 1)..<end])
      {
        kept.append(" ")
        index = end + 1
      } else {
        kept.append(letters[index])
        index += 1
      }
    }
    return NameLetters(letters: kept)
  }

  /// What is left of the name after the title's; `nil` when the title's does not stand in it.
  ///
  /// Spaces and punctuation may differ. A title that ends in a digit does not end in the middle of
  /// a number.
  func removing(_ title: NameLetters) -> NameLetters? {
    let wanted = title.letters.filter(Self.counts)
    guard !wanted.isEmpty else { return nil }
    let places = letters.indices.filter { Self.counts(letters[$0]) }
    guard places.count >= wanted.count else { return nil }
    for offset in 0...(places.count - wanted.count) {
      let range = offset..<(offset + wanted.count)
      guard zip(places[range], wanted).allSatisfy({ letters[$0] == $1 }) else { continue }
      let end = places[range.upperBound - 1] + 1
      if letters[end - 1].isNumber, end < letters.count, letters[end].isNumber { continue }
      return NameLetters(letters: Array(letters[end...]))
    }
    return nil
  }

  private static let closing: [Character: Character] = [
    "(": ")", "[": "]", "<": ">", "【": "】", "〈": "〉",
  ]

  private static func counts(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber }

  private static func tellsEpisode(_ inside: ArraySlice<Character>) -> Bool {
    var numbers = EpisodeNumbers(NameToken.tokens(of: NameLetters(letters: Array(inside))))
    numbers.readMarked()
    return numbers.number != nil
  }
}
