public import PickModel

/// A service without titles from 19 on: on no shelf, in no search, and without a page, which playing
/// needs.
///
/// For screens that are open to passers-by. It works the same before a database of this machine
/// and before a server. A title whose age is not known stays: a catalogue may know none.
public struct YouthService: PickService {
  private let service: any PickService

  /// The titles of `service` that are for people below 19, too.
  public init(_ service: any PickService) { self.service = service }

  /// Whether a title may be shown.
  private static func isAllowed(_ age: AgeRating?) -> Bool { age != .nineteen }

  private static func allowed(_ cards: [Card]) -> [Card] {
    cards.filter { isAllowed($0.ageRating) }
  }

  /// A shelf that is left without a card is left out; tabs stay.
  private static func allowed(_ shelves: [ShelfResult]) -> [ShelfResult] {
    shelves.compactMap { result in
      guard case .loaded(let shelf) = result else { return result }
      let left = allowed(shelf)
      let isGone = left.cards.isEmpty && left.next == nil && !shelf.cards.isEmpty
      return isGone && !shelf.kind.isTab ? nil : .loaded(left)
    }
  }

  private static func allowed(_ shelf: Shelf) -> Shelf {
    Shelf(kind: shelf.kind, cards: allowed(shelf.cards), next: shelf.next)
  }

  private static func allowed(_ page: HomePage) -> HomePage {
    HomePage(
      hero: allowed(page.hero), shelves: allowed(page.shelves), builtFor: page.builtFor,
      isPersonalised: page.isPersonalised)
  }
}

extension YouthService {
  /// The front page without those titles.
  public func home() async throws(ServiceError) -> HomePage {
    Self.allowed(try await service.home())
  }

  /// One shelf without those titles.
  public func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf {
    Self.allowed(try await service.shelf(kind))
  }

  /// The cards that follow, without those titles.
  public func more(
    of shelf: Shelf.ID, after cursor: PageCursor
  ) async throws(ServiceError) -> ShelfPart {
    let part = try await service.more(of: shelf, after: cursor)
    return ShelfPart(cards: Self.allowed(part.cards), next: part.next)
  }

  /// The front page of an earlier run without those titles.
  public func lastHome() async -> HomePage? { await service.lastHome().map(Self.allowed) }

  /// One category without those titles.
  public func category(_ category: Category) async throws(ServiceError) -> CategoryPage {
    let page = try await service.category(category)
    return CategoryPage(category: page.category, shelves: Self.allowed(page.shelves))
  }

  /// The same as without the titles that are left out.
  public func findsAtOnce(_ query: String, filter: TitleFilter) -> Bool {
    service.findsAtOnce(query, filter: filter)
  }

  /// Titles that match, without those: neither shown nor counted.
  public func search(
    _ query: String, filter: TitleFilter, from offset: Int, limit: Int
  ) async throws(ServiceError) -> SearchResults {
    // What asks for nothing finds nothing; leaving titles out is no wish for the others.
    guard filter != .none || !query.allSatisfy(\.isWhitespace) else {
      return try await service.search(query, filter: filter, from: offset, limit: limit)
    }
    var youth = filter
    youth.leavesOutAdult = true
    let found = try await service.search(query, filter: youth, from: offset, limit: limit)
    // The rule does not rest on how well a server filters.
    return SearchResults(
      query: found.query, totalCount: found.totalCount, offset: found.offset,
      cards: Self.allowed(found.cards), initials: found.initials, choices: found.choices,
      removals: found.removals, near: Self.allowed(found.near))
  }

  /// The page of a title; `notFound` for those.
  public func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage {
    let page = try await service.title(id)
    guard Self.isAllowed(page.title.ageRating) else { throw .notFound }
    return page.showing(similar: Self.allowed(page.similar))
  }

  /// The viewer's own page without cards of those titles.
  public func myPage() async throws(ServiceError) -> MyPage {
    let page = try await service.myPage()
    return page.showing(myList: Self.allowed(page.myList), hidden: Self.allowed(page.hidden))
  }
}

extension YouthService {
  /// Signs in.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    try await service.signIn(credentials)
  }

  /// The viewer who is signed in.
  public func authorize() async throws(ServiceError) -> Viewer.ID { try await service.authorize() }

  /// Ends the session.
  public func signOut(everywhere: Bool) async { await service.signOut(everywhere: everywhere) }

  /// Replaces the password.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try await service.changePassword(from: old, to: new)
  }

  /// What a viewer should know about the session.
  public func sessionCautions() async -> SessionCautions { await service.sessionCautions() }

  /// Waits until the session is not being renewed.
  public func finish() async { await service.finish() }

  /// The picture of a title.
  public func picture(
    _ picture: TitlePicture, width: PictureWidth
  ) async throws(ServiceError) -> [UInt8] { try await service.picture(picture, width: width) }

  /// How the score of a title is made up.
  public func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation {
    try await service.explain(id)
  }

  /// Puts a title on the list or takes it off.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try await service.setOnMyList(isOnList, title: title)
  }

  /// Sets or withdraws a thumb.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    try await service.setThumb(thumb, title: title)
  }

  /// Hides a title, or shows it again.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try await service.setHidden(isHidden, title: title)
  }

  /// Marks an asset as watched.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try await service.markWatched(asset)
  }

  /// Withdraws that mark.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try await service.unmarkWatched(asset)
  }

  /// Leaves a title out of history and recommendations.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try await service.forget(title)
  }

  /// Takes that back.
  public func unforget(_ title: Title.ID) async throws(ServiceError) {
    try await service.unforget(title)
  }

  /// Withdraws what was watched of a title.
  public func withdraw(_ title: Title.ID, since: Instant) async throws(ServiceError) {
    try await service.withdraw(title, since: since)
  }

  /// Takes a title out of continue watching, or puts it back.
  public func setAside(_ isSetAside: Bool, title: Title.ID) async throws(ServiceError) {
    try await service.setAside(isSetAside, title: title)
  }

  /// Replaces the arrangement of home's shelves.
  public func arrangeHome(_ arrangement: HomeArrangement) async throws(ServiceError) {
    try await service.arrangeHome(arrangement)
  }

  /// Saves where a playback stands.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try await service.save(playback)
  }

  /// Records a finished playback.
  public func record(_ playback: Playback) async throws(ServiceError) {
    try await service.record(playback)
  }

  /// Records that a detail page was opened.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try await service.recordDetailView(id, title: title)
  }

  /// Records which cards were visible.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    try await service.recordImpressions(impressions)
  }
}

extension TitlePage {
  /// The same page with other similar titles.
  fileprivate func showing(similar: [Card]) -> TitlePage {
    TitlePage(
      title: title, synopsis: synopsis, cast: cast, seasons: seasons, others: others, next: next,
      similar: similar, reason: reason, isOnMyList: isOnMyList, thumb: thumb, isHidden: isHidden,
      notes: notes)
  }
}

extension MyPage {
  /// The same page with other cards.
  fileprivate func showing(myList: [Card], hidden: [Card]) -> MyPage {
    MyPage(
      number: number, history: history, myList: myList, hidden: hidden, taste: taste, home: home,
      devices: devices, stored: stored)
  }
}

extension Shelf.Kind {
  /// Whether it is a tab of the hero, which is there with and without cards.
  fileprivate var isTab: Bool {
    switch self {
    case .hero: true
    case .continueWatching, .pickedForYou, .becauseWatched, .similarToLastWatched, .favouriteGenre,
      .newEpisodes, .top10, .newReleases, .myList, .genre, .noGenre:
      false
    }
  }
}
