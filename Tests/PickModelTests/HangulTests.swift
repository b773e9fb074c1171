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
    "Latin keys write what they write under the two-set layout",
    arguments: [
      ("gkfn", "하루"), ("GKFN", "하루"), ("rkskek", "가나다"), ("ekfrhk qkqh", "달과 바보"),
      ("ekfrk", "달가"), ("rhkswk", "관자"), ("dkdjs", "아언"), ("Tkdnf", "싸울"), ("gg", "ㅎㅎ"),
      ("gksQka", "한빰"), ("tkfka2", "사람2"), ("k", "ㅏ"), ("dml", "의"), ("djqtdms", "없은"),
    ])
  func typed(keys: String, hangul: String) {
    #expect(TwoSetKeyboard.hangul(typedAs: keys) == hangul)
  }

  @Test(
    "without a Latin letter, or with other scripts, there is nothing to read",
    arguments: ["", "12", "한a"])
  func untyped(text: String) {
    #expect(TwoSetKeyboard.hangul(typedAs: text) == nil)
  }

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

@Suite("Josa")
struct JosaTests {
  @Test(
    "the form follows the last sound",
    arguments: [
      ("경찰서", "경찰서를"), ("런닝맨", "런닝맨을"), ("1박 2일", "1박 2일을"), ("왜?", "왜?를"), ("타짜 (자막)", "타짜 (자막)을"),
      ("미션 7", "미션 7을"), ("미션 2", "미션 2를"), ("1987", "1987을"), ("2049", "2049를"),
      ("Frozen", "Frozen을(를)"), ("", "을(를)"), ("...", "...을(를)"),
    ])
  func object(word: String, expected: String) {
    #expect(Josa.object.attached(to: word) == expected)
  }

  @Test(
    "all particles have two forms",
    arguments: zip(
      Josa.allCases, ["을를", "은는", "이가", "과와", "으로로", "이랑랑", "이다다", "이었였"]))
  func forms(josa: Josa, expected: String) {
    #expect(josa.form(after: "밤") + josa.form(after: "비") == expected)
  }

  @Test(
    "로 follows ㄹ as it follows a vowel",
    arguments: [("서울", "서울로"), ("책방", "책방으로"), ("바다", "바다로"), ("7", "7로"), ("6", "6으로")])
  func direction(word: String, expected: String) {
    #expect(Josa.direction.attached(to: word) == expected)
  }
}

@Suite("Typing Hangul letter by letter")
struct HangulLettersTests {
  @Test(
    "a letter joins the character before it as an input method joins them",
    arguments: [
      ("ㅎ", "ㅏ", "하"), ("하", "ㄹ", "할"), ("할", "ㅜ", "하루"), ("달", "ㄱ", "닭"), ("닭", "ㅣ", "달기"),
      ("오", "ㅏ", "와"), ("ㄱ", "ㄱ", "ㄱㄱ"), ("하", "ㄸ", "하ㄸ"), ("있", "ㅓ", "이써"),
    ] as [(Character, Unicode.Scalar, String)])
  func joins(before: Character, letter: Unicode.Scalar, after: String) {
    #expect(TwoSetKeyboard.typing(letter, after: before) == after)
  }

  @Test("other characters neither join nor are joined")
  func others() {
    #expect(TwoSetKeyboard.typing("A", after: "하") == nil)
    #expect(TwoSetKeyboard.typing("ㅏ", after: "A") == nil)
    #expect(TwoSetKeyboard.withoutLastLetter("7") == nil)
  }

  @Test(
    "the letter typed last is taken away",
    arguments: [("하", "ㅎ"), ("할", "하"), ("닭", "달"), ("ㅎ", "")] as [(Character, String)])
  func takenAway(character: Character, left: String) {
    #expect(TwoSetKeyboard.withoutLastLetter(character) == left)
  }
}
