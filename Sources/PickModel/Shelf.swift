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

  /// The list and the reason for it, as a fact that screens turn into a heading.
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
    /// One tab of the hero.
    case hero(HeroTab)
  }

  /// Which list it is.
  public let kind: Kind
  /// The cards, best first, each title once.
  public let cards: [Card]
  /// The cursor of the following cards; `nil` when these are all.
  public let next: PageCursor?
  /// The name of the shelf, derived from its kind: kept, because every key asks for it.
  public let id: ID

  private enum CodingKeys: String, CodingKey { case kind, cards, next }

  /// A shelf of `cards`, which may go on.
  public init(kind: Kind, cards: [Card], next: PageCursor? = nil) {
    self.kind = kind
    self.cards = cards
    self.next = next
    id = kind.shelfID
  }

  /// Reads a shelf.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kind: try object.decode(Kind.self, forKey: .kind),
      cards: try object.decode([Card].self, forKey: .cards),
      next: try object.decodeIfPresent(PageCursor.self, forKey: .next))
  }
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
  /// A name from outside is hashed only after its length was checked.
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
  /// A list that could not be made; it can be requested again by its name.
  case failed(Shelf.Kind)

  /// The list, made or failed.
  public var kind: Shelf.Kind {
    switch self {
    case .loaded(let shelf): shelf.kind
    case .failed(let kind): kind
    }
  }

  /// The name of the shelf.
  public var id: Shelf.ID {
    switch self {
    case .loaded(let shelf): shelf.id
    case .failed(let kind): kind.shelfID
    }
  }

  /// The cards; none when the shelf failed.
  public var cards: [Card] {
    guard case .loaded(let shelf) = self else { return [] }
    return shelf.cards
  }
}

/// One title on a shelf, with all a screen needs to draw it.
public struct Card: Hashable, Sendable, Codable, Identifiable {
  /// The asset that Space plays, with the viewer's progress in it.
  public struct Playable: Hashable, Sendable, Codable {
    /// The asset.
    public let asset: Asset.ID
    /// Its place in the series; `nil` for films.
    public let episode: EpisodeNumber?
    /// The viewer's progress; `nil` when it was never started.
    public let progress: WatchProgress?
    /// Running time in seconds, where it is known; always that of the progress, when there is one.
    public let runningSeconds: Int?

    /// The asset that plays, how far it was watched and how long it is.
    public init(
      asset: Asset.ID, episode: EpisodeNumber?, progress: WatchProgress?,
      runningSeconds: Int? = nil
    ) {
      self.asset = asset
      self.episode = episode
      self.progress = progress
      self.runningSeconds = progress == nil ? runningSeconds : progress?.runningSeconds
    }
  }

  /// The title.
  public let id: Title.ID
  /// Its name.
  public let name: LocalizedText
  /// Film or series.
  public let kind: Title.Kind
  /// Its page.
  public let category: Category?
  /// The main genre.
  public let genre: Genre?
  /// Year of release.
  public let year: Int?
  /// Youngest age.
  public let ageRating: AgeRating?
  /// The asset that Space plays; `nil` when the title has none.
  public let playable: Playable?
  /// The version of its picture; `nil` when it has none.
  public let picture: PictureID?
  /// Whether the viewer hid the title; only lists of what was looked for show such a card.
  public let isHidden: Bool
  /// Why the card is here.
  public let reason: Reason

  /// A card for `title`.
  public init(_ title: Title, playable: Playable?, isHidden: Bool = false, reason: Reason) {
    self.init(
      id: title.id, name: title.name, kind: title.kind, category: title.category,
      genre: title.genres.first, year: title.year, ageRating: title.ageRating,
      picture: title.picture, playable: playable, isHidden: isHidden, reason: reason)
  }

  /// A card by its members.
  package init(
    id: Title.ID, name: LocalizedText, kind: Title.Kind, category: Category?, genre: Genre?,
    year: Int?, ageRating: AgeRating?, picture: PictureID? = nil, playable: Playable?,
    isHidden: Bool = false, reason: Reason
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.category = category
    self.genre = genre
    self.year = year
    self.ageRating = ageRating
    self.picture = picture
    self.playable = playable
    self.isHidden = isHidden
    self.reason = reason
  }

  /// The title, named.
  public var reference: TitleReference { TitleReference(id: id, name: name) }
}

/// Why a card stands where it stands: a fact that screens turn into a sentence.
public enum Reason: Hashable, Sendable, Codable {
  /// Playback stopped in the middle.
  case unfinished
  /// The episode after the last one watched.
  case nextEpisode
  /// Watched titles that contributed most to the model's score, the strongest first; never empty.
  case becauseWatched([TitleReference])
  /// Genre, cast or synopsis resemble this title's.
  case similar(to: TitleReference)
  /// The genre the viewer watched most.
  case favouriteGenre(Genre)
  /// An episode that came after the viewer's last visit to the series.
  case newEpisode
  /// The title came into the catalogue not long ago.
  case newRelease
  /// Rising at this hour of the day (0 to 23, Seoul).
  case popularAtHour(Int)
  /// Rising on this kind of day.
  case popularOn(DayType)
  /// Watched most of all; `rank` from 1.
  case popular(rank: Int)
  /// The viewer put it there.
  case onMyList
  /// Of this genre.
  case genre(Genre)
  /// Of this category, where the source named no genre; `nil` when it named no category either.
  case category(Category?)
  /// It matches the words searched for.
  case matchesSearch
}
