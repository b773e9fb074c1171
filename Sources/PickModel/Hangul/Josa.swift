/// The particles whose form depends on whether the word before them ends in a consonant.
public enum Josa: CaseIterable, Sendable {
  /// 을 or 를.
  case object
  /// 은 or 는.
  case topic
  /// 이 or 가.
  case subject
  /// 과 or 와.
  case with

  /// The form to put after `word`: 을 after 경찰서들, 를 after 경찰서.
  ///
  /// Digits count as they are read (7 is 칠); closing brackets and punctuation are looked through.
  /// After anything whose reading is not known (Latin letters, emoji) it is both: "을(를)".
  public func form(after word: String) -> String {
    switch Self.endsInConsonant(word) {
    case .some(true): forms.consonant
    case .some(false): forms.vowel
    case .none: "\(forms.consonant)(\(forms.vowel))"
    }
  }

  /// The word with its particle.
  public func attached(to word: String) -> String { word + form(after: word) }

  private var forms: (consonant: String, vowel: String) {
    switch self {
    case .object: ("을", "를")
    case .topic: ("은", "는")
    case .subject: ("이", "가")
    case .with: ("과", "와")
    }
  }

  /// Whether the last letter read aloud is a consonant; `nil` when the reading is not known.
  static func endsInConsonant(_ word: String) -> Bool? {
    for scalar in word.unicodeScalars.reversed() {
      if let syllable = HangulSyllable(scalar) { return syllable.hasFinal }
      switch scalar {
      // 영 일 삼 육 칠 팔 end in a consonant, 이 사 오 구 in a vowel.
      case "0", "1", "3", "6", "7", "8": return true
      case "2", "4", "5", "9": return false
      default: if !isSilent(scalar) { return nil }
      }
    }
    return nil
  }

  private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .closePunctuation, .finalPunctuation, .otherPunctuation, .openPunctuation,
      .initialPunctuation, .dashPunctuation, .spaceSeparator:
      true
    default: false
    }
  }
}
