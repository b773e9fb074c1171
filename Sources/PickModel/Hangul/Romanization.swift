/// Korean names in Latin letters, by the Revised Romanization of Korean (2000).
///
/// Names are written syllable by syllable, without the sound changes between them, as its section
/// 3.4 says of given names: 한복남 is Han Boknam.
public enum Romanization {
  /// A person's name, the family name first; a name that is not all Hangul stays as it is.
  public static func name(_ name: String) -> String {
    let syllables = name.unicodeScalars.filter { $0 != " " }.map(HangulSyllable.init)
    let known = syllables.compactMap(\.self)
    guard known.count == syllables.count, (2...5).contains(known.count) else { return name }
    let letters = known.map(Self.letters)
    let isDouble = known.count > 3 || familyNamesOfTwo.contains(String(name.prefix(2)))
    let family = isDouble && known.count > 2 ? 2 : 1
    return [letters.prefix(family), letters.dropFirst(family)]
      .map { capitalized($0.joined()) }.joined(separator: " ")
  }

  private static func letters(_ syllable: HangulSyllable) -> String {
    initials[syllable.initial] + medials[syllable.medial] + finals[syllable.final]
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  private static let familyNamesOfTwo: Set<String> = ["남궁", "독고", "사공", "서문", "선우", "제갈", "황보"]

  private static let initials = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
  ]

  private static let medials = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
  ]

  private static let finals = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
  ]
}
