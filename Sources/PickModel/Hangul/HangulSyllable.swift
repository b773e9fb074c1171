/// One modern Hangul syllable, taken apart into its letters (the Unicode Standard, section 3.12).
public struct HangulSyllable: Hashable, Sendable {
  /// How many initial consonants, medial vowels and finals (none included) there are.
  public static let initialCount = 19
  /// How many medial vowels there are.
  public static let medialCount = 21
  /// How many finals there are, "none" included.
  public static let finalCount = 28
  /// How many syllables share an initial consonant.
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

  /// The initial consonant as a letter of its own: ㅎ of 한.
  public var initialConsonant: Unicode.Scalar { Jamo.initials[initial] }
}
