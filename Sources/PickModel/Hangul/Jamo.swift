/// The letters Hangul syllables are made of, as keyboards send them: U+3131 to U+3163.
public enum Jamo {
  /// The 19 initial consonants, in the order syllables count them.
  public static let initials: [Unicode.Scalar] = [
    "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ",
    "ㅍ", "ㅎ",
  ]

  /// The 21 medial vowels, in the order syllables count them.
  public static let medials: [Unicode.Scalar] = [
    "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅘ", "ㅙ", "ㅚ", "ㅛ", "ㅜ", "ㅝ", "ㅞ", "ㅟ",
    "ㅠ", "ㅡ", "ㅢ", "ㅣ",
  ]

  /// The 27 finals, in the order syllables count them; index 0 here is final 1 of a syllable.
  public static let finals: [Unicode.Scalar] = [
    "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ",
    "ㅄ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
  ]

  /// Whether it is a modern consonant or vowel standing alone.
  public static func isJamo(_ scalar: Unicode.Scalar) -> Bool {
    (0x3131...0x3163).contains(scalar.value)
  }

  /// Whether it is a consonant, or a cluster of two, standing alone.
  public static func isConsonant(_ scalar: Unicode.Scalar) -> Bool {
    (0x3131...0x314E).contains(scalar.value)
  }

  /// Whether it is a vowel standing alone.
  public static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    (0x314F...0x3163).contains(scalar.value)
  }

  /// Its place among the initial consonants; `nil` for vowels and for clusters such as ㄳ.
  public static func initialIndex(of scalar: Unicode.Scalar) -> Int? {
    guard isConsonant(scalar) else { return nil }
    let index = initialIndexByOffset[Int(scalar.value - 0x3131)]
    return index < 0 ? nil : index
  }

  /// The two consonants a cluster is typed with: ㄱ and ㅅ of ㄳ; `nil` for single letters.
  ///
  /// ㄲ, ㄸ, ㅃ, ㅆ and ㅉ are letters, not clusters.
  public static func cluster(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, Unicode.Scalar)? {
    switch scalar {
    case "ㄳ": ("ㄱ", "ㅅ")
    case "ㄵ": ("ㄴ", "ㅈ")
    case "ㄶ": ("ㄴ", "ㅎ")
    case "ㄺ": ("ㄹ", "ㄱ")
    case "ㄻ": ("ㄹ", "ㅁ")
    case "ㄼ": ("ㄹ", "ㅂ")
    case "ㄽ": ("ㄹ", "ㅅ")
    case "ㄾ": ("ㄹ", "ㅌ")
    case "ㄿ": ("ㄹ", "ㅍ")
    case "ㅀ": ("ㄹ", "ㅎ")
    case "ㅄ": ("ㅂ", "ㅅ")
    default: nil
    }
  }

  private static let initialIndexByOffset: [Int] = (0x3131...0x314E).map { value in
    initials.firstIndex { $0.value == UInt32(value) } ?? -1
  }
}
