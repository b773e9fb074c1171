import PickModel

/// The season, episode and part in an asset's name.
struct ParsedEpisode: Hashable, Sendable {
  /// From 1; 1 when the name tells no season.
  var season = 1
  /// The number of the episode, of the first one for a range.
  var number: Int
  /// The last number of a range ("1~2회").
  var last: Int?
  /// The part of an episode that was cut in parts ("12회 2부").
  var part: Int?
}

/// Finds season and episode numbers in asset names (docs/importing.md has the table of forms).
///
/// The catalogue's own normalised name says which title it is and where in the name the numbers may
/// begin: the 1 of "1박 2일 05회" is part of the title. Films are never parsed.
enum AssetNameParser {
  /// Season and number; `nil` for films, extras and names without a number.
  static func parse(_ name: String, cleanName: String, isFilm: Bool) -> ParsedEpisode? {
    guard !isFilm else { return nil }
    let letters = NameLetters(name).withoutTags()
    let clean = NameLetters(cleanName).withoutTags()
    let rest = letters.removing(clean)
    let tokens = NameToken.tokens(of: rest ?? letters)
    guard !isExtra(tokens) else { return nil }
    var numbers = EpisodeNumbers(tokens)
    numbers.readMarked()
    if rest != nil { numbers.readBare() }
    guard var episode = numbers.episode else { return nil }
    if numbers.season == nil {
      var title = EpisodeNumbers(NameToken.tokens(of: clean))
      title.readMarked()
      episode.season = title.season ?? 1
    }
    return episode
  }

  /// Trailers and the like have the number of the episode they are about, but are not it; a special
  /// has numbers of its own ("스페셜 2회"), while a themed episode keeps its number ("100회 특집").
  private static func isExtra(_ tokens: [NameToken]) -> Bool {
    var hasNumber = false
    for token in tokens {
      switch token {
      case .number: hasNumber = true
      case .word(let word):
        if ExtraName.always.contains(where: word.contains) { return true }
        if ExtraName.alwaysWhole.contains(word) { return true }
        if !hasNumber, ExtraName.beforeNumber.contains(where: word.contains) { return true }
      case .mark: continue
      }
    }
    return false
  }
}

/// A piece of an asset name: "시즌2 8화" is a word, a number, a number and a word.
enum NameToken: Equatable {
  /// ASCII digits, at most six of them, and how many there were.
  case number(Int, digits: Int)
  /// Letters without a break.
  case word(String)
  /// Any other character but a space.
  case mark(Character)

  /// Takes a name apart.
  static func tokens(of name: NameLetters) -> [NameToken] {
    var tokens: [NameToken] = []
    var index = 0
    let letters = name.letters
    while index < letters.count {
      let start = index
      let letter = letters[index]
      if isDigit(letter) {
        while index < letters.count, isDigit(letters[index]) { index += 1 }
        tokens.append(number(letters[start..<index]))
      } else if letter.isLetter {
        while index < letters.count, letters[index].isLetter { index += 1 }
        tokens.append(.word(String(letters[start..<index])))
      } else {
        index += 1
        if letter != " " { tokens.append(.mark(letter)) }
      }
    }
    return tokens
  }

  private static func isDigit(_ letter: Character) -> Bool { letter.isASCII && letter.isNumber }

  /// A number too long for an episode is a date or a product number: a word.
  private static func number(_ digits: ArraySlice<Character>) -> NameToken {
    guard digits.count <= 6, let value = Int(String(digits)) else { return .word(String(digits)) }
    return .number(value, digits: digits.count)
  }
}

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

  /// The rest of the name after the title's; `nil` when the title's is not in it.
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
