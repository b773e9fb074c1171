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

/// The patterns of one kind of story: names, and the three sentences of a synopsis.
struct StoryBook: Equatable, Sendable {
  let titles: [Phrase]
  let openings: [Phrase]
  let turns: [Phrase]
  let closings: [Phrase]

  /// Reads the patterns, Korean above English.
  init(titles: String, openings: String, turns: String, closings: String) {
    self.titles = Phrase.pairs(titles)
    self.openings = Phrase.pairs(openings)
    self.turns = Phrase.pairs(turns)
    self.closings = Phrase.pairs(closings)
  }
}

/// A word in both languages, as word tables hold it.
struct Word: Equatable, Sendable {
  let korean: String
  let english: String
}

/// Words to draw from, read from text: `우산=umbrella, 등대=lighthouse`, over any number of lines.
struct WordTable: Equatable, Sendable {
  let words: [Word]

  init(_ text: String) {
    words = text.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap { entry in
      let halves = entry.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      return Word(korean: Self.trimmed(halves[0]), english: Self.trimmed(halves[1]))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Fills the gaps of one title: a gap asked for again gets the same word, so that the synopsis
/// speaks of the place the name names.
struct WordDraw {
  private var drawn: [(gap: String, word: Word)] = []
  private var generator: SeededGenerator

  init(generator: SeededGenerator) { self.generator = generator }

  /// The word in a gap, drawn when it is asked for the first time.
  mutating func word(_ gap: String) -> Word {
    if let known = drawn.first(where: { $0.gap == gap }) { return known.word }
    let word = fresh(gap)
    drawn.append((gap, word))
    return word
  }

  private mutating func fresh(_ gap: String) -> Word {
    let name = String(gap.reversed().drop(while: \.isNumber).reversed())
    if name == "person" { return PersonName.draw(using: &generator) }
    guard let table = WordTables.named(name), !table.words.isEmpty else {
      return Word(korean: gap, english: gap)
    }
    // Two gaps of one table never get the same word as long as there are others.
    for _ in 0..<8 {
      let word = table.words[generator.below(table.words.count)]
      if !drawn.contains(where: { $0.word == word }) { return word }
    }
    return table.words[generator.below(table.words.count)]
  }
}

/// Invented people: rare family names with plain Korean given names, so that no known person is named.
enum PersonName {
  /// A full name, Korean order in both languages.
  static func draw(using generator: inout SeededGenerator) -> Word {
    let family = families.words[generator.below(families.words.count)]
    let given = givens.words[generator.below(givens.words.count)]
    return Word(
      korean: family.korean + given.korean, english: family.english + " " + given.english)
  }

  private static let families = WordTable(
    """
    도=Do, 옥=Ok, 길=Gil, 봉=Bong, 설=Seol, 탁=Tak, 표=Pyo, 선우=Seonu, 남궁=Namgung, 제갈=Jegal,
    황보=Hwangbo, 서문=Seomun, 독고=Dokgo, 은=Eun, 감=Gam, 명=Myeong, 방=Bang, 반=Ban, 사공=Sagong,
    마=Ma, 맹=Maeng, 복=Bok, 구=Gu, 어=Eo, 염=Yeom, 좌=Jwa, 지=Ji, 차=Cha, 피=Pi, 현=Hyeon
    """)

  private static let givens = WordTable(
    """
    하람=Ha-ram, 이든=I-deun, 가온=Ga-on, 누리=Nu-ri, 다솔=Da-sol, 라온=Ra-on, 마루=Ma-ru,
    소담=So-dam, 아란=A-ran, 새벽=Sae-byeok, 여름=Yeo-reum, 은결=Eun-gyeol, 한결=Han-gyeol,
    해든=Hae-deun, 예솔=Ye-sol, 다온=Da-on, 단비=Dan-bi, 서담=Seo-dam, 유담=Yu-dam, 이솔=I-sol,
    채담=Chae-dam, 하늬=Ha-nui, 초원=Cho-won, 산하=San-ha, 우람=U-ram, 지음=Ji-eum, 도담=Do-dam,
    아람=A-ram, 미르=Mi-reu, 달래=Dal-lae, 윤슬=Yun-seul, 가람=Ga-ram, 슬아=Seul-a, 힘찬=Him-chan,
    이랑=I-rang, 모란=Mo-ran, 별하=Byeol-ha, 재담=Jae-dam, 태솔=Tae-sol, 무진=Mu-jin, 시온=Si-on,
    로하=Ro-ha, 리안=Ri-an, 해솔=Hae-sol, 겨울=Gyeo-ul, 찬솔=Chan-sol, 온새=On-sae, 나린=Na-rin,
    다흰=Da-huin, 여울=Yeo-ul, 가을=Ga-eul, 보슬=Bo-seul, 한별=Han-byeol, 솔찬=Sol-chan
    """)
}

/// English capitals: a name of a work, and the beginning of a sentence.
enum EnglishCase {
  private static let small: Set<Substring> = [
    "a", "an", "the", "of", "in", "on", "to", "and", "for", "at", "by", "from", "with", "or", "as",
  ]

  /// Every word with a capital but the small ones inside.
  static func title(_ text: String) -> String {
    let words = text.split(separator: " ")
    let cased = words.indices.map { index in
      let isInside = index != words.startIndex && !words[index - 1].hasSuffix(":")
      return isInside && small.contains(words[index]) ? String(words[index]) : first(words[index])
    }
    return cased.joined(separator: " ")
  }

  /// The first letter as a capital.
  static func sentence(_ text: String) -> String { first(text[...]) }

  private static func first(_ text: Substring) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
