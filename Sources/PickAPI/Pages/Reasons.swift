public import PickModel

extension Reason: WirePayload {
  /// The kind, and what that kind of reason speaks of.
  public static let wire: WireType<Reason> = .object(
    "Reason",
    about: "Why a card stands where it stands; the kind says which of the others is there.",
    { (kind, titles, title, genre, hour, day, rank, category) throws(WireFault) in
      switch kind {
      case .unfinished: .unfinished
      case .nextEpisode: .nextEpisode
      case .becauseWatched: .becauseWatched(try titles.orMissing("titles"))
      case .similar: .similar(to: try title.orMissing("title"))
      case .favouriteGenre: .favouriteGenre(try genre.orMissing("genre"))
      case .newEpisode: .newEpisode
      case .newRelease: .newRelease
      case .popularAtHour: .popularAtHour(try hour.orMissing("hour"))
      case .popularOnDay: .popularOn(try day.orMissing("day"))
      case .popular: .popular(rank: try rank.orMissing("rank"))
      case .onMyList: .onMyList
      case .genre: .genre(try genre.orMissing("genre"))
      case .category: .category(category)
      case .matchesSearch: .matchesSearch
      }
    },
    .required("kind", .name(), \.wireKind),
    .optional("titles", .list(from: 1), \.titles),
    .optional("title", .payload(), \.title),
    .optional("genre", .payload(), \.genre),
    .optional("hour", .integer(from: 0, to: 23), \.hour),
    .optional("day", .name(), \.day),
    .optional("rank", .integer(from: 1), \.rank),
    .optional("category", .name("Category"), \.category))

  /// The names of the reasons.
  enum WireKind: String, CaseIterable, WireNamed {
    case unfinished
    case nextEpisode = "next_episode"
    case becauseWatched = "because_watched"
    case similar
    case favouriteGenre = "favourite_genre"
    case newEpisode = "new_episode"
    case newRelease = "new_release"
    case popularAtHour = "popular_at_hour"
    case popularOnDay = "popular_on_day"
    case popular
    case onMyList = "on_my_list"
    case genre, category
    case matchesSearch = "matches_search"

    static let wireValues = allCases
    var wireName: String { rawValue }
  }

  private var wireKind: WireKind {
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

  private var titles: [TitleReference]? {
    if case .becauseWatched(let titles) = self { titles } else { nil }
  }
  private var title: TitleReference? { if case .similar(let title) = self { title } else { nil } }
  private var genre: Genre? {
    switch self {
    case .favouriteGenre(let genre), .genre(let genre): genre
    case .unfinished, .nextEpisode, .becauseWatched, .similar, .newEpisode, .newRelease,
      .popularAtHour, .popularOn, .popular, .onMyList, .category, .matchesSearch:
      nil
    }
  }
  private var hour: Int? { if case .popularAtHour(let hour) = self { hour } else { nil } }
  private var day: DayType? { if case .popularOn(let day) = self { day } else { nil } }
  private var rank: Int? { if case .popular(let rank) = self { rank } else { nil } }
  private var category: Category? {
    if case .category(let category) = self { category } else { nil }
  }

  /// Whether two reasons say the same in every language; genres compare by their original name
  /// only.
  func isSameFact(as other: Reason?) -> Bool {
    guard let other, self == other else { return false }
    switch (self, other) {
    case (.favouriteGenre(let one), .favouriteGenre(let two)), (.genre(let one), .genre(let two)):
      return one.name == two.name
    case (.unfinished, _), (.nextEpisode, _), (.becauseWatched, _), (.similar, _),
      (.favouriteGenre, _), (.newEpisode, _), (.newRelease, _), (.popularAtHour, _),
      (.popularOn, _), (.popular, _), (.onMyList, _), (.genre, _), (.category, _),
      (.matchesSearch, _):
      return true
    }
  }
}

extension Optional {
  /// The value of a member that this kind of object has to have.
  func orMissing(_ name: String) throws(WireFault) -> Wrapped {
    guard let self else { throw WireFault(name) }
    return self
  }
}
