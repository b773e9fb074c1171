/// Picks season, episode and part out of the pieces of a name.
struct EpisodeNumbers {
  private let tokens: [NameToken]
  /// Pieces whose meaning is settled.
  private var isUsed: [Bool]
  private(set) var season: Int?
  private(set) var number: Int?
  private var last: Int?
  private var part: Int?

  init(_ tokens: [NameToken]) {
    self.tokens = tokens
    isUsed = tokens.map { _ in false }
  }

  /// The result; `nil` without an episode number.
  var episode: ParsedEpisode? {
    number.map { ParsedEpisode(season: season ?? 1, number: $0, last: last, part: part) }
  }

  /// Reads the numbers that carry a word: 시즌2, 22기, Part 3, 05회, 8화, E05, 제5회, 2부.
  mutating func readMarked() {
    readSeason()
    if !readNumber(before: ["회", "회차"], orPrefix: "회") {
      if !readNumber(before: ["화"]) { readNumberAfterWord() }
    }
    readParts()
  }

  /// Reads a number that stands alone at the end: "무한도전 100".
  ///
  /// Years and dates are none.
  mutating func readBare() {
    guard number == nil, let index = tokens.lastIndex(where: Self.isNumber), !isUsed[index],
      tokens[(index + 1)...].allSatisfy({ $0.isMark }),
      case .number(let value, let digits) = tokens[index]
    else { return }
    if index > 0, case .mark = tokens[index - 1], index > 1, Self.isNumber(tokens[index - 2]) {
      return  // 2023.08.05, 1-2, 3.5
    }
    let isYear = (1900...2099).contains(value) && digits == 4
    let isMonthAndDay = digits == 4 && value < 1000
    guard digits <= 4, !isYear, !isMonthAndDay else { return }
    number = value
  }

  // MARK: Seasons

  private mutating func readSeason() {
    for (index, token) in tokens.enumerated() where season == nil {
      guard case .word(let word) = token else { continue }
      if word.hasSuffix("시즌") || word == "season" {
        useSeason(at: seasonNumber(beside: index))
      } else if word == "s", case .number? = tokens[safe: index + 1],
        case .word(let episode)? = tokens[safe: index + 2], Self.episodeWords.contains(episode)
      {
        useSeason(at: index + 1)
      } else if word == "기" {
        useSeason(at: previousNumber(before: index))
      }
    }
    if season == nil, let index = partNumber() { useSeason(at: index) }
  }

  private mutating func useSeason(at index: Int?) {
    guard let index, case .number(let value, _) = tokens[index], value > 0 else { return }
    season = value
    isUsed[index] = true
  }

  /// 2 of "시즌2", and of "2시즌 4회", whose next number has a unit of its own.
  private func seasonNumber(beside index: Int) -> Int? {
    let (next, previous) = (nextNumber(after: index), previousNumber(before: index))
    guard let next, let previous, case .word(let unit)? = tokens[safe: next + 1],
      ["회", "화", "부"].contains(where: unit.hasPrefix)
    else { return next ?? previous }
    return previous
  }

  /// The number of "Part 3" or "파트3".
  private func partNumber() -> Int? {
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token, word == "part" || word.hasSuffix("파트") else { continue }
      if let number = nextNumber(after: index), !isUsed[number] { return number }
    }
    return nil
  }

  // MARK: Episodes

  /// Reads 5 of "5회", and 1 and 2 of "1~2회" and "1회~2회".
  @discardableResult
  private mutating func readNumber(before units: [String], orPrefix prefix: String? = nil) -> Bool {
    func isUnit(_ token: NameToken?) -> Bool {
      guard case .word(let word)? = token else { return false }
      return units.contains(word) || prefix.map(word.hasPrefix) ?? false
    }
    let marked = tokens.indices.filter {
      Self.isNumber(tokens[$0]) && !isUsed[$0] && isUnit(tokens[safe: $0 + 1])
    }
    guard let first = marked.first, case .number(let value, _) = tokens[first] else { return false }
    isUsed[first] = true
    number = value
    if let from = rangeStart(before: first) {
      (number, last) = (from, value)
    } else if let second = marked.dropFirst().first, rangeStart(before: second, over: 1) == value,
      case .number(let end, _) = tokens[second]
    {
      isUsed[second] = true
      last = end
    }
    return true
  }

  /// The number before the sign of a range that ends at `index`; `over` words stand between.
  private mutating func rangeStart(before index: Int, over words: Int = 0) -> Int? {
    guard case .mark(let mark)? = tokens[safe: index - 1], Self.rangeMarks.contains(mark),
      case .number(let start, _)? = tokens[safe: index - 2 - words],
      case .number(let end, _) = tokens[index], start < end
    else { return nil }
    isUsed[index - 2 - words] = true
    return start
  }

  /// Reads 5 of "E05", "ep.5", "episode 5", "#5".
  private mutating func readNumberAfterWord() {
    for (index, token) in tokens.enumerated() where number == nil {
      let isMarker =
        switch token {
        case .word(let word): Self.episodeWords.contains(word)
        case .mark(let mark): mark == "#"
        case .number: false
        }
      guard isMarker, let place = nextNumber(after: index), !isUsed[place],
        case .number(let value, _) = tokens[place]
      else { continue }
      isUsed[place] = true
      number = value
    }
  }

  /// 부 numbers the parts of an episode when there is one, else the episodes themselves.
  ///
  /// 편, 강 and 탄 number episodes.
  private mutating func readParts() {
    let episode = number
    let range = last
    if readNumber(before: ["부"]), episode != nil { (part, number, last) = (number, episode, range) }
    if number == nil { readNumber(before: ["편", "강", "탄"]) }
    if number != nil, part == nil, let index = partNumber(),
      case .number(let value, _) = tokens[index]
    {
      part = value
    }
  }

  // MARK: Pieces

  /// The number behind a word, a point or dash between them allowed.
  private func nextNumber(after index: Int) -> Int? {
    if Self.isNumber(tokens[safe: index + 1]) { return index + 1 }
    guard case .mark(let mark)? = tokens[safe: index + 1], ".-:".contains(mark),
      Self.isNumber(tokens[safe: index + 2])
    else { return nil }
    return index + 2
  }

  private func previousNumber(before index: Int) -> Int? {
    Self.isNumber(tokens[safe: index - 1]) ? index - 1 : nil
  }

  private static func isNumber(_ token: NameToken?) -> Bool {
    if case .number? = token { true } else { false }
  }

  private static let episodeWords: Set<String> = ["e", "ep", "eps", "episode", "에피소드", "no"]
  private static let rangeMarks: Set<Character> = ["-", "~", ",", "&", "·", "∼", "–"]
}

extension NameToken {
  fileprivate var isMark: Bool { if case .mark = self { true } else { false } }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
