/// Chooses between the two forms of a Korean particle (을/를, 과/와, 으로/로).
enum Particle {
  /// The form that fits after `word`; both, as `을(를)`, when the sound cannot be told.
  static func fitting(
    _ word: String, afterConsonant: Substring, afterVowel: Substring
  ) -> String {
    guard let last = word.last(where: { $0.isLetter || $0.isNumber }),
      let ends = endsInConsonant(last)
    else { return "\(afterConsonant)(\(afterVowel))" }
    return String(ends ? afterConsonant : afterVowel)
  }

  /// Whether a character is read with a consonant at its end; `nil` when that depends.
  ///
  /// Digits as read in Sino-Korean: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔 end in a consonant.
  private static func endsInConsonant(_ character: Character) -> Bool? {
    guard let scalar = character.unicodeScalars.last else { return nil }
    if (0xAC00...0xD7A3).contains(scalar.value) { return (scalar.value - 0xAC00) % 28 != 0 }
    return character.isASCII && character.isNumber ? "013678".contains(character) : nil
  }
}
