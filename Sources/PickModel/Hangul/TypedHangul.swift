extension TwoSetKeyboard {
  /// The Hangul that the same keys write under the two-set layout: `gkfn` is 하루.
  ///
  /// - Returns: `nil` when the text has no Latin letter, or letters of other scripts.
  public static func hangul(typedAs text: String) -> String? {
    var typing = HangulTyping()
    var hasLetters = false
    for scalar in text.unicodeScalars {
      if let letter = letter(ofKey: scalar) {
        hasLetters = true
        typing.add(letter)
      } else if scalar.isASCII {
        typing.add(other: scalar)
      } else {
        return nil
      }
    }
    return hasLetters ? typing.finished() : nil
  }

  /// The characters that one becomes with another letter of Hangul after it, as an input method puts them
  /// together: 하 and ㄹ are 할, 할 and ㅜ are 하루.
  ///
  /// - Returns: `nil` where either of them is no Hangul.
  public static func typing(_ letter: Unicode.Scalar, after character: Character) -> String? {
    guard key(for: letter) != nil, let letters = letters(of: character) else { return nil }
    return HangulTyping.text(of: letters + [letter])
  }

  /// What is left of a character without the letter of Hangul that was typed last: 할 becomes 하.
  ///
  /// - Returns: nothing where it is one letter only; `nil` where it is no Hangul.
  public static func withoutLastLetter(_ character: Character) -> String? {
    letters(of: character).map { HangulTyping.text(of: $0.dropLast()) }
  }

  /// The letters that are typed for a syllable, or the letter itself.
  private static func letters(of character: Character) -> [Unicode.Scalar]? {
    guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else {
      return nil
    }
    guard let syllable = HangulSyllable(scalar) else {
      return key(for: scalar) == nil ? nil : [scalar]
    }
    let first = [Jamo.initials[syllable.initial], Jamo.medials[syllable.medial]]
    guard syllable.hasFinal else { return first }
    let final = Jamo.finals[syllable.final - 1]
    return first + (Jamo.cluster(final).map { [$0.0, $0.1] } ?? [final])
  }

  /// The letter a key sends; Shift changes that of seven keys only.
  private static func letter(ofKey scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.isASCII, scalar.properties.isAlphabetic else { return nil }
    return letters[scalar]
      ?? scalar.properties.lowercaseMapping.unicodeScalars.first.flatMap {
        letters[$0]
      }
  }

  private static let letters: [Unicode.Scalar: Unicode.Scalar] = {
    var letters: [Unicode.Scalar: Unicode.Scalar] = [:]
    for value in 0x3131...0x3163 as ClosedRange<UInt32> {
      guard let letter = Unicode.Scalar(value), let key = key(for: letter),
        let scalar = key.unicodeScalars.first
      else { continue }
      letters[scalar] = letter
    }
    return letters
  }()
}

/// Puts typed letters together to syllables, as an input method does.
private struct HangulTyping {
  private var text = String.UnicodeScalarView()
  private var initial: Int?
  private var medial: Int?
  /// The index of the final in `Jamo.finals`, plus 1.
  private var final: Int?

  static func text(of letters: some Sequence<Unicode.Scalar>) -> String {
    var typing = HangulTyping()
    for letter in letters { typing.add(letter) }
    return typing.finished()
  }

  mutating func finished() -> String {
    flush()
    return String(text)
  }

  mutating func add(other scalar: Unicode.Scalar) {
    flush()
    text.append(scalar)
  }

  mutating func add(_ letter: Unicode.Scalar) {
    if let index = Jamo.initialIndex(of: letter) {
      addConsonant(letter, index)
    } else if let index = Jamo.medials.firstIndex(of: letter) {
      addVowel(index)
    }
  }

  private mutating func addConsonant(_ letter: Unicode.Scalar, _ index: Int) {
    guard initial != nil, medial != nil else {
      flush()
      initial = index
      return
    }
    if let final {
      if let cluster = Self.cluster(Jamo.finals[final - 1], letter) {
        self.final = cluster
        return
      }
    } else if let place = Jamo.finals.firstIndex(of: letter) {
      final = place + 1
      return
    }
    flush()
    initial = index
  }

  private mutating func addVowel(_ index: Int) {
    if let medial {
      if let final {
        passOn(final)
      } else if let both = Self.diphthong(medial, index) {
        self.medial = both
        return
      } else {
        flush()
      }
    }
    medial = index
    if initial == nil { flush() }
  }

  /// The final, or the second half of a cluster, begins the next syllable.
  private mutating func passOn(_ final: Int) {
    let letter = Jamo.finals[final - 1]
    let (stays, goes) =
      Jamo.cluster(letter).map { ($0.0 as Unicode.Scalar?, $0.1) } ?? (nil, letter)
    self.final = stays.flatMap { Jamo.finals.firstIndex(of: $0) }.map { $0 + 1 }
    flush()
    initial = Jamo.initialIndex(of: goes)
  }

  private mutating func flush() {
    defer { (initial, medial, final) = (nil, nil, nil) }
    if let initial, let medial,
      let syllable = HangulSyllable(initial: initial, medial: medial, final: final ?? 0)
    {
      text.append(syllable.scalar)
    } else if let initial {
      text.append(Jamo.initials[initial])
    } else if let medial {
      text.append(Jamo.medials[medial])
    }
  }

  private static func cluster(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Int? {
    Jamo.finals.firstIndex { letter in
      Jamo.cluster(letter).map { $0 == (first, second) } ?? false
    }.map { $0 + 1 }
  }

  private static func diphthong(_ first: Int, _ second: Int) -> Int? {
    let pair = (Jamo.medials[first], Jamo.medials[second])
    let both: Unicode.Scalar? =
      switch pair {
      case ("ㅗ", "ㅏ"): "ㅘ"
      case ("ㅗ", "ㅐ"): "ㅙ"
      case ("ㅗ", "ㅣ"): "ㅚ"
      case ("ㅜ", "ㅓ"): "ㅝ"
      case ("ㅜ", "ㅔ"): "ㅞ"
      case ("ㅜ", "ㅣ"): "ㅟ"
      case ("ㅡ", "ㅣ"): "ㅢ"
      default: nil
      }
    return both.flatMap { Jamo.medials.firstIndex(of: $0) }
  }
}
