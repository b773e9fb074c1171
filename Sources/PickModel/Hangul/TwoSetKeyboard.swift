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
