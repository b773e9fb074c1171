/// One named, ordered list of cards on a screen (줄).
public struct Shelf: Hashable, Sendable, Codable, Identifiable {
  /// Names a shelf on every page it may stand on ("continue", "because:42", "genre:액션").
  public struct ID: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as it is stored and sent.
    public let rawValue: String

    /// A name that is already known.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A name that is already known.
    public init(_ rawValue: String) { self.rawValue = rawValue }
  }

  /// Which list it is, and why it is there: a fact that screens turn into a heading.
  public enum Kind: Hashable, Sendable, Codable {
    /// 이어보기: unfinished assets and next episodes, merged.
    case continueWatching
    /// 당신을 위한 추천: the model's best unwatched titles.
    case pickedForYou
    /// …을(를) 보셨다면.
    case becauseWatched(TitleReference)
    /// 최근 본 작품과 비슷한.
    case similarToLastWatched(TitleReference)
    /// 좋아하는 장르.
    case favouriteGenre(Genre)
    /// 새 회차.
    case newEpisodes
    /// 인기 TOP 10.
    case top10
    /// 새로 들어온 작품: for viewers who have not watched anything yet.
    case newReleases
    /// 내 목록.
    case myList
    /// All of one genre.
    case genre(Genre)
    /// Titles whose source named no genre.
    case noGenre
    /// What one tab of the hero shows.
    case hero(HeroTab)
  }

  /// Which list it is.
  public let kind: Kind
  /// The cards, best first, each title once.
  public let cards: [Card]
  /// Where the shelf goes on; `nil` when these are all its cards.
  public let next: PageCursor?

  /// A shelf of `cards`, which may go on.
  public init(kind: Kind, cards: [Card], next: PageCursor? = nil) {
    self.kind = kind
    self.cards = cards
    self.next = next
  }

  /// The name of the shelf, derived from its kind.
  public var id: ID { kind.shelfID }
}

extension Shelf.Kind {
  /// The name a shelf of this kind has; two shelves of a page never share one.
  public var shelfID: Shelf.ID {
    switch self {
    case .continueWatching: Shelf.ID("continue")
    case .pickedForYou: Shelf.ID("picked")
    case .becauseWatched(let title): Shelf.ID("because:\(title.id)")
    case .similarToLastWatched: Shelf.ID("similar")
    case .favouriteGenre: Shelf.ID("favourite")
    case .newEpisodes: Shelf.ID("new-episodes")
    case .top10: Shelf.ID("top10")
    case .newReleases: Shelf.ID("new-releases")
    case .myList: Shelf.ID("my-list")
    case .genre(let genre): Shelf.ID("genre:\(genre.id)")
    case .noGenre: Shelf.ID("no-genre")
    case .hero(let tab): Shelf.ID("hero:\(tab.rawValue)")
    }
  }
}

extension Shelf.ID {
  /// Names of shelves of which there is one.
  private static let single: Set<Shelf.ID> = Set(
    [
      Shelf.Kind.continueWatching, .pickedForYou, .newEpisodes, .top10, .newReleases, .myList,
      .noGenre,
    ].map(\.shelfID) + HeroTab.allCases.map { Shelf.Kind.hero($0).shelfID }
      + [Shelf.ID("similar"), Shelf.ID("favourite")])

  /// Whether a shelf can have this name; `isGenre` says which genres there are.
  ///
  /// What comes from outside is hashed only once it is known to be short.
  public func isKnown(isGenre: (Substring) -> Bool) -> Bool {
    if rawValue.hasPrefix("genre:") { return isGenre(rawValue.dropFirst("genre:".count)) }
    guard rawValue.utf8.count <= 32, rawValue.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    guard rawValue.hasPrefix("because:") else { return Self.single.contains(self) }
    return Int64(rawValue.dropFirst("because:".count)).map { $0 > 0 } ?? false
  }
}

/// The four tabs of the hero, in their order.
public enum HeroTab: String, CaseIterable, Codable, Sendable {
  /// `#실시간`: rising at this hour.
  case realtime
  /// `#평일`.
  case weekday
  /// `#주말`.
  case weekend
  /// `#불금`: Friday nights.
  case fridayNight
}

/// A shelf that came, or the one that did not: shelves load and fail on their own.
public enum ShelfResult: Hashable, Sendable, Codable, Identifiable {
  /// The shelf.
  case loaded(Shelf)
  /// Which list could not be made; asked for again by its name.
  case failed(Shelf.Kind)

  /// Which list it is or would have been.
  public var kind: Shelf.Kind {
    switch self {
    case .loaded(let shelf): shelf.kind
    case .failed(let kind): kind
    }
  }

  /// The name of the shelf.
  public var id: Shelf.ID { kind.shelfID }

  /// The cards; none when the shelf failed.
  public var cards: [Card] {
    guard case .loaded(let shelf) = self else { return [] }
    return shelf.cards
  }
}
