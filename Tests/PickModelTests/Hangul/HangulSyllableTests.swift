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

@Suite("Loose jamo")
struct JamoTests {
  @Test("there are 19 initials, 21 medials and 27 finals, each once")
  func counts() {
    #expect(Set(Jamo.initials).count == HangulSyllable.initialCount)
    #expect(Set(Jamo.medials).count == HangulSyllable.medialCount)
    #expect(Set(Jamo.finals).count == HangulSyllable.finalCount - 1)
  }

  @Test("an initial consonant knows its place")
  func initialPlaces() {
    for (index, scalar) in Jamo.initials.enumerated() {
      #expect(Jamo.initialIndex(of: scalar) == index)
    }
    #expect(Jamo.initialIndex(of: "ㄳ") == nil)
    #expect(Jamo.initialIndex(of: "ㅏ") == nil)
    #expect(Jamo.initialIndex(of: "가") == nil)
  }

  @Test("consonants and vowels are told apart")
  func kinds() {
    #expect(Jamo.initials.allSatisfy(Jamo.isConsonant))
    #expect(!Jamo.medials.contains(where: Jamo.isConsonant))
    #expect(Jamo.finals.allSatisfy(Jamo.isConsonant))
    #expect(!Jamo.isConsonant("가"))
    #expect(!Jamo.isConsonant("\u{3164}"))
  }

  @Test("a cluster is two letters, a doubled letter is one")
  func clusters() {
    #expect(Jamo.cluster("ㄳ").map { [$0.0, $0.1] } == ["ㄱ", "ㅅ"])
    #expect(Jamo.cluster("ㅄ").map { [$0.0, $0.1] } == ["ㅂ", "ㅅ"])
    #expect(Jamo.cluster("ㄲ") == nil)
    let clusters = Jamo.finals.filter { Jamo.cluster($0) != nil }
    #expect(clusters.count == 11)
  }
}
