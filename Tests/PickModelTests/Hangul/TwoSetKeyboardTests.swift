import PickModel
import Testing

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
