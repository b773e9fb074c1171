public import PickModel

/// Which list a shelf is: `{"kind": …}` and what that kind of list speaks of.
public struct ShelfKindPayload: Hashable, Sendable, Codable {
  /// Which list.
  public let kind: Shelf.Kind

  /// Which list.
  public init(_ kind: Shelf.Kind) { self.kind = kind }

  enum Name: String, Codable {
    case top10, genre, hero
    case continueWatching = "continue_watching"
    case pickedForYou = "picked_for_you"
    case becauseWatched = "because_watched"
    case similarToLastWatched = "similar_to_last_watched"
    case favouriteGenre = "favourite_genre"
    case newEpisodes = "new_episodes"
    case newReleases = "new_releases"
    case myList = "my_list"
    case noGenre = "no_genre"
  }

  private enum CodingKeys: String, CodingKey {
    case kind, title, genre, tab
  }

  /// Writes the kind and what it speaks of.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(kind.wireKind, forKey: .kind)
    switch kind {
    case .becauseWatched(let title), .similarToLastWatched(let title):
      try object.encode(TitleReferencePayload(title), forKey: .title)
    case .favouriteGenre(let genre), .genre(let genre):
      try object.encode(GenrePayload(genre), forKey: .genre)
    case .hero(let tab): try object.encode(WireName(tab), forKey: .tab)
    case .continueWatching, .pickedForYou, .newEpisodes, .top10, .newReleases, .myList, .noGenre:
      break
    }
  }

  /// Reads the kind and what it speaks of.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    func title() throws -> TitleReference {
      try object.decode(TitleReferencePayload.self, forKey: .title).reference
    }
    func genre() throws -> Genre { try object.decode(GenrePayload.self, forKey: .genre).genre }
    kind =
      switch try object.decode(Name.self, forKey: .kind) {
      case .continueWatching: .continueWatching
      case .pickedForYou: .pickedForYou
      case .becauseWatched: .becauseWatched(try title())
      case .similarToLastWatched: .similarToLastWatched(try title())
      case .favouriteGenre: .favouriteGenre(try genre())
      case .newEpisodes: .newEpisodes
      case .top10: .top10
      case .newReleases: .newReleases
      case .myList: .myList
      case .genre: .genre(try genre())
      case .noGenre: .noGenre
      case .hero: .hero(try object.decode(WireName<HeroTab>.self, forKey: .tab).value)
      }
  }
}

extension Shelf.Kind {
  var wireKind: ShelfKindPayload.Name {
    switch self {
    case .continueWatching: .continueWatching
    case .pickedForYou: .pickedForYou
    case .becauseWatched: .becauseWatched
    case .similarToLastWatched: .similarToLastWatched
    case .favouriteGenre: .favouriteGenre
    case .newEpisodes: .newEpisodes
    case .top10: .top10
    case .newReleases: .newReleases
    case .myList: .myList
    case .genre: .genre
    case .noGenre: .noGenre
    case .hero: .hero
    }
  }
}
