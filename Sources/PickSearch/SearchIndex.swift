public import PickModel

/// Finds titles by name, cast, keyword and genre as a viewer types (docs/decisions/search.md).
///
/// All names are folded into one array of UTF-16 units that a query runs over from end to end: for
/// ten thousand titles that is less than a megabyte and a fraction of a millisecond, with no
/// posting lists to keep. Titles lie in the order of popularity, so matches of one rank come out
/// in it.
public struct SearchIndex: Sendable {
  /// The folded names, each followed by a zero.
  var units: [UInt16] = []
  /// One bit a unit: whether a word begins there.
  var wordStarts: [UInt64] = []
  /// The start of each field in `units`, and the end of the last.
  var fieldStarts: [Int32] = []
  /// The kind of each field.
  var fieldKinds: [Field] = []
  /// The letters in each field (`LetterSet`): most fields are passed over for those they lack.
  var fieldLetters: [UInt32] = []
  /// The letters of all fields of each title.
  var titleLetters: [UInt32] = []
  /// The first field of each title; one more than there are titles.
  var titleFields: [Int32] = []
  /// Places among the titles the index was built from, most popular first, then by identifier.
  var places: [Int32] = []
  /// The titles the index was built from, in their order.
  var titles: [Title.ID] = []

  /// The kind of a field, the weightiest first.
  enum Field: UInt8 {
    case title
    case cast
    case keyword
    case genre
  }

  /// An index of nothing, which finds nothing.
  public init() {
    fieldStarts = [0]
    titleFields = [0]
  }

  /// Puts an index together.
  ///
  /// - Parameters:
  ///   - titles: what can be found.
  ///   - texts: the casts and keywords, where they are known; in any order.
  ///   - popularity: the order ties are broken by, most popular first; may be incomplete.
  /// - Returns: an immutable index, safe to share between tasks.
  public static func build(
    from titles: [Title], texts: [TitleText] = [], popularity: [Title.ID] = []
  ) -> SearchIndex {
    var index = SearchIndex()
    var folding = SearchFolding()
    let known = Dictionary(texts.map { ($0.id, $0) }) { first, _ in first }
    index.titles = titles.map(\.id)
    for place in inOrder(titles, popularity) {
      index.places.append(Int32(place))
      index.add(titles[place], known[titles[place].id], folding: &folding)
    }
    index.closeWordStarts()
    return index
  }

  /// The number of titles.
  public var count: Int { titles.count }

  /// Places among the titles the index was built from, most popular first.
  public var popularFirst: [Int32] { places }

  /// Places in the given titles, in the order ties are broken by.
  private static func inOrder(_ titles: [Title], _ popularity: [Title.ID]) -> [Int] {
    let ranks = Dictionary(zip(popularity, 0...)) { first, _ in first }
    let keys = titles.indices.map {
      (rank: ranks[titles[$0].id] ?? Int.max, id: titles[$0].id, place: $0)
    }
    return keys.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.map(\.place)
  }

  private mutating func add(
    _ title: Title, _ text: TitleText?, folding: inout SearchFolding
  ) {
    add(title.name.original, .title, &folding)
    if let english = title.name.english, english != title.name.original {
      add(english, .title, &folding)
    }
    for name in text?.cast ?? [] { add(name, .cast, &folding) }
    for word in text?.keywords ?? [] { add(word, .keyword, &folding) }
    for genre in title.genres {
      add(genre.name.original, .genre, &folding)
      if let english = genre.name.english { add(english, .genre, &folding) }
    }
    let first = Int(titleFields[titleFields.count - 1])
    titleLetters.append(fieldLetters[first...].reduce(0, |))
    titleFields.append(Int32(fieldKinds.count))
  }

  private mutating func add(_ name: String, _ field: Field, _ folding: inout SearchFolding) {
    let start = units.count
    folding.fold(name) { unit, isWordStart in
      if isWordStart { markWordStart(at: units.count) }
      units.append(unit)
    }
    guard units.count > start else { return }
    fieldLetters.append(units[start...].reduce(0) { $0 | LetterSet.bit(of: $1) })
    units.append(0)
    fieldKinds.append(field)
    fieldStarts.append(Int32(units.count))
  }

  private mutating func closeWordStarts() {
    while wordStarts.count << 6 < units.count { wordStarts.append(0) }
  }

  private mutating func markWordStart(at position: Int) {
    while wordStarts.count <= position >> 6 { wordStarts.append(0) }
    wordStarts[position >> 6] |= 1 << UInt64(position & 63)
  }
}

extension SearchIndex {
  /// The result of a query.
  public struct Matches: Equatable, Sendable {
    /// The number of matching titles, listed or not.
    public let total: Int
    /// The best of them, best first, by their places among the titles the index was built from.
    public let places: [Int32]
    private let all: [Title.ID]

    fileprivate init(total: Int, places: [Int32], of all: [Title.ID]) {
      (self.total, self.places, self.all) = (total, places, all)
    }

    /// The best of them, best first.
    public var titles: [Title.ID] { places.map { all[Int($0)] } }
  }

  /// The titles that match, best first, at most `limit` of them.
  ///
  /// Exact names come first, then beginnings, then initial consonants, then words and last the
  /// middles of words; within each, titles before casts. What only a keyword or its genre makes match
  /// comes after all of them, in this order, and last what has the words in different fields ("배우 장르"). Equal ranks go
  /// by popularity, then by identifier.
  ///
  /// - Complexity: O(units of all names).
  ///
  /// Latin letters that match nothing are read as the Hangul of the same keys (`gkfn` is 하루).
  public func search(_ query: String, limit: Int) -> Matches {
    let found = matches(query, limit: limit)
    guard found.total == 0, let hangul = TwoSetKeyboard.hangul(typedAs: query) else { return found }
    return matches(hangul, limit: limit)
  }

