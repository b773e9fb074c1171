/// The particles whose form depends on the sound the word before them ends in; each is named by its
/// form after a consonant.
public enum Josa: String, CaseIterable, Sendable {
  /// 을 or 를.
  case object = "을"
  /// 은 or 는.
  case topic = "은"
  /// 이 or 가.
  case subject = "이"
  /// 과 or 와.
  case with = "과"
  /// 으로 or 로, which also follows ㄹ.
  case direction = "으로"
  /// 이랑 or 랑.
  case company = "이랑"
  /// 이다 or 다.
  case copula = "이다"
  /// 이었 or 였.
  case pastCopula = "이었"

  /// The form to put after `word`: 을 after 경찰서들, 를 after 경찰서.
  ///
  /// Digits count as they are read (7 is 칠); closing brackets and punctuation are looked through.
  /// After anything whose reading is not known (Latin letters, emoji) it is both: "을(를)".
  public func form(after word: String) -> String {
    switch (Ending(of: word), self) {
    case (.vowel, _), (.rieul, .direction): afterVowel
    case (.consonant, _), (.rieul, _): rawValue
    case (nil, _): "\(rawValue)(\(afterVowel))"
    }
  }

  /// The word with its particle.
  public func attached(to word: String) -> String { word + form(after: word) }

  private var afterVowel: String {
    switch self {
    case .object: "를"
    case .topic: "는"
    case .subject: "가"
    case .with: "와"
    case .direction: "로"
    case .company: "랑"
    case .copula: "다"
    case .pastCopula: "였"
    }
  }
}

/// The sound a word ends in, as far as particles care.
private enum Ending {
  case vowel
  case rieul
  case consonant

  /// The number of ㄹ among the finals of a syllable.
  private static let rieulFinal = 8

  /// `nil` when the reading of the last letter is not known.
  init?(of word: String) {
    for scalar in word.unicodeScalars.reversed() {
      if let syllable = HangulSyllable(scalar) {
        self = syllable.hasFinal ? syllable.final == Self.rieulFinal ? .rieul : .consonant : .vowel
        return
      }
      switch scalar {
      // 일 칠 팔; 영 삼 육; 이 사 오 구.
      case "1", "7", "8": self = .rieul
      case "0", "3", "6": self = .consonant
      case "2", "4", "5", "9": self = .vowel
      default:
        guard Self.isSilent(scalar) else { return nil }
        continue
      }
      return
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
