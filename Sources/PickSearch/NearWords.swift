import PickModel

/// Different words as their letters, and what each costs as a reading of a mistyped one.
///
/// Letters are units of the search's folding, with syllables of Hangul as their jamo. They lie in one
/// array: a word is looked at for a few nanoseconds, and thousands of small arrays would cost more.
struct NearWords: Sendable {
  /// The cost of a word that is no reading of another: above every sum of costs of readings.
  static let tooFar = Int(UInt8.max)

  /// The letters of all words, one word after the other.
  private var letters: [UInt16] = []
  /// The first letter of each word; one more than there are words.
  private var starts: [Int32] = [0]
  /// The kinds of letters of each word: words whose kinds differ in more than slips are far apart.
  private var kinds: [UInt64] = []

  /// Gathers words, each once.
  struct Builder {
    private(set) var words = NearWords()
    private var places: [[UInt16]: Int32] = [:]
    private let mostLetters: Int

    /// Keeps so many letters of a word and a few more, by which a longer one is told apart.
    init(mostLetters: Int) { self.mostLetters = mostLetters + NearWords.mostSlips + 1 }

    /// The place of a word, which is added where it is new.
    mutating func place(of word: [UInt16]) -> Int32 {
      let kept = word.count > mostLetters ? Array(word.prefix(mostLetters)) : word
      if let place = places[kept] { return place }
      let place = Int32(clamping: words.kinds.count)
      places[kept] = place
      words.letters += kept
      words.starts.append(Int32(clamping: words.letters.count))
      words.kinds.append(NearWords.kinds(of: kept))
      return place
    }
  }

  /// What each word costs as a reading of a mistyped one; `UInt8.max` where it is none.
  ///
  /// A slip costs two; that the mistyped one is only the beginning of the word, one.
  func costs(of typed: [UInt16], mostLetters: Int) -> [UInt8] {
    var costs = [UInt8](repeating: .max, count: kinds.count)
    guard (1...mostLetters).contains(typed.count) else { return costs }
    let most = Self.slips(of: typed.count)
    let asked = Self.kinds(of: typed)
    var meter = SlipMeter(typed, most: most)
    let (letters, starts, kinds) = (letters.span, starts.span, kinds.span)
    for place in kinds.indices {
      guard !Self.hasMore(asked & ~kinds[place], than: most) else { continue }
      let word = Int(starts[place])..<Int(starts[place + 1])
      let mayBegin = word.count > typed.count && typed.count > 1
      let isAlike =
        abs(word.count - typed.count) <= most && !Self.hasMore(kinds[place] & ~asked, than: most)
      guard mayBegin || isAlike else { continue }
      let found = meter.slips(in: letters, word)
      var cost = Self.tooFar
      if found.whole <= most { cost = found.whole * 2 }
      // A slip in a beginning of one syllable could be any word.
      if mayBegin, found.beginning <= (typed.count < 4 ? 0 : most) {
        cost = min(cost, found.beginning * 2 + 1)
      }
      costs[place] = UInt8(clamping: cost)
    }
    return costs
  }

  /// The most slips that are forgiven in a word.
  private static let mostSlips = 2

  /// Slips that are forgiven: none in very short words, which are near to too many.
  private static func slips(of letters: Int) -> Int {
    letters < 3 ? 0 : letters < 8 ? 1 : mostSlips
  }

  /// One bit a kind of letter.
  private static func kinds(of word: [UInt16]) -> UInt64 {
    word.reduce(0) { $0 | 1 << UInt64((UInt32($1) &* 0x9E37_79B1) >> 26) }
  }

  /// Whether a set has more members than so many.
  private static func hasMore(_ set: UInt64, than most: Int) -> Bool {
    var set = set
    for _ in 0..<most where set != 0 { set &= set &- 1 }
    return set != 0
  }

  /// The words of a text as letters.
  static func words(of text: String) -> [[UInt16]] {
    var words: [[UInt16]] = []
    var word: [UInt16] = []
    func end() {
      if !word.isEmpty { words.append(word) }
      word.removeAll(keepingCapacity: true)
    }
    // A curved apostrophe would part a word; a plain one is left out, as by many: don't is dont.
    let isCurved = text.unicodeScalars.contains("’")
    let plain = isCurved ? String(text.map { $0 == "’" ? "'" : $0 }) : text
    var folding = SearchFolding()
    folding.fold(HangulComposition.composed(plain)) { unit, beginsWord in
      if beginsWord { end() }
      if let syllable = Unicode.Scalar(unit).flatMap(HangulSyllable.init) {
        // Conjoining jamo, so that the letter of a syllable is no other letter.
        word.append(0x1100 + UInt16(syllable.initial))
        word.append(0x1161 + UInt16(syllable.medial))
        if syllable.final > 0 { word.append(0x11A7 + UInt16(syllable.final)) }
      } else if Self.isSign(unit) {
        end()
      } else {
        word.append(unit)
      }
    }
    end()
    return words
  }

  /// Whether a unit is a sign of ASCII, which stands between words.
  private static func isSign(_ unit: UInt16) -> Bool {
    unit < 0x80 && !(0x30...0x39).contains(unit) && !(0x61...0x7A).contains(unit)
  }
}

/// Counts slips between a typed word and others: letters put in, left out, replaced or exchanged with
/// their neighbour.
///
/// - Note: Damerau, 1964, as optimal string alignment, within the band of `most` beside the diagonal.
private struct SlipMeter {
  private let typed: [UInt16]
  private let most: Int
  private var beforeLast: [Int]
  private var last: [Int]
  private var next: [Int]

  /// Compares `typed`, up to `most` slips.
  init(_ typed: [UInt16], most: Int) {
    (self.typed, self.most) = (typed, most)
    beforeLast = Array(repeating: 0, count: typed.count + most + 2)
    (last, next) = (beforeLast, beforeLast)
  }

  /// The slips between the typed word and a whole one, and between it and the beginning of that one
  /// which is nearest; `most + 1` where there are more than `most`.
  mutating func slips(
    in letters: Span<UInt16>, _ word: Range<Int>
  ) -> (whole: Int, beginning: Int) {
    let far = most + 1
    let count = min(word.count, typed.count + most)
    for column in 0...count { (last[column], beforeLast[column]) = (min(column, far), far) }
    var (low, high) = (0, count)
    for row in typed.indices {
      (low, high) = (max(0, row - most), min(count, row + most + 1))
      guard low < high else { return (far, far) }
      next[low] = low == 0 ? min(row + 1, far) : far
      var least = next[low]
      for column in low..<high {
        let letter = letters[word.lowerBound + column]
        var cost = last[column] + (typed[row] == letter ? 0 : 1)
        cost = min(cost, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, typed[row] == letters[word.lowerBound + column - 1],
          typed[row - 1] == letter
        {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        next[column + 1] = min(cost, far)
        least = min(least, next[column + 1])
      }
      // The next row reads one cell beyond this one's band.
      if high < count { next[high + 1] = far }
      swap(&beforeLast, &last)
      swap(&last, &next)
      guard least <= most else { return (far, far) }
    }
    let beginning = last[low...high].min() ?? far
    return (count == word.count ? last[count] : far, beginning)
  }
}
