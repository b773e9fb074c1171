public import PickModel

/// Titles whose names are a slip of the keys away from a text: "godfahter" leads to The Godfather, 하르
/// to 하루, and 해리 퍼터 to 해리 포터와 마법사의 돌.
///
/// Words are compared, so that a name may have more of them than the text, and letters of Hangul, so
/// that a slip is one key. A word may be the beginning of one in a name: particles follow names in
/// Korean, and a viewer may still be typing. The work is bounded: each different word of all names is
/// compared once with each word of a text, and most of them are told apart by their lengths and
/// letters alone; neither a long text nor a long name makes it more.
public struct NearTitles: Sendable {
  /// Words of a text that are looked at, and letters of one.
  private static let (mostWords, mostLetters) = (8, 40)
  /// Bytes of a text that is looked at.
  private static let mostBytes = 1024
  /// Words of a title's names, in both languages, that are looked at.
  private static let mostWordsOfTitle = 32

  private let titles: [Title.ID]
  private let vocabulary: NearWords
  /// The places in the vocabulary of each title's words, one title after the other.
  private let words: [Int32]
  /// The first of `words` of each title; one more than there are titles.
  private let starts: [Int32]

  /// An index of the names of titles; earlier ones come first where two are equally near.
  public init(_ titles: some Sequence<Title>) {
    var (known, words, starts) = ([Title.ID](), [Int32](), [Int32(0)])
    var vocabulary = NearWords.Builder(mostLetters: Self.mostLetters)
    for title in titles {
      let names = [title.name.original, title.name.english].compactMap { $0 }
      let forms = names.flatMap { Self.forms(of: $0) }
      for form in forms.prefix(Self.mostWordsOfTitle) { words.append(vocabulary.place(of: form)) }
      known.append(title.id)
      starts.append(Int32(clamping: words.count))
    }
    (self.titles, self.words, self.starts) = (known, words, starts)
    self.vocabulary = vocabulary.words
  }

  /// The titles whose names have every word of a text, each with few slips, the nearest first.
  ///
  /// Latin letters near to nothing are read as the Hangul of the same keys.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - limit: how many titles at most.
  ///   - isWanted: whether a title may be among them; asked in their order, until there are enough.
  /// - Returns: none for a text of more words, or longer ones, than a viewer types of a title.
  public func near(
    _ text: String, limit: Int, where isWanted: (Title.ID) -> Bool = { _ in true }
  ) -> [Title.ID] {
    guard text.utf8.count <= Self.mostBytes else { return [] }
    var places = places(near: text)
    if places.isEmpty, let hangul = TwoSetKeyboard.hangul(typedAs: text) {
      places = self.places(near: hangul)
    }
    var wanted: [Title.ID] = []
    for place in places where wanted.count < limit {
      if isWanted(titles[place]) { wanted.append(titles[place]) }
    }
    return wanted
  }

  /// The places of those titles among all.
  private func places(near text: String) -> [Int] {
    let asked = NearWords.words(of: text)
    guard (1...Self.mostWords).contains(asked.count) else { return [] }
    let each = asked.map { costs(of: $0) }
    let whole = asked.count > 1 ? costs(of: asked.flatMap(\.self)) : []
    var found: [(cost: Int, words: Int, place: Int)] = []
    for place in titles.indices {
      let own = Int(starts[place])..<Int(starts[place + 1])
      var cost = 0
      for costs in each where cost < NearWords.tooFar {
        let least = cheapest(own, costs)
        cost = least == NearWords.tooFar ? least : cost + least
      }
      if !whole.isEmpty { cost = min(cost, cheapest(own, whole)) }
      if cost < NearWords.tooFar { found.append((cost, own.count, place)) }
    }
    return found.sorted { ($0.cost, $0.words, $0.place) < ($1.cost, $1.words, $1.place) }
      .map(\.place)
  }

  /// The least cost among some of `words`.
  private func cheapest(_ own: Range<Int>, _ costs: [UInt8]) -> Int {
    var least = UInt8.max
    for index in own { least = min(least, costs[Int(words[index])]) }
    return Int(least)
  }

  private func costs(of word: [UInt16]) -> [UInt8] {
    vocabulary.costs(of: word, mostLetters: Self.mostLetters)
  }

  /// The words of a name, and all of them as one where there are several.
  private static func forms(of name: String) -> [[UInt16]] {
    let words = NearWords.words(of: name)
    let whole = words.lazy.map(\.count).reduce(0, +)
    return words.count > 1 && whole <= mostLetters + 2 ? words + [words.flatMap(\.self)] : words
  }
}
