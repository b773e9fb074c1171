/// What a viewer may move on home, or switch off: a shelf, or several of one kind.
public enum HomeShelf: String, CaseIterable, Hashable, Sendable, Codable {
  /// The hero with its tabs; it stays first.
  case hero
  /// 이어보기.
  case continueWatching = "continue_watching"
  /// 당신을 위한 추천.
  case pickedForYou = "picked_for_you"
  /// …을(를) 보셨다면.
  case becauseWatched = "because_watched"
  /// 최근 본 작품과 비슷한.
  case similarToLastWatched = "similar_to_last_watched"
  /// 좋아하는 장르.
  case favouriteGenre = "favourite_genre"
  /// 새 회차.
  case newEpisodes = "new_episodes"
  /// 인기 TOP 10.
  case top10
  /// 새로 들어온 작품.
  case newReleases = "new_releases"
  /// 내 목록.
  case myList = "my_list"
  /// A shelf a genre.
  case genres
}

extension Shelf.Kind {
  /// What the shelf is when a viewer arranges home.
  public var homeShelf: HomeShelf {
    switch self {
    case .hero: .hero
    case .continueWatching: .continueWatching
    case .pickedForYou: .pickedForYou
    case .becauseWatched: .becauseWatched
    case .similarToLastWatched: .similarToLastWatched
    case .favouriteGenre: .favouriteGenre
    case .newEpisodes: .newEpisodes
    case .top10: .top10
    case .newReleases: .newReleases
    case .myList: .myList
    case .genre, .noGenre: .genres
    }
  }
}

/// In which order home's shelves stand, and which of them a viewer switched off.
///
/// Whatever it is made of, every shelf is in it once, the hero first, and at least one is on.
public struct HomeArrangement: Hashable, Sendable, Codable {
  /// One shelf at its place.
  public struct Line: Hashable, Sendable, Codable {
    /// The shelf.
    public let shelf: HomeShelf
    /// Whether it stands on home.
    public let isOn: Bool

    /// A shelf that is on or off.
    public init(shelf: HomeShelf, isOn: Bool) {
      self.shelf = shelf
      self.isOn = isOn
    }
  }

  /// All shelves, the first at the top.
  public private(set) var lines: [Line]

  /// The order of the product, everything on.
  public static let standard = HomeArrangement([])

  /// An arrangement of lines from anywhere: of a shelf that comes twice the first counts, missing ones
  /// stand on at the end, and where all are off all are on.
  public init(_ lines: [Line]) {
    var known: Set<HomeShelf> = []
    var whole = lines.filter { known.insert($0.shelf).inserted }
    whole += HomeShelf.allCases.filter { !known.contains($0) }.map { Line(shelf: $0, isOn: true) }
    if !whole.contains(where: \.isOn) {
      whole = whole.map { Line(shelf: $0.shelf, isOn: true) }
    }
    self.lines = whole.filter { $0.shelf == .hero } + whole.filter { $0.shelf != .hero }
  }

  /// Reads lines, and makes them whole.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Line].self))
  }

  /// Writes the lines.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(lines)
  }

  /// The place of a shelf, from 0.
  public func place(of shelf: HomeShelf) -> Int {
    lines.firstIndex { $0.shelf == shelf } ?? lines.count
  }

  /// Whether a shelf stands on home.
  public func isOn(_ shelf: HomeShelf) -> Bool {
    lines.first { $0.shelf == shelf }?.isOn ?? true
  }

  /// Switches a shelf off or on; `false`, and nothing changes, when it is the last that is on.
  public mutating func toggle(_ shelf: HomeShelf) -> Bool {
    let place = place(of: shelf)
    guard lines.indices.contains(place) else { return false }
    let isOn = lines[place].isOn
    guard !isOn || lines.count(where: \.isOn) > 1 else { return false }
    lines[place] = Line(shelf: shelf, isOn: !isOn)
    return true
  }

  /// Moves a shelf one place up or down; the hero stays, and nothing goes before it.
  public mutating func move(_ shelf: HomeShelf, isUp: Bool) {
    let place = place(of: shelf)
    let target = isUp ? place - 1 : place + 1
    guard lines.indices.contains(place), lines.indices.contains(target), shelf != .hero,
      lines[target].shelf != .hero
    else { return }
    lines.swapAt(place, target)
  }
}
