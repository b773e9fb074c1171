import PickAPI
public import PickClient
public import PickCore
import PickIdentity
public import PickModel
public import PickPictures
public import PickStore
public import PickSystem
import Synchronization

/// Answers from the database on this machine: every call passes the session guard, then the engine.
public struct EmbeddedService: PickService {
  private let engine: Engine
  private let session: SessionGuard
  private let accounts: any AccountStore
  private let sessions: any SessionStore
  private let pictures: PictureLibrary?
  private let keptHome: KeptHome?
  private let clock: any WallClock
  private let report: @Sendable (any Error) -> String
  private let chores = FirstPageChores()

  /// A service for the viewer who is signed in through `session`.
  ///
  /// - Parameters:
  ///   - engine: makes pages and records facts.
  ///   - session: lets requests through and knows the viewer.
  ///   - accounts: the viewer's number, for My page.
  ///   - sessions: the viewer's devices, for My page.
  ///   - pictures: the pictures of titles; `nil` where there are none.
  ///   - keptHome: keeps the front page for the first frame of the next start; `nil` where nothing
  ///     may be kept.
  ///   - clock: tells what time it is.
  ///   - report: logs an error that has no message of its own and returns its reference.
  public init(
    engine: Engine, session: SessionGuard, accounts: any AccountStore,
    sessions: any SessionStore, pictures: PictureLibrary? = nil, keptHome: KeptHome? = nil,
    clock: any WallClock,
    report: @escaping @Sendable (any Error) -> String
  ) {
    self.engine = engine
    self.session = session
    self.accounts = accounts
    self.sessions = sessions
    self.pictures = pictures
    self.keptHome = keptHome
    self.clock = clock
    self.report = report
  }

  /// Uses a model that was published in the meantime; `true` when the next home differs because of
  /// it.
  public func reloadModelIfPublished() -> Bool { engine.reloadModelIfPublished() }

  /// Lets a request through, and turns a failure of the store into what it means to a screen.
  private func guarded<Value: Sendable>(
    _ body: @Sendable (AccessGrant, Instant) async throws(StoreError) -> Value
  ) async throws(ServiceError) -> Value {
    do throws(ServiceError) {
      return try await session.perform { (grant) throws(ServiceError) in
        do throws(StoreError) {
          return try await body(grant, clock.now())
        } catch {
          throw ServiceError(error, report: report)
        }
      }
    } catch {
      if case .sessionEnded = error { await keptHome?.erase() }
      throw error
    }
  }

  /// The same for a body that returns `nil` where there is nothing: the caller gets `.notFound`.
  private func guardedFinding<Value: Sendable>(
    _ body: @Sendable (AccessGrant, Instant) async throws(StoreError) -> Value?
  ) async throws(ServiceError) -> Value {
    guard let value = try await guarded(body) else { throw .notFound }
    return value
  }
}

extension EmbeddedService {
  /// Signs in, and records the playbacks that a program which died had left unfinished.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    let before = await session.account
    let account = try await session.signIn(credentials)
    if let before, before.viewer != account.viewer { await keptHome?.erase() }
    await settleAbandoned(of: account.viewer)
    return account
  }

  /// Who is signed in; the guard that runs on every navigation.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    try await session.authorize()
  }

  /// Ends the session here, or everywhere.
  public func signOut(everywhere: Bool) async {
    await session.signOut(everywhere: everywhere)
    await keptHome?.erase()
  }

  /// Replaces the password; other devices are signed out.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try await session.changePassword(from: old, to: new)
  }

  /// What a viewer should know about the session, signed in or not.
  public func sessionCautions() async -> SessionCautions { await session.cautions }

  /// Waits until no renewal of the session is under way, and the last front page is kept.
  public func finish() async {
    await session.finishRenewal()
    await keptHome?.finish()
  }

  /// Only reports a failure, so that it keeps no viewer out: the next sign-in settles the same
  /// checkpoints.
  private func settleAbandoned(of viewer: Viewer.ID) async {
    defer { engine.viewerChanged(viewer, by: .watched) }
    do {
      try await engine.settleAbandoned(of: viewer, now: clock.now())
    } catch {
      _ = report(error)
    }
  }
}

