/// One modern Hangul syllable, taken apart into its letters (the Unicode Standard, section 3.12).
public struct HangulSyllable: Hashable, Sendable {
  /// The number of initial consonants.
  public static let initialCount = 19
  /// The number of medial vowels.
  public static let medialCount = 21
  /// The number of finals, "none" included.
  public static let finalCount = 28
  /// The number of syllables that share an initial consonant.
  public static let syllablesPerInitial: UInt16 = 588
  /// The code point of 가, the first syllable.
  public static let firstCode: UInt16 = 0xAC00
  /// The code point of 힣, the last syllable.
  public static let lastCode: UInt16 = 0xD7A3

  /// 0 for ㄱ to 18 for ㅎ, in the order of `Jamo.initials`.
  public let initial: Int
  /// 0 for ㅏ to 20 for ㅣ, in the order of `Jamo.medials`.
  public let medial: Int
  /// 0 for no final, then 1 for ㄱ to 27 for ㅎ, in the order of `Jamo.finals`.
  public let final: Int

  /// Puts a syllable together; `nil` when an index names no letter.
  public init?(initial: Int, medial: Int, final: Int = 0) {
    guard (0..<Self.initialCount).contains(initial), (0..<Self.medialCount).contains(medial),
      (0..<Self.finalCount).contains(final)
    else { return nil }
    self.initial = initial
    self.medial = medial
    self.final = final
  }

  /// Takes a syllable apart; `nil` for every other character.
  public init?(_ scalar: Unicode.Scalar) {
    guard scalar.value >= UInt32(Self.firstCode), scalar.value <= UInt32(Self.lastCode) else {
      return nil
    }
    let index = Int(scalar.value) - Int(Self.firstCode)
    initial = index / (Self.medialCount * Self.finalCount)
    medial = index / Self.finalCount % Self.medialCount
    final = index % Self.finalCount
  }

  /// The syllable's code point.
  public var code: UInt16 {
    let index = (initial * Self.medialCount + medial) * Self.finalCount + final
    return Self.firstCode + UInt16(index)
  }

  /// The syllable as a scalar.
  public var scalar: Unicode.Scalar { Unicode.Scalar(code) ?? " " }

  /// Whether it ends in a consonant (받침).
  public var hasFinal: Bool { final != 0 }
}

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

  /// Whether it is a consonant, or a cluster of two, standing alone.
  public static func isConsonant(_ scalar: Unicode.Scalar) -> Bool {
    (0x3131...0x314E).contains(scalar.value)
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
