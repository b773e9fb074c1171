public import PickModel

/// Everything a screen can ask for; the embedded engine answers, or a server.
///
/// Every call except `signIn`, `signOut`, `sessionCautions`, `finish` and `lastHome` first makes
/// sure that the session is valid. It refreshes the session where it can and throws
/// `ServiceError.sessionEnded` where it cannot.
public protocol PickService: Sendable {
  // MARK: Session

  /// Signs in and keeps the session.
  func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account
  /// The viewer who is signed in; runs on every navigation.
  func authorize() async throws(ServiceError) -> Viewer.ID
  /// Ends the session here, or everywhere; this device is signed out in any case.
  func signOut(everywhere: Bool) async
  /// Replaces the password; other devices are signed out.
  func changePassword(from old: String, to new: String) async throws(ServiceError)
  /// What a viewer should know about the session; needs no valid session.
  func sessionCautions() async -> SessionCautions
  /// Waits until no renewal of the session is under way; called before a program ends.
  func finish() async

  // MARK: Pages

  /// The front page.
  func home() async throws(ServiceError) -> HomePage
  /// One shelf of the front page.
  func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf
  /// The cards of a shelf of the front page that follow those before `cursor`.
  func more(of shelf: Shelf.ID, after cursor: PageCursor) async throws(ServiceError) -> ShelfPart
  /// The front page as this device showed it last, to be shown until the new one has come; `nil`
  /// when none is kept. Sends no request.
  func lastHome() async -> HomePage?
  /// One category.
  func category(_ category: Category) async throws(ServiceError) -> CategoryPage
  /// Titles that match words and pass a filter, in its order: at most `limit` of them, from the place
  /// `offset` on.
  ///
  /// Without words all that pass match; without both none do.
  func search(
    _ query: String, filter: TitleFilter, from offset: Int, limit: Int
  ) async throws(ServiceError) -> SearchResults
  /// Whether such a search is a matter of a few milliseconds: nothing is sent, nor read for the first
  /// time.
  func findsAtOnce(_ query: String, filter: TitleFilter) -> Bool
  /// One title.
  func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage
  /// The picture of a title, as a file of at most that width.
  func picture(_ picture: TitlePicture, width: PictureWidth) async throws(ServiceError) -> [UInt8]
  /// The viewer's own page.
  func myPage() async throws(ServiceError) -> MyPage
  /// How the score of a title is made up.
  func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation

  // MARK: What the viewer does

  /// Puts a title on the list or takes it off.
  func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError)
  /// Sets or withdraws a thumb.
  func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError)
  /// Hides a title, or shows it again.
  func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError)
  /// Marks an asset as watched.
  func markWatched(_ asset: Asset.ID) async throws(ServiceError)
  /// Withdraws the mark that an asset was watched; an earlier position holds again.
  func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError)
  /// Leaves a title out of history and recommendations.
  func forget(_ title: Title.ID) async throws(ServiceError)
  /// Takes that back: all that was watched of the title counts again.
  func unforget(_ title: Title.ID) async throws(ServiceError)
  /// Leaves what was watched of a title from `since` on out of history, recommendations and
  /// popularity; a kiosk asks for it when a visit ends.
  func withdraw(_ title: Title.ID, since: Instant) async throws(ServiceError)
  /// Takes a title out of continue watching until it is watched again, or puts it back; its history
  /// stays.
  func setAside(_ isSetAside: Bool, title: Title.ID) async throws(ServiceError)
  /// Replaces the arrangement of home's shelves.
  func arrangeHome(_ arrangement: HomeArrangement) async throws(ServiceError)
  /// Saves where a playback stands.
  func save(_ playback: Playback) async throws(ServiceError)
  /// Records a finished playback; safe to repeat.
  func record(_ playback: Playback) async throws(ServiceError)
  /// Records that a detail page was opened; safe to repeat.
  func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError)
  /// Records which cards were visible; safe to repeat.
  func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError)
}

extension PickService {
  /// Titles that match, best first, at most `limit` of them.
  public func search(_ query: String, limit: Int) async throws(ServiceError) -> SearchResults {
    try await search(query, filter: .none, from: 0, limit: limit)
  }

  /// `false`, for services that send requests.
  public func findsAtOnce(_ query: String, filter: TitleFilter) -> Bool { false }

  /// `notFound`, for services without pictures.
  public func picture(
    _ picture: TitlePicture, width: PictureWidth
  ) async throws(ServiceError) -> [UInt8] { throw .notFound }
}

/// One run of the player, as the screen knows it; the service adds the viewer.
public struct Playback: Hashable, Sendable, Codable {
  /// The identity of the event it becomes.
  public let id: EventID
  /// What plays.
  public let asset: Asset.ID
  /// When it began.
  public let startedAt: Instant
  /// Seconds of the asset that were played.
  public let watchedSeconds: Int
  /// Seconds from the start of the asset.
  public let position: Int

  /// A run of the player.
  public init(
    id: EventID, asset: Asset.ID, startedAt: Instant, watchedSeconds: Int, position: Int
  ) {
    self.id = id
    self.asset = asset
    self.startedAt = startedAt
    self.watchedSeconds = watchedSeconds
    self.position = position
  }
}

/// A card that was visible, as the screen knows it; the service adds the viewer.
public struct VisibleCard: Hashable, Sendable, Codable {
  /// The identity of the impression it becomes.
  public let id: EventID
  /// On which shelf.
  public let shelf: Shelf.ID
  /// Which title.
  public let title: Title.ID
  /// 0-based place on the shelf.
  public let position: Int
  /// When.
  public let at: Instant

  /// A card that was visible.
  public init(id: EventID, shelf: Shelf.ID, title: Title.ID, position: Int, at: Instant) {
    self.id = id
    self.shelf = shelf
    self.title = title
    self.position = position
    self.at = at
  }
}

/// What a viewer should know about the session; none of it keeps the viewer from going on.
public struct SessionCautions: Hashable, Sendable, Codable {
  /// Whether the times of the tokens suggest that the machine's clock is wrong.
  public let clockSeemsWrong: Bool
  /// Whether the session ends with the program because it cannot be stored.
  public let isUnsaved: Bool
  /// Whether the server did not answer last time, so that pages are those kept on this device.
  public let isOffline: Bool
  /// How many things the viewer watched or chose wait on this device to be sent.
  public let unsentFacts: Int

  /// Cautions; by default there are none.
  public init(
    clockSeemsWrong: Bool = false, isUnsaved: Bool = false, isOffline: Bool = false,
    unsentFacts: Int = 0
  ) {
    self.clockSeemsWrong = clockSeemsWrong
    self.isUnsaved = isUnsaved
    self.isOffline = isOffline
    self.unsentFacts = unsentFacts
  }
}
