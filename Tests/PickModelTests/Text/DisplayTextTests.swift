import PickModel
import Testing

@Suite("Text made safe to show")
struct DisplayTextTests {
  @Test(
    "escape sequences go with their payload",
    arguments: [
      ("a\u{1B}[31mb", "ab"), ("a\u{1B}]0;title\u{07}b", "ab"),
      ("a\u{1B}]8;;http://x\u{1B}\\b", "ab"),
      ("a\u{1B}]52;c;aGVsbG8=\u{07}b", "ab"), ("a\u{1B}P1$r\u{1B}\\b", "ab"), ("a\u{9B}2Jb", "ab"),
      ("a\u{9D}0;x\u{9C}b", "ab"), ("a\u{90}q\u{9C}b", "ab"), ("a\u{1B}cb", "ab"),
      ("a\u{1B}(0b", "ab"),
      ("a\u{1B}[?1049hb", "ab"),
    ])
  func sequences(hostile: String, safe: String) {
    #expect(DisplayText.sanitized(hostile) == safe)
  }

  @Test("JSON says the same with nothing in it that steers a terminal")
  func json() {
    let hostile = "{\n  \"name\" : \"a\u{9B}2J\u{202E}b\u{1F1F0}\"\n}"
    let safe = "{\n  \"name\" : \"a\\u009b2J\\u202eb\u{1F1F0}\"\n}"
    #expect(DisplayText.escapedJSON(hostile) == safe)
    #expect(DisplayText.escapedJSON("[\"\u{E0001}\"]") == "[\"\\udb40\\udc01\"]")
    for plain in ["", "\n", "{\"제목\":[1,-2.5e3]}\n", "[\n\n]"] {
      #expect(DisplayText.escapedJSON(plain) == plain)
    }
  }

  @Test(
    "an unterminated sequence does not swallow what follows",
    arguments: [
      ("\u{1B}]0;기생충", "0;기생충"), ("\u{1B}[31기생충", "31기생충"), ("기생충\u{1B}", "기생충"),
      ("\u{9D}기생충", "기생충"), ("\u{1B}기생충", "기생충"),
      ("\u{1B}]0;one\u{1B}]0;two", "0;one0;two"),
    ])
  func unterminated(hostile: String, safe: String) {
    #expect(DisplayText.sanitized(hostile) == safe)
  }

  @Test("no control character is left, whatever stands beside it")
  func controls() {
    for value in Array(0x00...0x1F) + Array(0x7F...0x9F) {
      guard let control = Unicode.Scalar(UInt32(value)) else { continue }
      for text in ["\(control)", "a\(control)b", "\(control)[\(control)]x", "\(control)\(control)"]
      {
        let safe = DisplayText.sanitized(text)
        #expect(
          !safe.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
      }
    }
  }

  @Test(
    "line breaks and exotic spaces become spaces",
    arguments: [
      "a\tb", "a\nb", "a\u{85}b", "a\u{2028}b", "a\u{A0}b", "a\u{3000}b",
    ])
  func spaces(text: String) {
    #expect(DisplayText.sanitized(text) == "a b")
  }

  @Test(
    "what cannot be seen goes",
    arguments: [
      "\u{202E}", "\u{2066}", "\u{200F}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{3164}",
      "\u{115F}", "\u{FE0F}", "\u{E0041}", "\u{2060}", "\u{378}", "\u{FFFF}", "\u{34F}",
    ])
  func invisible(junk: String) {
    #expect(DisplayText.sanitized("가\(junk)나") == "가나")
  }

  @Test("ten thousand combining marks become three")
  func marks() {
    let zalgo = "z" + String(repeating: "\u{0301}", count: 10_000) + "!"
    let safe = DisplayText.sanitized(zalgo)
    #expect(safe.unicodeScalars.count == 1 + DisplayText.marksPerCluster + 1)
  }

  @Test("a mark without a base goes")
  func looseMark() {
    #expect(DisplayText.sanitized("\u{0301}가") == "가")
    #expect(
      Array(DisplayText.sanitized("가 \u{0301}나").unicodeScalars) == Array("가 나".unicodeScalars))
  }

  @Test("no character is built of more than eight scalars")
  func piledUp() {
    let archaic = String(repeating: "\u{1113}", count: 10_000)
    #expect(DisplayText.sanitized(archaic).unicodeScalars.count <= 8)
  }

  @Test("loose Hangul is composed")
  func composition() {
    let safe = DisplayText.sanitized("\u{1112}\u{1161}\u{11AB}")
    #expect(safe.unicodeScalars.map(\.value) == [0xD55C])
  }

  @Test(
    "ordinary titles stay as they are",
    arguments: [
      "소방서 옆 경찰서", "100% 사랑 : 그 후…", "Amélie", "東京物語", "ㅋㅋㅋ", "Việt Nam", "★별★", "🎬 영화", "",
    ])
  func untouched(title: String) {
    #expect(Array(DisplayText.sanitized(title).unicodeScalars) == Array(title.unicodeScalars))
    #expect(DisplayText.isSafe(title))
  }

  @Test("safe text stays safe: a second pass changes nothing")
  func idempotent() {
    let alphabet: [String] = [
      "\u{1B}", "[", "]", "\u{07}", "\\", "m", "가", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{301}",
      " ",
      "\u{9B}", "\u{9C}", "0", ";", "\u{202E}", "\u{200D}", "👩", "a", "\u{1113}",
    ]
    for first in alphabet {
      for second in alphabet {
        for third in alphabet {
          let once = DisplayText.sanitized(first + second + third + "x")
          #expect(Array(DisplayText.sanitized(once).unicodeScalars) == Array(once.unicodeScalars))
        }
      }
    }
  }
}