extension EmbeddedService {
  /// The front page.
  ///
  /// Work that the first page does not need starts after that page was made.
  public func home() async throws(ServiceError) -> HomePage {
    try await guarded { (grant, now) throws(StoreError) in
      let page = try await engine.home(of: grant.viewer, now: now)
      if chores.isFirstPage(of: grant.viewer) {
        Task(priority: .utility) { await doChores(for: grant.viewer) }
      }
      await keep(page, of: grant.viewer)
      return page
    }
  }

  private func keep(_ page: HomePage, of viewer: Viewer.ID) async {
    guard let keptHome else { return }
    keptHome.keep(page, of: viewer)
    // Signing out meanwhile erased what was kept before this page was.
    if await session.account?.viewer != viewer { await keptHome.erase() }
  }

  private static var pauseBeforeIndex: Int { 300 }

  /// Records abandoned playbacks, which a home already shows, and prepares the first search.
  private func doChores(for viewer: Viewer.ID) async {
    await settleAbandoned(of: viewer)
    // The page is painted first: on few cores, the index would take them from it.
    try? await Task.sleep(for: .milliseconds(Self.pauseBeforeIndex))
    do {
      try await engine.prepareSearch()
    } catch {
      _ = report(error)
    }
  }

  /// One shelf of the front page.
  public func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.shelf(kind, of: grant.viewer, now: now)
    }
  }

  /// The cards of a shelf that follow those before `cursor`.
  public func more(of shelf: Shelf.ID, after cursor: PageCursor) async throws(ServiceError)
    -> ShelfPart
  {
    try await guardedFinding { (grant, _) throws(StoreError) in
      try await engine.more(of: shelf, after: cursor, of: grant.viewer)
    }
  }

  /// The front page kept for the viewer, whose session is checked as for every page.
  public func lastHome() async -> HomePage? {
    guard let keptHome, let viewer = try? await authorize() else { return nil }
    return keptHome.page(of: viewer)
  }

  /// Reads the front page kept for the account of the stored session, before `lastHome` asks for it.
  ///
  /// The session is not checked here: `lastHome` does that before it hands the page out.
  public func prepareLastHome() async {
    guard let keptHome, let account = await session.account else { return }
    keptHome.readAhead(of: account.viewer)
  }

  /// One category.
  public func category(_ category: Category) async throws(ServiceError) -> CategoryPage {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.category(category, of: grant.viewer, now: now)
    }
  }

  /// Titles that match and pass a filter.
  public func search(
    _ query: String, filter: TitleFilter, from offset: Int, limit: Int
  ) async throws(ServiceError) -> SearchResults {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.search(
        query, filter: filter, from: offset, limit: limit, for: grant.viewer, now: now)
    }
  }

  /// Whether the letters of a query find titles in memory alone.
  public func findsAtOnce(_ query: String, filter: TitleFilter) -> Bool {
    engine.findsAtOnce(query, filter: filter)
  }

  /// One title.
  public func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage {
    try await guardedFinding { (grant, now) throws(StoreError) in
      try await engine.title(id, of: grant.viewer, now: now)
    }
  }

  /// The picture of a title.
  public func picture(
    _ picture: TitlePicture, width: PictureWidth
  ) async throws(ServiceError) -> [UInt8] {
    try await guardedFinding { (_, _) throws(StoreError) in
      guard try await engine.picture(of: picture.title) != nil else { return nil }
      return pictures?.jpeg(of: picture.title, width)?.bytes
    }
  }

  /// How the score of a title is made up.
  public func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation {
    try await guardedFinding { (grant, now) throws(StoreError) in
      try await engine.explain(id, to: grant.viewer, now: now)
    }
  }

  /// The viewer's own page.
  public func myPage() async throws(ServiceError) -> MyPage {
    try await guardedFinding { (grant, now) throws(StoreError) in
      guard let account = try await accounts.account(of: grant.viewer) else { return nil }
      let own = try await engine.ownPage(of: grant.viewer, now: now)
      return MyPage(
        number: account.account.number, history: own.history, myList: own.myList,
        hidden: own.hidden, taste: own.taste, home: own.home,
        devices: try await sessions.devices(of: grant, at: now),
        stored: own.stored)
    }
  }
}

