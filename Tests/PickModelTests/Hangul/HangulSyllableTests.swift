import PickModel
import Testing

@Suite("Hangul syllables")
struct HangulSyllableTests {
  @Test(
    "a syllable comes apart into its letters",
    arguments: [
      ("가" as Unicode.Scalar, 0, 0, 0), ("한", 18, 0, 4), ("힣", 18, 20, 27), ("뷁", 7, 15, 9),
      ("쀍", 8, 15, 9),
    ])
  func takenApart(scalar: Unicode.Scalar, initial: Int, medial: Int, final: Int) {
    let syllable = HangulSyllable(scalar)
    #expect(syllable?.initial == initial)
    #expect(syllable?.medial == medial)
    #expect(syllable?.final == final)
  }

  @Test("every syllable is put together again")
  func roundTrip() {
    for code in HangulSyllable.firstCode...HangulSyllable.lastCode {
      guard let scalar = Unicode.Scalar(code), let syllable = HangulSyllable(scalar) else {
        Issue.record("\(code) is no syllable")
        return
      }
      let again = HangulSyllable(
        initial: syllable.initial, medial: syllable.medial, final: syllable.final)
      guard again?.scalar == scalar else {
        Issue.record("\(scalar) became \(String(describing: again?.scalar))")
        return
      }
    }
  }

  @Test("other characters are no syllables", arguments: ["a", "ㄱ", "漢", "\u{ABFF}", "\u{D7A4}"])
  func others(text: String) {
    for scalar in text.unicodeScalars { #expect(HangulSyllable(scalar) == nil) }
  }

  @Test("letters that do not exist make no syllable")
  func outOfRange() {
    #expect(HangulSyllable(initial: 19, medial: 0) == nil)
    #expect(HangulSyllable(initial: 0, medial: 21) == nil)
    #expect(HangulSyllable(initial: 0, medial: 0, final: 28) == nil)
    #expect(HangulSyllable(initial: -1, medial: 0) == nil)
  }
}
