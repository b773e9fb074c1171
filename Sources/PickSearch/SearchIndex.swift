public import PickModel

/// Finds titles by name, cast, keyword and genre as a viewer types (docs/decisions/search.md).
///
/// All names are folded into one array of UTF-16 units that a query runs over from end to end: for
/// ten thousand titles that is less than a megabyte and a fraction of a millisecond. Each name
/// knows the titles that have it, so that only those are looked at which match. Titles lie in the
/// order of popularity, so matches of one rank come out in it.
public struct SearchIndex: Sendable {
  /// The folded names, each followed by a zero; a cast, a keyword and a genre once for all its titles.
  var units: [UInt16] = []
  /// One bit a unit: whether a word begins there.
  var wordStarts: [UInt64] = []
  /// The start of each name in `units`, and the end of the last.
  var nameStarts: [Int32] = [0]
  /// The letters in each name (`LetterSet`): most names are passed over for those they lack.
  var nameLetters: [UInt64] = []
  /// The titles that have each name, one name after the other.
  var uses: [Use] = []
  /// The first use of each name; one more than there are names.
  var nameUses: [Int32] = [0]
  /// Places among the titles the index was built from, most popular first, then by identifier.
  var places: [Int32] = []
  /// The titles the index was built from, in their order.
  var titles: [Title.ID] = []

  /// What a name is to a title.
  enum Kind: UInt32, CaseIterable {
    case title
    case cast
    case keyword
    case genre
  }

  /// A title that has a name, and what the name is to it, in 32 bits.
  struct Use {
    private let bits: UInt32

    init(_ kind: Kind, title: Int) {
      bits = UInt32(title) << 2 | kind.rawValue
    }

    /// The number of the title in the order of popularity.
    var title: Int { Int(bits >> 2) }
    /// The place of the kind among all.
    var kind: Int { Int(bits & 3) }
  }

  /// An index of nothing, which finds nothing.
  public init() {}

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
    var names = Names()
    let known = Dictionary(texts.map { ($0.id, $0) }) { first, _ in first }
    index.titles = titles.map(\.id)
    for place in inOrder(titles, popularity) {
      names.title = index.places.count
      index.places.append(Int32(place))
      index.add(titles[place], known[titles[place].id], &names)
    }
    index.closeWordStarts()
    index.take(names.uses)
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

  /// What is known of names while an index is put together.
  private struct Names {
    var folding = SearchFolding()
    /// The names many titles have: people, keywords and genres; `nil` for those without a letter.
    var shared: [String: Int?] = [:]
    /// The number of the title whose names are added.
    var title = 0
    /// What was added, title after title.
    var uses: [(name: Int32, use: Use)] = []

    mutating func add(_ kind: Kind, name: Int?) {
      if let name { uses.append((Int32(name), Use(kind, title: title))) }
    }
  }

  private mutating func add(_ title: Title, _ text: TitleText?, _ names: inout Names) {
    names.add(.title, name: add(title.name.original, &names.folding))
    if let english = title.name.english, english != title.name.original {
      names.add(.title, name: add(english, &names.folding))
    }
    for name in text?.cast ?? [] { names.add(.cast, name: shared(name, &names)) }
    for word in text?.keywords ?? [] { names.add(.keyword, name: shared(word, &names)) }
    for genre in title.genres {
      names.add(.genre, name: shared(genre.name.original, &names))
      if let english = genre.name.english { names.add(.genre, name: shared(english, &names)) }
    }
  }

  /// Sorts the uses by their names; those of one name stay in their order.
  private mutating func take(_ found: [(name: Int32, use: Use)]) {
    nameUses = [Int32](repeating: 0, count: nameLetters.count + 1)
    for (name, _) in found { nameUses[Int(name) + 1] += 1 }
    for name in nameLetters.indices { nameUses[name + 1] += nameUses[name] }
    var next = nameUses
    uses = [Use](repeating: Use(.title, title: 0), count: found.count)
    for (name, use) in found {
      uses[Int(next[Int(name)])] = use
      next[Int(name)] += 1
    }
  }

  private mutating func shared(_ name: String, _ names: inout Names) -> Int? {
    if let known = names.shared[name] { return known }
    let number = add(name, &names.folding)
    names.shared[name] = .some(number)
    return number
  }

  /// Adds a name and returns its number; `nil` where no letter of it is left.
  private mutating func add(_ name: String, _ folding: inout SearchFolding) -> Int? {
    let start = units.count
    folding.fold(name) { unit, isWordStart in
      if isWordStart { markWordStart(at: units.count) }
      units.append(unit)
    }
    guard units.count > start else { return nil }
    nameLetters.append(units[start...].reduce(0) { $0 | LetterSet.bits(of: $1) })
    units.append(0)
    nameStarts.append(Int32(units.count))
    return nameLetters.count - 1
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
    let ranks = ranks(of: pattern, SearchPattern.words(of: query))
    let sorted = Self.sorted(ranks, places.span)
    return Matches(
      total: sorted.count, places: Array(sorted.prefix(max(0, limit))), of: titles)
  }

  /// The best rank of each title; `SearchRank.none` where nothing of it matches.
  private func ranks(of pattern: SearchPattern, _ words: [SearchPattern]) -> [SearchRank] {
    var ranks = [SearchRank](repeating: .none, count: places.count)
    let table = SearchRank.table
    forEachUse(of: pattern) { use, place in
      let rank = table[use.kind * SearchRank.Place.allCases.count + Int(place.rawValue)]
      ranks[use.title] = min(ranks[use.title], rank)
    }
    if !words.isEmpty { addApart(words, to: &ranks) }
    return ranks
  }

