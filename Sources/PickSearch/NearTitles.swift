public import PickModel

/// Titles whose names are a slip of the keys away from a text: "godfahter" leads to The Godfather, 하르
/// to 하루.
///
/// Words are compared, so that a name may have more of them than the text, and letters of Hangul, so
/// that a slip is one key. The work is bounded: each different word of all names is compared once with
/// each word of a text, and most of them are told apart by their lengths and letters alone.
public struct NearTitles: Sendable {
  /// A word as its letters, and the set of them for a quick look.
  private struct Word: Sendable {
    let letters: [UInt32]
    /// One bit a kind of letter: words whose bits differ in more kinds than slips are far apart.
    let kinds: UInt64

    init(_ letters: [UInt32]) {
      self.letters = letters
      kinds = letters.reduce(0) { $0 | 1 << UInt64(($1 &* 0x9E37_79B1) >> 26) }
    }

    /// Slips that are forgiven: none in very short words, which are near to too many.
    var slips: Int { letters.count < 3 ? 0 : letters.count < 8 ? 1 : 2 }
  }

  /// Words of a text that are looked at, and letters of one.
  private static let (mostWords, mostLetters) = (8, 40)

  private let titles: [Title.ID]
  private let vocabulary: [Word]
  /// The places in the vocabulary of each title's words.
  private let words: [[Int32]]

  /// An index of the names of titles; earlier ones come first where two are equally near.
  public init(_ titles: [Title]) {
    self.titles = titles.map(\.id)
    var places: [[UInt32]: Int32] = [:]
    var vocabulary: [Word] = []
    words = titles.map { title in
      let names = [title.name.original, title.name.english].compactMap { $0 }
      return names.flatMap { Self.forms(of: $0) }.map { letters in
        if let place = places[letters] { return place }
        let place = Int32(vocabulary.count)
        places[letters] = place
        vocabulary.append(Word(letters))
        return place
      }
    }
    self.vocabulary = vocabulary
  }

  /// The titles whose names have every word of the text, each with few slips, the nearest first.
  public func near(_ text: String, limit: Int) -> [Title.ID] {
    places(near: text).prefix(limit).map { titles[$0] }
  }

  /// The places of those titles among all.
  public func places(near text: String) -> [Int] {
    let asked = Self.words(of: text)
    guard (1...Self.mostWords).contains(asked.count) else { return [] }
    let joined = asked.count > 1 ? [asked.flatMap(\.self)] : []
    let each = asked.map { costs(of: Word($0)) }
    let whole = joined.first.map { costs(of: Word($0)) }
    var found: [(cost: Int, words: Int, place: Int)] = []
    for (place, own) in words.enumerated() {
      let single = each.map { Self.cheapest(own, $0) }
      let sum = single.contains(Self.tooFar) ? Self.tooFar : single.reduce(0, +)
      let cost = min(sum, whole.map { Self.cheapest(own, $0) } ?? Self.tooFar)
      if cost < Self.tooFar { found.append((cost, own.count, place)) }
    }
    return found.sorted { ($0.cost, $0.words, $0.place) < ($1.cost, $1.words, $1.place) }
      .map(\.place)
  }

  /// The cost of a word that is no reading of another: above every sum of costs of readings.
  private static let tooFar = Int(UInt8.max)

  private static func cheapest(_ words: [Int32], _ costs: [UInt8]) -> Int {
    Int(words.reduce(UInt8.max) { min($0, costs[Int($1)]) })
  }

  /// What each word of the vocabulary costs as a reading of a word; `UInt8.max` where it is none.
  private func costs(of word: Word) -> [UInt8] {
    guard word.letters.count <= Self.mostLetters else {
      return Array(repeating: .max, count: vocabulary.count)
    }
    let most = word.slips
    return vocabulary.map { other in
      guard abs(other.letters.count - word.letters.count) <= most,
        (other.kinds & ~word.kinds).nonzeroBitCount <= most,
        (word.kinds & ~other.kinds).nonzeroBitCount <= most
      else { return .max }
      return Self.distance(word.letters, other.letters, most: most)
    }
  }

  /// Letters to be put in, left out, replaced or exchanged with their neighbour; `UInt8.max` when more
  /// than `most`.
  ///
  /// - Note: Damerau, 1964, as optimal string alignment, within the band of `most` beside the diagonal.
  private static func distance(_ left: [UInt32], _ right: [UInt32], most: Int) -> UInt8 {
    if left == right { return 0 }
    guard most > 0 else { return .max }
    let far = most + 1
    var beforeLast = [Int](repeating: far, count: right.count + 1)
    var last = (0...right.count).map { min($0, far) }
    for row in left.indices {
      var next = [Int](repeating: far, count: right.count + 1)
      if row + 1 <= most { next[0] = row + 1 }
      var least = next[0]
      for column in max(0, row - most)..<max(max(0, row - most), min(right.count, row + most + 1)) {
        var cost = last[column] + (left[row] == right[column] ? 0 : 1)
        cost = min(cost, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        next[column + 1] = min(cost, far)
        least = min(least, next[column + 1])
      }
      guard least <= most else { return .max }
      (beforeLast, last) = (last, next)
    }
    let cost = last[right.count]
    return cost <= most ? UInt8(cost) : .max
  }

  /// The words of a name, and all of them as one where there are several.
  private static func forms(of name: String) -> [[UInt32]] {
    let words = words(of: name)
    let whole = words.flatMap(\.self)
    return words.count > 1 && whole.count <= mostLetters + 2 ? words + [whole] : words
  }

  /// The words of a text as letters: lower case, syllables of Hangul as their jamo.
  private static func words(of text: String) -> [[UInt32]] {
    guard text.utf8.count <= 1024 else { return [] }
    var words: [[UInt32]] = [[]]
    for character in text {
      guard character.isLetter || character.isNumber else {
        // An apostrophe is left out by many: don't is dont.
        if character != "'", character != "’", words.last?.isEmpty == false { words.append([]) }
        continue
      }
      for scalar in character.lowercased().unicodeScalars {
        guard let syllable = HangulSyllable(scalar) else {
          words[words.count - 1].append(scalar.value)
          continue
        }
        // Beyond all scalars, so that a jamo of a syllable is no other letter.
        words[words.count - 1] += [
          UInt32(0x20_0000 + syllable.initial), UInt32(0x21_0000 + syllable.medial),
        ]
        if syllable.final > 0 { words[words.count - 1].append(UInt32(0x22_0000 + syllable.final)) }
      }
    }
    return words.filter { !$0.isEmpty }
  }
}
