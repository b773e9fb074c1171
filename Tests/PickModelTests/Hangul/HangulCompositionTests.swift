import PickModel
import Testing

@Suite("Composing Hangul")
struct HangulCompositionTests {
  @Test(
    "conjoining letters become syllables",
    arguments: [
      ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "한글"),
      ("\u{1100}\u{1161} \u{1102}\u{1161}", "가 나"),
      ("가\u{11AB}", "간"),
      ("\u{1100}", "ㄱ"), ("\u{1161}", "ㅏ"), ("\u{11A8}", "ㄱ"),
      ("\u{1100}\u{1100}\u{1161}", "ㄱ가"),
      ("간\u{11AB}", "간ㄴ"),
      ("a\u{1112}\u{1161}b", "a하b"),
    ])
  func composed(loose: String, expected: String) {
    #expect(scalars(HangulComposition.composed(loose)) == scalars(expected))
  }

  @Test("every syllable survives being taken apart as NFD does")
  func everySyllable() {
    for code in HangulSyllable.firstCode...HangulSyllable.lastCode {
      guard let scalar = Unicode.Scalar(code), let syllable = HangulSyllable(scalar) else {
        continue
      }
      var values = [0x1100 + UInt32(syllable.initial), 0x1161 + UInt32(syllable.medial)]
      if syllable.hasFinal { values.append(0x11A7 + UInt32(syllable.final)) }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: values.compactMap(Unicode.Scalar.init))
      guard scalars(HangulComposition.composed(String(view))) == [scalar.value] else {
        Issue.record("\(scalar) did not come back")
        return
      }
    }
  }

  /// Swift compares strings by canonical equivalence, which would hide the difference.
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}

@Suite("The two-set keyboard")
struct TwoSetKeyboardTests {
  @Test(
    "each row of letters maps to its row of keys",
    arguments: [
      ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "qwertyuiop"), ("ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "asdfghjkl"), ("ㅋㅌㅊㅍㅠㅜㅡ", "zxcvbnm"),
      ("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP"),
    ])
  func rows(letters: String, keys: String) {
    #expect(String(letters.compactMap(TwoSetKeyboard.key)) == keys)
  }

  @Test("what no single key sends has no key", arguments: ["ㄳ", "ㅘ", "가", "q", "1", "한"])
  func others(text: Character) {
    #expect(TwoSetKeyboard.key(for: text) == nil)
  }
}