extension EmbeddedService {
  /// Puts a title on the list or takes it off.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setOnMyList(isOnList, title: title, viewer: viewer, now: now)
    }
  }

  /// Sets or withdraws a thumb.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setThumb(thumb, title: title, viewer: viewer, now: now)
    }
  }

  /// Hides a title, or shows it again.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setHidden(isHidden, title: title, viewer: viewer, now: now)
    }
  }

  /// Leaves a title out of history and recommendations.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.forget(title: title, viewer: viewer, now: now)
    }
  }

  /// Takes that back.
  public func unforget(_ title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, _) throws(StoreError) in
      try await engine.unforget(title: title, viewer: viewer)
    }
  }

  /// Withdraws what was watched of a title.
  public func withdraw(_ title: Title.ID, since: Instant) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.withdraw(title: title, viewer: viewer, since: since, now: now)
    }
  }

  /// Takes a title out of continue watching, or puts it back.
  public func setAside(_ isSetAside: Bool, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setAside(isSetAside, title: title, viewer: viewer, now: now)
    }
  }

  /// Replaces the arrangement of home.
  public func arrangeHome(_ arrangement: HomeArrangement) async throws(ServiceError) {
    try await guarded { (grant, _) throws(StoreError) in
      try await engine.arrangeHome(arrangement, viewer: grant.viewer)
    }
  }

  /// Marks an asset as watched.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      var random = SystemRandomNumberGenerator()
      let id = EventID(at: now, using: &random)
      return try await engine.markWatched(id, asset: asset, viewer: viewer, now: now)
    }
  }

  /// Takes back that an asset was watched.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      var random = SystemRandomNumberGenerator()
      let id = EventID(at: now, using: &random)
      return try await engine.unmarkWatched(id, asset: asset, viewer: viewer, now: now)
    }
  }

  /// Saves where a playback stands.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try await guarded { (grant, now) throws(StoreError) in
      defer { engine.viewerChanged(grant.viewer, by: .watched) }
      try await engine.save(WatchEvent(playback, viewer: grant.viewer), now: now)
    }
  }

  /// Records a finished playback; safe to repeat.
  public func record(_ playback: Playback) async throws(ServiceError) {
    try await guarded { (grant, _) throws(StoreError) in
      defer { engine.viewerChanged(grant.viewer, by: .watched) }
      try await engine.record(WatchEvent(playback, viewer: grant.viewer))
    }
  }

  /// Records that a detail page was opened; safe to repeat.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.record([DetailView(id: id, viewer: grant.viewer, title: title, at: now)])
    }
  }

  /// Records which cards were visible; safe to repeat.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    try await guarded { (grant, _) throws(StoreError) in
      try await engine.record(impressions.map { Impression($0, viewer: grant.viewer) })
    }
  }

  private func choosing(
    _ body: @Sendable (Viewer.ID, Instant) async throws(StoreError) -> Bool
  ) async throws(ServiceError) {
    let isThere = try await guarded { (grant, now) throws(StoreError) in
      defer { engine.viewerChanged(grant.viewer, by: .chose) }
      return try await body(grant.viewer, now)
    }
    if !isThere { throw .notFound }
  }
}

extension WatchEvent {
  /// The event of a run of the player; a negative length or position counts as 0.
  fileprivate init(_ playback: Playback, viewer: Viewer.ID) {
    self.init(
      id: playback.id, viewer: viewer, asset: playback.asset, startedAt: playback.startedAt,
      watchedSeconds: max(0, playback.watchedSeconds), endPosition: max(0, playback.position),
      source: .player)
  }
}

extension Impression {
  fileprivate init(_ card: VisibleCard, viewer: Viewer.ID) {
    self.init(
      id: card.id, viewer: viewer, shelf: card.shelf, title: card.title,
      position: card.position, at: card.at)
  }
}

/// Remembers which viewers have had a first page since the program started.
private final class FirstPageChores: Sendable {
  private let viewers = Mutex<Set<Viewer.ID>>([])

  /// `true` the first time it is asked about a viewer.
  func isFirstPage(of viewer: Viewer.ID) -> Bool {
    viewers.withLock { $0.insert(viewer).inserted }
  }
}

extension HomePortion {
  /// As much of a front page as a server sends at once.
  ///
  /// The embedded engine gets the same portion, so that its pages and a server's are alike.
  public static let wire = HomePortion(
    cardsPerShelf: HomeBudget.cardsPerShelf, budget: HomeBudget.bytes,
    weights: Weights(
      page: HomeBudget.page, shelf: { HomeBudget.shelf($0) },
      card: { HomeBudget.card($0, common: $1) }))
}
