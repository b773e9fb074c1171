/// Cuts prose into the terms two texts can share.
///
/// Korean has no blanks between a noun and its particles, so a run of Hangul gives its syllable
/// bigrams besides the whole run: "경찰서에서" shares 경찰 and 찰서 with "경찰서". Other letters and
/// digits give lower-cased words. A lone one of those says nothing and is dropped; a lone syllable
/// (왕, 봄) is a word.
enum TextTokens {
  /// The terms of a text in order, repetitions included.
  static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var run: [Unicode.Scalar] = []
    var runIsHangul = false
    for scalar in text.unicodeScalars {
      let isHangul = isHangul(scalar)
      guard isHangul || isWordPart(scalar) else {
        append(run, isHangul: runIsHangul, to: &tokens)
        run.removeAll(keepingCapacity: true)
        continue
      }
      if isHangul != runIsHangul {
        append(run, isHangul: runIsHangul, to: &tokens)
        run.removeAll(keepingCapacity: true)
        runIsHangul = isHangul
      }
      run.append(scalar)
    }
    append(run, isHangul: runIsHangul, to: &tokens)
    return tokens
  }

  private static func append(_ run: [Unicode.Scalar], isHangul: Bool, to tokens: inout [String]) {
    guard !run.isEmpty else { return }
    guard isHangul else {
      if run.count > 1 { tokens.append(string(run[...]).lowercased()) }
      return
    }
    tokens.append(string(run[...]))
    guard run.count > 2 else { return }
    for start in 0..<run.count - 1 { tokens.append(string(run[start...start + 1])) }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// A composed syllable: texts are NFC.
  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7A3).contains(scalar.value)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x61...0x7A).contains(scalar.value | 0x20) || (0x30...0x39).contains(scalar.value)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
