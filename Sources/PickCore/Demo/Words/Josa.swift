import PickModel

/// Chooses between the two forms of a Korean particle by the sound before it.
enum Josa {
  /// The form of the particle that `name` stands for ("을" for 을/를) after `text`.
  ///
  /// A name that is no particle is returned as it is.
  static func form(of name: String, after text: String) -> String {
    guard let pair = pairs[name] else { return name }
    let final = finalConsonant(of: text)
    let takesFirst = name == "으로" ? final != 0 && final != 8 : final != 0
    return takesFirst ? pair.0 : pair.1
  }

  /// After a final consonant, after a vowel.
  ///
  /// (으)로 follows ㄹ like a vowel.
  private static let pairs: [String: (String, String)] = [
    "은": ("은", "는"), "이": ("이", "가"), "을": ("을", "를"), "과": ("과", "와"),
    "으로": ("으로", "로"), "아": ("아", "야"), "이라": ("이라", "라"), "이나": ("이나", "나"),
    "이랑": ("이랑", "랑"), "이었": ("이었", "였"), "이다": ("이다", "다"),
  ]

  /// 0 without a final consonant, else its number in Unicode's order (8 is ㄹ).
  private static func finalConsonant(of text: String) -> Int {
    let last = text.unicodeScalars.last { $0.properties.isAlphabetic }
    return last.flatMap(HangulSyllable.init)?.final ?? 0
  }
}
