public import PickModel

/// The places of titles in the order of their names, with where each initial begins.
///
/// Hangul comes first, in the order of its letters, then Latin without case, accents and leading
/// articles ("The Godfather" stands under G), then numbers and everything else. Equal names go by
/// identifier.
public struct NameOrder: Sendable {
  /// Places among the titles, the first name first.
  public let places: [Int32]
  /// The initial of each title, by the titles' own order.
  private let initials: [NameInitial]

  /// Orders `titles` by their names in a language.
  public init(_ titles: [Title], in language: Language) {
    var folding = SearchFolding()
    let keys = titles.map { NameKey($0.name.text(in: language), &folding) }
    initials = keys.map(\.initial)
    places = titles.indices.sorted { left, right in
      keys[left] == keys[right]
        ? titles[left].id < titles[right].id : keys[left] < keys[right]
    }.map(Int32.init)
  }

  /// Where each initial begins among some of the titles, which stand in this order.
  public func beginnings(of listed: some Sequence<Int32>) -> [InitialPlace] {
    var found: [InitialPlace] = []
    var last: NameInitial?
    for (place, title) in listed.enumerated() where initials[Int(title)] != last {
      last = initials[Int(title)]
      found.append(InitialPlace(initial: initials[Int(title)].text, place: place))
    }
    return found
  }
}

/// The letter a name is looked up under.
private enum NameInitial: Equatable {
  /// An initial consonant, tense ones under their plain one.
  case hangul(Unicode.Scalar)
  /// A letter from A to Z.
  case latin(Unicode.Scalar)
  /// Numbers, signs and other scripts.
  case other

  init(_ unit: UInt16) {
    let scalar = Unicode.Scalar(unit) ?? " "
    if let syllable = HangulSyllable(scalar) {
      self = .hangul(Self.plain(Jamo.initials[syllable.initial]))
    } else if Jamo.initialIndex(of: scalar) != nil {
      self = .hangul(Self.plain(scalar))
    } else if (0x61...0x7A).contains(unit) {
      self = .latin(Unicode.Scalar(UInt8(truncatingIfNeeded: unit) & 0xDF))
    } else {
      self = .other
    }
  }

  private static func plain(_ consonant: Unicode.Scalar) -> Unicode.Scalar {
    switch consonant {
    case "ㄲ": "ㄱ"
    case "ㄸ": "ㄷ"
    case "ㅃ": "ㅂ"
    case "ㅆ": "ㅅ"
    case "ㅉ": "ㅈ"
    default: consonant
    }
  }

  /// Its place among the initials: scripts first, then letters.
  var rank: UInt32 {
    switch self {
    case .hangul(let consonant): consonant.value - 0x3130
    case .latin(let letter): 0x1000 + letter.value
    case .other: 0x2000
    }
  }

  var text: String {
    switch self {
    case .hangul(let consonant): String(consonant)
    case .latin(let letter): String(letter)
    case .other: "#"
    }
  }
}

/// What names are compared by.
private struct NameKey: Comparable {
  let initial: NameInitial
  private let units: [UInt16]

  private static let articles = ["the ", "an ", "a "]

  init(_ name: String, _ folding: inout SearchFolding) {
    var units: [UInt16] = []
    folding.fold(Self.withoutArticle(name)) { unit, _ in units.append(unit) }
    self.units = units
    initial = units.first.map(NameInitial.init) ?? .other
  }

  private static func withoutArticle(_ name: String) -> String {
    let start = name.prefix(4).lowercased()
    guard let article = articles.first(where: start.hasPrefix), name.count > article.count else {
      return name
    }
    return String(name.dropFirst(article.count))
  }

  static func == (left: Self, right: Self) -> Bool { left.units == right.units }

  static func < (left: Self, right: Self) -> Bool {
    let ranks = (left.initial.rank, right.initial.rank)
    return ranks.0 != ranks.1
      ? ranks.0 < ranks.1 : left.units.lexicographicallyPrecedes(right.units)
  }
}
