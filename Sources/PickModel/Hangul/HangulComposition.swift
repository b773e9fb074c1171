/// Puts conjoining jamo (U+1100 to U+11FF) together, as NFC does for Hangul.
///
/// File names of macOS and some exports carry Hangul as loose conjoining letters; screens and
/// searches want syllables. The arithmetic is that of the Unicode Standard, section 3.12. A letter
/// that finds no partner becomes the letter keyboards send (ᄀ becomes ㄱ), which takes two columns
/// wherever it stands; archaic letters stay as they are.
public enum HangulComposition {
  /// The text with every conjoining sequence composed; other characters are not touched.
  public static func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isConjoining) else { return text }
    var composed = String.UnicodeScalarView()
    var pending: HangulSyllable?
    var pendingInitial: Int?
    func flush() {
      if let syllable = pending { composed.append(syllable.scalar) }
      if let initial = pendingInitial { composed.append(Jamo.initials[initial]) }
      (pending, pendingInitial) = (nil, nil)
    }
    for scalar in text.unicodeScalars {
      if let medial = medialIndex(scalar), let initial = pendingInitial {
        pendingInitial = nil
        pending = HangulSyllable(initial: initial, medial: medial)
      } else if let final = finalIndex(scalar), let open = pending, !open.hasFinal {
        pending = HangulSyllable(initial: open.initial, medial: open.medial, final: final)
      } else {
        flush()
        if let initial = initialIndex(scalar) {
          pendingInitial = initial
        } else if let syllable = HangulSyllable(scalar) {
          pending = syllable
        } else {
          composed.append(standalone(scalar))
        }
      }
    }
    flush()
    return String(composed)
  }

  private static func isConjoining(_ scalar: Unicode.Scalar) -> Bool {
    (0x1100...0x11FF).contains(scalar.value)
  }

  private static func initialIndex(_ scalar: Unicode.Scalar) -> Int? {
    (0x1100...0x1112).contains(scalar.value) ? Int(scalar.value) - 0x1100 : nil
  }

  private static func medialIndex(_ scalar: Unicode.Scalar) -> Int? {
    (0x1161...0x1175).contains(scalar.value) ? Int(scalar.value) - 0x1161 : nil
  }

  private static func finalIndex(_ scalar: Unicode.Scalar) -> Int? {
    (0x11A8...0x11C2).contains(scalar.value) ? Int(scalar.value) - 0x11A7 : nil
  }

  private static func standalone(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if let medial = medialIndex(scalar) { return Jamo.medials[medial] }
    if let final = finalIndex(scalar) { return Jamo.finals[final - 1] }
    return scalar
  }
}

/// The two-set Korean layout (두벌식, KS X 5002): which QWERTY key a letter is typed with.
///
/// With a Korean layout active `q` arrives as ㅂ, so hot keys are looked up through here. Only seven
/// keys send another letter with Shift; the others arrive unshifted, so Shift+ㅎ is `g`, not `G`.
public enum TwoSetKeyboard {
  /// The key that sends `character` under the two-set layout; `nil` when it is no single letter.
  public static func key(for character: Character) -> Character? {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return nil }
    return key(for: scalar)
  }

  /// The key that sends `scalar` under the two-set layout; `nil` for other characters, and for the
  /// clusters and diphthongs that take two keys (ㄳ, ㅘ).
  public static func key(for scalar: Unicode.Scalar) -> Character? {
    switch scalar {
    case "ㅂ": "q"
    case "ㅈ": "w"
    case "ㄷ": "e"
    case "ㄱ": "r"
    case "ㅅ": "t"
    case "ㅛ": "y"
    case "ㅕ": "u"
    case "ㅑ": "i"
    case "ㅐ": "o"
    case "ㅔ": "p"
    case "ㅁ": "a"
    case "ㄴ": "s"
    case "ㅇ": "d"
    case "ㄹ": "f"
    case "ㅎ": "g"
    case "ㅗ": "h"
    case "ㅓ": "j"
    case "ㅏ": "k"
    case "ㅣ": "l"
    case "ㅋ": "z"
    case "ㅌ": "x"
    case "ㅊ": "c"
    case "ㅍ": "v"
    case "ㅠ": "b"
    case "ㅜ": "n"
    case "ㅡ": "m"
    case "ㅃ": "Q"
    case "ㅉ": "W"
    case "ㄸ": "E"
    case "ㄲ": "R"
    case "ㅆ": "T"
    case "ㅒ": "O"
    case "ㅖ": "P"
    default: nil
    }
  }
}
