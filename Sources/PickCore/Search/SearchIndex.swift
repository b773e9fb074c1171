public import PickModel

/// Finds titles by name, cast and genre as a viewer types (docs/decisions/search.md).
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
  /// Where each field begins in `units`; one more than there are fields.
  var fieldStarts: [Int32] = []
  /// What each field is.
  var fieldKinds: [Field] = []
  /// The first field of each title; one more than there are titles.
  var titleFields: [Int32] = []
  /// The titles, most popular first, then by identifier.
  var titles: [Title.ID] = []

  /// What a name names, the weightiest first.
  enum Field: UInt8 {
    case title
    case cast
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
  ///   - texts: the casts, where they are known; in any order.
  ///   - popularity: the order ties are broken by, most popular first; may be incomplete.
  /// - Returns: an immutable index, safe to share between tasks.
  public static func build(
    from titles: [Title], texts: [TitleText] = [], popularity: [Title.ID] = []
  ) -> SearchIndex {
    var index = SearchIndex()
    var folding = SearchFolding()
    let casts = Dictionary(texts.map { ($0.id, $0.cast) }) { first, _ in first }
    for place in inOrder(titles, popularity) {
      index.add(titles[place], cast: casts[titles[place].id] ?? [], folding: &folding)
    }
    index.closeWordStarts()
    return index
  }

  /// How many titles can be found.
  public var count: Int { titles.count }

  /// Places in `titles`, in the order ties are broken by.
  private static func inOrder(_ titles: [Title], _ popularity: [Title.ID]) -> [Int] {
    let ranks = Dictionary(zip(popularity, 0...)) { first, _ in first }
    let keys = titles.indices.map {
      (rank: ranks[titles[$0].id] ?? Int.max, id: titles[$0].id, place: $0)
    }
    return keys.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.map(\.place)
  }

  private mutating func add(_ title: Title, cast: [String], folding: inout SearchFolding) {
    titles.append(title.id)
    add(title.name.original, .title, &folding)
    if let english = title.name.english, english != title.name.original {
      add(english, .title, &folding)
    }
    for name in cast { add(name, .cast, &folding) }
    for genre in title.genres {
      add(genre.name.original, .genre, &folding)
      if let english = genre.name.english { add(english, .genre, &folding) }
    }
    titleFields.append(Int32(fieldKinds.count))
  }

  private mutating func add(_ name: String, _ field: Field, _ folding: inout SearchFolding) {
    let start = units.count
    folding.fold(name) { unit, isWordStart in
      if isWordStart { markWordStart(at: units.count) }
      units.append(unit)
    }
    guard units.count > start else { return }
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
