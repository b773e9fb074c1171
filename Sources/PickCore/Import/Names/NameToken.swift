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
