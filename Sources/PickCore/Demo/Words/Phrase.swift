import PickModel

/// A sentence or a name with gaps, in both languages: `[place](으로) 온 [thing]`.
///
/// A gap `[place]` is filled from the word table of that name; `[job2]` is a second draw from the
/// same table. `(으로)` becomes the particle that fits the sound before it; `[a job]` in English
/// brings its article.
struct Phrase: Equatable, Sendable {
  let korean: String
  let english: String

  /// Reads pairs of lines, Korean above English; blank lines are skipped.
  static func pairs(_ text: String) -> [Phrase] {
    let lines = text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }
    return stride(from: 0, to: lines.count - 1, by: 2).map {
      Phrase(korean: String(lines[$0]), english: String(lines[$0 + 1]))
    }
  }

  /// Both languages with every gap filled.
  func filled(by draw: inout WordDraw) -> Word {
    Word(
      korean: Self.fill(korean) { draw.word($0).korean },
      english: Self.fill(english) { Self.english($0, draw: &draw) })
  }

  private static func english(_ gap: String, draw: inout WordDraw) -> String {
    guard gap.hasPrefix("a ") || gap.hasPrefix("A ") else { return draw.word(gap).english }
    let word = draw.word(String(gap.dropFirst(2))).english
    return ("aeiouAEIOU".contains(word.first ?? " ") ? "an " : "a ") + word
  }

  private static func fill(_ template: String, gap: (String) -> String) -> String {
    var result = ""
    var rest = template[...]
    while let mark = rest.firstIndex(where: { $0 == "[" || $0 == "(" }) {
      let closing: Character = rest[mark] == "[" ? "]" : ")"
      guard let end = rest[mark...].firstIndex(of: closing) else { break }
      result += rest[..<mark]
      let name = String(rest[rest.index(after: mark)..<end])
      result += closing == "]" ? gap(name) : particle(name, after: result)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
  /// A text in brackets that is no particle stands for itself.
  private static func particle(_ name: String, after text: String) -> String {
    Josa(rawValue: name)?.form(after: text) ?? name
  }
}
