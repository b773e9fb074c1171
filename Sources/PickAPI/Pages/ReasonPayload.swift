public import PickModel

/// Why a card stands where it stands: `{"kind": …}` and what that kind of reason speaks of.
public struct ReasonPayload: Hashable, Sendable, Codable {
  /// The reason.
  public let reason: Reason

  /// A reason.
  public init(_ reason: Reason) { self.reason = reason }

  enum Kind: String, Codable {
    case unfinished, similar, popular, genre, category
    case nextEpisode = "next_episode"
    case becauseWatched = "because_watched"
    case favouriteGenre = "favourite_genre"
    case newEpisode = "new_episode"
    case newRelease = "new_release"
    case popularAtHour = "popular_at_hour"
    case popularOnDay = "popular_on_day"
    case onMyList = "on_my_list"
    case matchesSearch = "matches_search"
  }

  private enum CodingKeys: String, CodingKey {
    case kind, titles, title, genre, hour, day, rank, category
  }

  /// Writes the kind and what it speaks of.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(reason.wireKind, forKey: .kind)
    switch reason {
    case .becauseWatched(let titles):
      try object.encode(titles.map(TitleReferencePayload.init), forKey: .titles)
    case .similar(let title): try object.encode(TitleReferencePayload(title), forKey: .title)
    case .favouriteGenre(let genre), .genre(let genre):
      try object.encode(GenrePayload(genre), forKey: .genre)
    case .popularAtHour(let hour): try object.encode(hour, forKey: .hour)
    case .popularOn(let day): try object.encode(WireName(day), forKey: .day)
    case .popular(let rank): try object.encode(rank, forKey: .rank)
    case .category(let category):
      try object.encodeIfPresent(category.map(WireName.init), forKey: .category)
    case .unfinished, .nextEpisode, .newEpisode, .newRelease, .onMyList, .matchesSearch: break
    }
  }

  /// Reads the kind and what it speaks of.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    func genre() throws -> Genre { try object.decode(GenrePayload.self, forKey: .genre).genre }
    reason =
      switch try object.decode(Kind.self, forKey: .kind) {
      case .unfinished: .unfinished
      case .nextEpisode: .nextEpisode
      case .becauseWatched:
        .becauseWatched(
          try object.decode([TitleReferencePayload].self, forKey: .titles).map(\.reference))
      case .similar:
        .similar(to: try object.decode(TitleReferencePayload.self, forKey: .title).reference)
      case .favouriteGenre: .favouriteGenre(try genre())
      case .newEpisode: .newEpisode
      case .newRelease: .newRelease
      case .popularAtHour: .popularAtHour(try object.decode(Int.self, forKey: .hour))
      case .popularOnDay:
        .popularOn(try object.decode(WireName<DayType>.self, forKey: .day).value)
      case .popular: .popular(rank: try object.decode(Int.self, forKey: .rank))
      case .onMyList: .onMyList
      case .genre: .genre(try genre())
      case .category:
        .category(try object.decodeIfPresent(WireName<Category>.self, forKey: .category)?.value)
      case .matchesSearch: .matchesSearch
      }
  }
}

extension Reason {
  var wireKind: ReasonPayload.Kind {
    switch self {
    case .unfinished: .unfinished
    case .nextEpisode: .nextEpisode
    case .becauseWatched: .becauseWatched
    case .similar: .similar
    case .favouriteGenre: .favouriteGenre
    case .newEpisode: .newEpisode
    case .newRelease: .newRelease
    case .popularAtHour: .popularAtHour
    case .popularOn: .popularOnDay
    case .popular: .popular
    case .onMyList: .onMyList
    case .genre: .genre
    case .category: .category
    case .matchesSearch: .matchesSearch
    }
  }
}