  private func matches(_ query: String, limit: Int) -> Matches {
    guard let pattern = SearchPattern(query) else {
      return Matches(total: 0, places: [], of: titles)
    }
    let words = SearchPattern.words(of: query)
    var found = [[Int32]](repeating: [], count: SearchRank.count)
    var total = 0
    let letters = titleLetters.span
    for title in letters.indices {
      guard let rank = rank(ofTitle: title, letters[title], for: pattern, words) else { continue }
      total += 1
      if found[rank.order].count < limit { found[rank.order].append(Int32(title)) }
    }
    let best = found.joined().prefix(max(0, limit)).map { places[Int($0)] }
    return Matches(total: total, places: best, of: titles)
  }

  /// The best rank of a title whose fields have `letters` between them; `nil` when none matches.
  @inline(__always)
  private func rank(
    ofTitle title: Int, _ letters: UInt32, for pattern: SearchPattern, _ words: [SearchPattern]
  ) -> SearchRank? {
    if letters & pattern.letters == pattern.letters,
      let rank = rank(ofTitle: title, for: pattern)
    {
      return rank
    }
    return words.isEmpty ? nil : rank(ofTitle: title, having: words)
  }

  private func rank(ofTitle title: Int, for pattern: SearchPattern) -> SearchRank? {
    var best: SearchRank?
    let (letters, starts) = (fieldLetters.span, fieldStarts.span)
    let (units, wordStarts) = (units.span, wordStarts.span)
    for field in Int(titleFields[title])..<Int(titleFields[title + 1])
    where letters[field] & pattern.letters == pattern.letters {
      // Fields come with the weightiest first: those that follow cannot be better either.
      if let best, best.order <= SearchRank.best(in: fieldKinds[field]) { break }
      let place = Self.place(
        of: pattern, in: Int(starts[field])..<Int(starts[field + 1]) - 1, of: units, wordStarts)
      guard let place else { continue }
      let rank = SearchRank(place, in: fieldKinds[field])
      if best.map({ rank < $0 }) ?? true { best = rank }
    }
    return best
  }

  private func rank(ofTitle title: Int, having words: [SearchPattern]) -> SearchRank? {
    guard words.allSatisfy({ rank(ofTitle: title, for: $0) != nil }) else { return nil }
    return .apart
  }

  /// The best place at which the pattern stands in the units of one field; `nil` when it does not.
  private static func place(
    of pattern: SearchPattern, in field: Range<Int>, of units: Span<UInt16>,
    _ wordStarts: Span<UInt64>
  ) -> SearchRank.Place? {
    let matchers = pattern.matchers.span
    let length = matchers.count
    guard field.count >= length else { return nil }
    let first = matchers[0]
    var isInside = false
    for position in field.lowerBound...(field.upperBound - length)
    where first.matches(units[position]) {
      var matched = 1
      while matched < length, matchers[matched].matches(units[position + matched]) { matched += 1 }
      guard matched == length else { continue }
      if position == field.lowerBound {
        guard !pattern.hasInitials else { return .initials }
        let isWhole =
          field.count == length && units[field.upperBound - 1] == pattern.lastUnit
        return isWhole ? .exact : .prefix
      }
      if wordStarts[position >> 6] >> UInt64(position & 63) & 1 == 1 { return .word }
      isInside = true
    }
    return isInside ? .inside : nil
  }
}

/// A set of letters in 32 bits: initials of syllables have one each, all other units share the rest.
///
/// A unit and whatever a matcher of it matches have the same bit, so a field without a bit of the
/// query cannot match.
enum LetterSet {
  private static let initials = 19

  static func bit(of unit: UInt16) -> UInt32 {
    if unit >= HangulSyllable.firstCode, let scalar = Unicode.Scalar(unit),
      HangulSyllable(scalar) != nil
    {
      return 1 << UInt32((unit - HangulSyllable.firstCode) / HangulSyllable.syllablesPerInitial)
    }
    if unit >= 0x3131, let initial = Unicode.Scalar(unit).flatMap(Jamo.initialIndex(of:)) {
      return 1 << UInt32(initial)
    }
    return 1 << (UInt32(initials) + UInt32(unit) % UInt32(32 - initials))
  }
}

/// The rank of a match: by the place of the query in a name, and by the kind of name.
private struct SearchRank: Comparable {
  /// The place of the query in a name, the best first.
  enum Place: Int, CaseIterable {
    /// It is the name.
    case exact
    /// The name begins with it.
    case prefix
    /// The name begins with syllables of these initial consonants.
    case initials
    /// A later word begins with it.
    case word
    /// It stands in the middle of a word.
    case inside
  }

  /// The place among all ranks, from 0, the best first.
  let order: Int

  /// The number of ranks.
  static let count = Place.allCases.count * 4 + 1

  /// The words of the query stand apart, each in a field of its own.
  static let apart = SearchRank(order: count - 1)

  /// Ranks a match.
  ///
  /// One genre names a thousand titles, so genres come after everything else; keywords are what people
  /// call a title, and come after its names.
  init(_ place: Place, in field: SearchIndex.Field) {
    switch field {
    case .title: order = place.rawValue * 2
    case .cast: order = place.rawValue * 2 + 1
    case .keyword: order = Place.allCases.count * 2 + place.rawValue
    case .genre: order = Place.allCases.count * 3 + place.rawValue
    }
  }

  private init(order: Int) { self.order = order }

  /// The order of the best match in a field of that kind.
  static func best(in field: SearchIndex.Field) -> Int { SearchRank(.exact, in: field).order }

  static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}