  /// Finds the words of a query in different names of a title that does not have them together.
  private func addApart(_ words: [SearchPattern], to ranks: inout [SearchRank]) {
    // How many of the words a title has, from the first on.
    var counts = [UInt8](repeating: 0, count: ranks.count)
    for (order, word) in zip(UInt8(0)..., words) {
      forEachUse(of: word) { use, _ in
        if counts[use.title] == order { counts[use.title] = order + 1 }
      }
    }
    for title in ranks.indices where ranks[title] == .none && Int(counts[title]) == words.count {
      ranks[title] = .apart
    }
  }

  /// Hands over every title that has a name in which the pattern stands, with the best place of it
  /// in that name.
  private func forEachUse(of pattern: SearchPattern, _ body: (Use, SearchRank.Place) -> Void) {
    let (letters, starts) = (nameLetters.span, nameStarts.span)
    let (units, wordStarts) = (units.span, wordStarts.span)
    let (uses, firstUses) = (uses.span, nameUses.span)
    for name in letters.indices
    where letters[name] & pattern.letters == pattern.letters {
      let place = Self.place(
        of: pattern, in: Int(starts[name])..<Int(starts[name + 1]) - 1, of: units, wordStarts)
      guard place != .nowhere else { continue }
      for use in Int(firstUses[name])..<Int(firstUses[name + 1]) { body(uses[use], place) }
    }
  }

  /// The `places` of titles that have a rank, the best first, those of one rank in their order.
  private static func sorted(_ ranks: [SearchRank], _ places: Span<Int32>) -> [Int32] {
    var ends = [Int](repeating: 0, count: SearchRank.count)
    for rank in ranks where rank != .none { ends[rank.order] += 1 }
    var total = 0
    for order in ends.indices {
      total += ends[order]
      ends[order] = total - ends[order]
    }
    var sorted = [Int32](repeating: 0, count: total)
    for (title, rank) in ranks.enumerated() where rank != .none {
      sorted[ends[rank.order]] = places[title]
      ends[rank.order] += 1
    }
    return sorted
  }

  /// The best place at which the pattern stands in the units of one name.
  private static func place(
    of pattern: SearchPattern, in name: Range<Int>, of units: Span<UInt16>,
    _ wordStarts: Span<UInt64>
  ) -> SearchRank.Place {
    let matchers = pattern.matchers.span
    let length = matchers.count
    guard name.count >= length else { return .nowhere }
    let first = matchers[0]
    var isInside = false
    for position in name.lowerBound...(name.upperBound - length)
    where first.matches(units[position]) {
      var matched = 1
      while matched < length, matchers[matched].matches(units[position + matched]) { matched += 1 }
      guard matched == length else { continue }
      if position == name.lowerBound {
        guard !pattern.hasInitials else { return .initials }
        let isWhole = name.count == length && units[name.upperBound - 1] == pattern.lastUnit
        return isWhole ? .exact : .prefix
      }
      if wordStarts[position >> 6] >> UInt64(position & 63) & 1 == 1 { return .word }
      isInside = true
    }
    return isInside ? .inside : .nowhere
  }
}

/// A set of letters in 64 bits: initials of syllables have one each, all that begins syllables and all
/// other units share the rest.
///
/// A unit has the bits of whatever matches it, so a name without a bit of the query cannot match.
enum LetterSet {
  private static let initials: UInt32 = 19
  private static let others: UInt32 = 64 - initials

  static func bits(of unit: UInt16) -> UInt64 {
    if unit >= HangulSyllable.firstCode, let scalar = Unicode.Scalar(unit),
      HangulSyllable(scalar) != nil
    {
      let place = UInt32(unit - HangulSyllable.firstCode)
      // Syllables of one beginning have the same bits: the final one may still be missing.
      return 1 << UInt64(place / UInt32(HangulSyllable.syllablesPerInitial))
        | 1 << UInt64(initials + place / UInt32(HangulSyllable.finalCount) % others)
    }
    if unit >= 0x3131, let initial = Unicode.Scalar(unit).flatMap(Jamo.initialIndex(of:)) {
      return 1 << UInt64(initial)
    }
    return 1 << UInt64(initials + UInt32(unit) % others)
  }
}

/// The rank of a match: by the place of the query in a name, and by the kind of name.
private struct SearchRank: Comparable {
  /// The place of the query in a name, the best first.
  enum Place: UInt8, CaseIterable {
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
    /// It does not stand in the name.
    case nowhere
  }

  /// The place among all ranks, from 0, the best first.
  private let number: UInt8

  /// The same as an index.
  var order: Int { Int(number) }

  /// The places of a query in a name that has it.
  private static let places = UInt8(Place.allCases.count - 1)

  /// The number of ranks.
  static let count = Int(apart.number) + 1

  /// The words of the query stand apart, each in a field of its own.
  static let apart = SearchRank(places * 4)

  /// Nothing matches: worse than any rank.
  static let none = SearchRank(.max)

  /// The ranks of all places in each kind of name, one kind after the other.
  static let table = SearchIndex.Kind.allCases.flatMap { kind in
    Place.allCases.map { SearchRank($0, in: kind) }
  }

  /// Ranks a match.
  ///
  /// One genre names a thousand titles, so genres come after everything else; keywords are what people
  /// call a title, and come after its names.
  init(_ place: Place, in kind: SearchIndex.Kind) {
    guard place != .nowhere else {
      number = .max
      return
    }
    switch kind {
    case .title: number = place.rawValue * 2
    case .cast: number = place.rawValue * 2 + 1
    case .keyword: number = Self.places * 2 + place.rawValue
    case .genre: number = Self.places * 3 + place.rawValue
    }
  }

  private init(_ number: UInt8) { self.number = number }

  @inline(__always)
  static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
