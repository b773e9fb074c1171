public import PickModel

extension ShelfResult: WirePayload {
  /// The name and kind of a shelf with its cards, or `"failed": true` where it could not be made.
  public static let wire: WireType<ShelfResult> = .object(
    "Shelf", about: "A named list of cards; `failed` instead of cards when it could not be made.",
    { (_, kind, title, genre, tab, _, cards, next, hasFailed) throws(WireFault) in
      let kind = try Shelf.Kind(kind, title: title, genre: genre, tab: tab)
      if hasFailed == true { return .failed(kind) }
      return .loaded(Shelf(kind: kind, cards: try cards.orMissing("cards"), next: next))
    },
    // The name follows from the kind.
    .derived("id", .text, \.id.rawValue),
    .required("kind", .name(), \.kind.wireKind),
    .optional("title", .payload(), \.kind.title),
    .optional("genre", .payload(), \.kind.genre),
    .optional("tab", .name(), \.kind.tab),
    .commonReason(of: \.cards),
    .optional("cards", .cards, \.loadedCards),
    .optional("next", .cursor.described("Where the shelf goes on."), \.next),
    .optional("failed", .present, \.failure))

  private var loadedCards: [Card]? {
    if case .loaded(let shelf) = self { shelf.cards } else { nil }
  }
  private var next: PageCursor? { if case .loaded(let shelf) = self { shelf.next } else { nil } }
  private var failure: Bool? { if case .failed = self { true } else { nil } }
}

extension Shelf.Kind {
  /// The names of the kinds of shelf.
  enum WireKind: String, CaseIterable, WireNamed {
    case continueWatching = "continue_watching"
    case pickedForYou = "picked_for_you"
    case becauseWatched = "because_watched"
    case similarToLastWatched = "similar_to_last_watched"
    case favouriteGenre = "favourite_genre"
    case newEpisodes = "new_episodes"
    case top10
    case newReleases = "new_releases"
    case myList = "my_list"
    case genre
    case noGenre = "no_genre"
    case hero

    static let wireValues = allCases
    var wireName: String { rawValue }
  }

  fileprivate init(
    _ kind: WireKind, title: TitleReference?, genre: Genre?, tab: HeroTab?
  ) throws(WireFault) {
    self =
      switch kind {
      case .continueWatching: .continueWatching
      case .pickedForYou: .pickedForYou
      case .becauseWatched: .becauseWatched(try title.orMissing("title"))
      case .similarToLastWatched: .similarToLastWatched(try title.orMissing("title"))
      case .favouriteGenre: .favouriteGenre(try genre.orMissing("genre"))
      case .newEpisodes: .newEpisodes
      case .top10: .top10
      case .newReleases: .newReleases
      case .myList: .myList
      case .genre: .genre(try genre.orMissing("genre"))
      case .noGenre: .noGenre
      case .hero: .hero(try tab.orMissing("tab"))
      }
  }

  fileprivate var wireKind: WireKind {
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

  fileprivate var title: TitleReference? {
    switch self {
    case .becauseWatched(let title), .similarToLastWatched(let title): title
    case .continueWatching, .pickedForYou, .favouriteGenre, .newEpisodes, .top10, .newReleases,
      .myList, .genre, .noGenre, .hero:
      nil
    }
  }

  fileprivate var genre: Genre? {
    switch self {
    case .favouriteGenre(let genre), .genre(let genre): genre
    case .continueWatching, .pickedForYou, .becauseWatched, .similarToLastWatched, .newEpisodes,
      .top10, .newReleases, .myList, .noGenre, .hero:
      nil
    }
  }

  fileprivate var tab: HeroTab? { if case .hero(let tab) = self { tab } else { nil } }
}

extension ShelfPart: WirePayload {
  /// The cards of a shelf that follow those it came with.
  public static let wire: WireType<ShelfPart> = .object(
    "ShelfPart", { _, cards, next in ShelfPart(cards: cards, next: next) },
    .commonReason(of: \.cards),
    .required("cards", .cards, \.cards),
    .optional("next", .cursor, \.next))
}

/// The front page under the name that impressions refer to.
public struct HomePayload: Hashable, WirePayload {
  /// The page.
  public let page: HomePage
  /// Names the page in the impressions that are recorded of it.
  public let recommendationID: String

  /// A front page under a name.
  public init(_ page: HomePage, recommendationID: String) {
    self.page = page
    self.recommendationID = recommendationID
  }

  /// The page with its name.
  public static let wire: WireType<HomePayload> = .object(
    "Home", about: "The front page.",
    { name, builtFor, isPersonalised, hero, shelves in
      HomePayload(
        HomePage(
          hero: hero, shelves: shelves, builtFor: builtFor, isPersonalised: isPersonalised),
        recommendationID: name)
    },
    .required(
      "recommendation_id",
      .text.described("Names this page in the impressions recorded of it."), \.recommendationID),
    .required("built_for", .instant, \.page.builtFor),
    .required("is_personalised", .boolean, \.page.isPersonalised),
    .required("hero", .list(), \.page.hero),
    .required("shelves", .list(), \.page.shelves))
}

extension CategoryPage: WirePayload {
  /// One category, a shelf a genre.
  public static let wire: WireType<CategoryPage> = .object(
    "CategoryPage", CategoryPage.init(category:shelves:),
    .required("category", .name("Category"), \.category),
    .required("shelves", .list(), \.shelves))
}
