public import PickClient
public import PickModel

/// A service that answers from `SampleWorld`, fails when told to, and keeps what was asked of it.
public actor ScriptedService: PickService {
  /// What was asked and written, in order, in a word each.
  public private(set) var calls: [String] = []
  private var ending: ServiceError.Ending?
  private var failures: [String: ServiceError] = [:]
  private var account: Account?
  private var homePage = SampleWorld.home

  /// A service somebody is signed in at, or not.
  public init(isSignedIn: Bool = true) {
    account = isSignedIn ? SampleWorld.account : nil
  }

  /// Ends the session as the service sees it: the next call says so.
  public func endSession(_ ending: ServiceError.Ending) {
    self.ending = ending
    account = nil
  }

  /// Lets a call fail from now on, or work again.
  public func fail(_ call: String, with error: ServiceError?) { failures[call] = error }

  /// Answers with another front page from now on.
  public func show(_ page: HomePage) { homePage = page }

  private func guarded(_ call: String) throws(ServiceError) {
    calls.append(call)
    if account == nil { throw .sessionEnded(ending ?? .signedOut) }
    if let failure = failures[call] { throw failure }
  }

  /// Lets anybody in who types `SampleWorld.credentials`.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    calls.append("signIn")
    if let failure = failures["signIn"] { throw failure }
    guard credentials == SampleWorld.credentials else { throw .wrongCredentials }
    account = SampleWorld.account
    ending = nil
    return SampleWorld.account
  }

  /// Who is signed in.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    try guarded("authorize")
    return SampleWorld.account.viewer
  }

  /// Ends the session.
  public func signOut(everywhere: Bool) async {
    calls.append(everywhere ? "signOutEverywhere" : "signOut")
    account = nil
  }

  /// Nothing is renewed here.
  public func finish() async {}

  /// Nothing to worry about.
  public func sessionCautions() async -> SessionCautions { SessionCautions() }

  /// Says yes.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try guarded("changePassword")
    if old != SampleWorld.credentials.password { throw .invalid(.oldPasswordWrong) }
  }

  /// The front page.
  public func home() async throws(ServiceError) -> HomePage {
    try guarded("home")
    return homePage
  }

  /// One shelf of the front page.
  public func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf {
    try guarded("shelf")
    return Shelf(kind: kind, cards: [SampleWorld.card(1)])
  }

  /// The cards of a shelf that follow those it came with.
  public func more(of shelf: Shelf.ID, after cursor: PageCursor) async throws(ServiceError)
    -> ShelfPart
  {
    try guarded("more")
    return ShelfPart(cards: [SampleWorld.card(2)], next: nil)
  }

  /// None is kept.
  public func lastHome() async -> HomePage? { nil }

  /// One category.
  public func category(_ category: Category) async throws(ServiceError) -> CategoryPage {
    try guarded("category")
    return SampleWorld.category(category)
  }

  /// Titles whose name contains the words.
  public func search(_ query: String, limit: Int) async throws(ServiceError) -> SearchResults {
    try guarded("search \(query)")
    return SampleWorld.results(for: query)
  }

  /// One title.
  public func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage {
    try guarded("title \(id)")
    return SampleWorld.page(of: id)
  }

  /// The viewer's own page.
  public func myPage() async throws(ServiceError) -> MyPage {
    try guarded("myPage")
    return SampleWorld.myPage
  }

  /// How a score is made up.
  public func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation {
    try guarded("explain \(id)")
    return SampleWorld.explanation(of: id)
  }

  /// Keeps the call.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try guarded("setOnMyList \(isOnList) \(title)")
  }

  /// Keeps the call.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    try guarded("setThumb \(thumb?.rawValue ?? "none") \(title)")
  }

  /// Keeps the call.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try guarded("setHidden \(isHidden) \(title)")
  }

  /// Keeps the call.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try guarded("unmarkWatched \(asset)")
  }

  /// Keeps the call.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try guarded("markWatched \(asset)")
  }

  /// Keeps the call.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try guarded("forget \(title)")
  }

  /// Keeps the call.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try guarded("save \(playback.asset) \(playback.position)")
  }

  /// Keeps the call.
  public func record(_ playback: Playback) async throws(ServiceError) {
    try guarded("record \(playback.asset) \(playback.watchedSeconds)")
  }

  /// Keeps the call.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try guarded("detailView \(title)")
  }

  /// Keeps the call.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    try guarded("impressions \(impressions.count)")
  }
}
