public import PickClient
public import PickModel

/// A service that answers from `SampleWorld` as long as a session is open, and keeps what is
/// recorded.
public actor ScriptedService: PickService {
  /// How often home was asked for.
  public private(set) var homeCount = 0
  /// The playbacks that were recorded, in order.
  public private(set) var recorded: [Playback] = []
  private var account: Account?

  /// A service with an open session, or without one.
  public init(isSignedIn: Bool = true) {
    account = isSignedIn ? SampleWorld.account : nil
  }

  private func guarded() throws(ServiceError) {
    if account == nil { throw .sessionEnded(.signedOut) }
  }

  /// Lets everyone in who types `SampleWorld.credentials`.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    guard credentials == SampleWorld.credentials else { throw .wrongCredentials }
    account = SampleWorld.account
    return SampleWorld.account
  }

  /// Who is signed in.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    try guarded()
    return SampleWorld.account.viewer
  }

  /// Ends the session.
  public func signOut(everywhere: Bool) async {
    account = nil
  }

  /// Nothing is renewed here.
  public func finish() async {}

  /// Nothing to worry about.
  public func sessionCautions() async -> SessionCautions { SessionCautions() }

  /// Says yes.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try guarded()
    if old != SampleWorld.credentials.password { throw .invalid(.oldPasswordWrong) }
  }

  /// The front page.
  public func home() async throws(ServiceError) -> HomePage {
    homeCount += 1
    try guarded()
    return SampleWorld.home
  }

  /// One shelf of the front page.
  public func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf {
    try guarded()
    return Shelf(kind: kind, cards: [SampleWorld.card(1)])
  }

  /// The cards of a shelf that follow those it came with.
  public func more(of shelf: Shelf.ID, after cursor: PageCursor) async throws(ServiceError)
    -> ShelfPart
  {
    try guarded()
    return ShelfPart(cards: [SampleWorld.card(2)], next: nil)
  }

  /// None is kept.
  public func lastHome() async -> HomePage? { nil }

  /// One category.
  public func category(_ category: Category) async throws(ServiceError) -> CategoryPage {
    try guarded()
    return SampleWorld.category(category)
  }

  /// Titles whose name contains the words.
  public func search(
    _ query: String, filter: TitleFilter, from offset: Int, limit: Int
  ) async throws(ServiceError) -> SearchResults {
    try guarded()
    return SampleWorld.results(for: query, filter, from: offset)
  }

  /// One title.
  public func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage {
    try guarded()
    return SampleWorld.page(of: id)
  }

  /// The viewer's own page.
  public func myPage() async throws(ServiceError) -> MyPage {
    try guarded()
    return SampleWorld.myPage
  }

  /// How a score is made up.
  public func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation {
    try guarded()
    return SampleWorld.explanation(of: id)
  }

  /// Changes nothing.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func unforget(_ title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func withdraw(_ title: Title.ID, since: Instant) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func arrangeHome(_ arrangement: HomeArrangement) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func setAside(_ isSetAside: Bool, title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try guarded()
  }

  /// Keeps the playback.
  public func record(_ playback: Playback) async throws(ServiceError) {
    recorded.append(playback)
    try guarded()
  }

  /// Changes nothing.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try guarded()
  }

  /// Changes nothing.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    try guarded()
  }
}
