import PickModel
import Testing

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
    #expect(Jamo.initials.allSatisfy { Jamo.isConsonant($0) && !Jamo.isVowel($0) })
    #expect(Jamo.medials.allSatisfy { Jamo.isVowel($0) && !Jamo.isConsonant($0) })
    #expect(Jamo.finals.allSatisfy(Jamo.isJamo))
    #expect(!Jamo.isJamo("가"))
    #expect(!Jamo.isJamo("\u{3164}"))
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
