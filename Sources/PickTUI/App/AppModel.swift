import PickClient
public import PickModel

/// Everything on the screen, as one value.
public struct AppModel: Equatable, Sendable {
  /// The screen.
  public internal(set) var size: Size
  /// The settings of the viewer.
  public internal(set) var settings: Settings
  /// The settings the program began with; a lobby goes back to them.
  let firstSettings: Settings
  /// Options that do not change while the program runs.
  public let options: AppOptions
  /// The time of the last message.
  public internal(set) var now: Instant
  /// Where the viewer is, and how they came there.
  public internal(set) var pages: PageStack
  /// The dialog over the page.
  public internal(set) var overlay: Overlay?
  /// The sentence above the footer.
  public internal(set) var notice: Announcement?
  /// Whether it is still to be said that recommendations are new.
  var modelNoticeWaits = false
  /// The focused entry of the header; `nil` when the page has the focus.
  public internal(set) var headerFocus: HeaderEntry?
  /// The session.
  public internal(set) var session = SessionState.unknown
  /// Where a viewer was when the session ended.
  var wanted: Wanted?
  /// The viewer's choices, as far as they are known.
  var choices: [Title.ID: Choice] = [:]
  /// The part marked as watched by the last key, which the same key unmarks.
  var justMarked: JustMarked?
  /// The part unmarked last, which an outdated page may still show as watched.
  var justTakenBack: Asset.ID?
  /// Choices that can be taken back, the last one last.
  var undos: [Undo] = []
  /// The choice the last key made.
  var justChosen: JustChosen?
  /// What the viewer searched for and found, the last first.
  var recentSearches: [String] = []
  /// Titles whose choices were changed in this session.
  var unsettled: [Title.ID: UnsettledChoice] = [:]
  /// Questions whose answers have not come.
  var asked: [RequestID: Question] = [:]
  /// The last request that was numbered.
  var lastRequest: RequestID = 0
  /// The last playback, notice and look at visible cards that was numbered.
  var lastNumber = 0
  /// The question for what is under way, while it is to be played once it comes.
  var resuming: RequestID?
  /// Source of identities; the same seed gives the same ones.
  var random: UInt64 = 0
  /// Cards recorded as visible since home was asked for.
  var seen: Set<SeenCard> = []
  /// The look at visible cards that is waited for.
  var look: Int?
  /// The service's last warnings about the session.
  var cautions = SessionCautions()
  /// Whether an alarm is set that asks whether the server is back.
  var isLookingOut = false
  /// The titles' own pictures.
  var gallery = Gallery()
  /// How the terminal shows pictures of pixels; `nil` until it says so, and where it does not.
  var graphics: GraphicsSupport?
  /// The titles on a lobby's wall; they outlive every visit.
  var lobbyWall = LobbyWall()
  /// The lobby's clock.
  var kiosk = KioskState()
  /// The pause after wrong PINs; outlives every visit.
  var pinThrottle = PinThrottle()

  /// A program that has not begun.
  public init(size: Size, settings: Settings, options: AppOptions, now: Instant) {
    self.size = size
    self.settings = settings
    firstSettings = settings
    self.options = options
    self.now = now
    pages = PageStack(options.kiosk == nil ? .home(HomeModel()) : .start(StartModel()))
  }

  /// The session.
  public enum SessionState: Equatable, Sendable {
    /// The guard has not answered yet.
    case unknown
    /// No viewer is signed in.
    case signedOut
    /// This viewer.
    case signedIn(Viewer.ID)
  }

  /// The pages a viewer wanted when the session ended.
  struct Wanted: Equatable, Sendable {
    let viewer: Viewer.ID
    let pages: PageStack
  }

  /// A card at its place.
  struct SeenCard: Hashable, Sendable {
    let shelf: Shelf.ID
    let title: Title.ID
  }

  /// The area between header and footer.
  var contentSize: Size {
    pages.top.traits.hasHeader ? Size(columns: size.columns, rows: size.rows - Chrome.rows) : size
  }

  /// How shelves share that area.
  var layout: ShelfLayout { ShelfLayout(size: contentSize, pictures: options.pictureMode) }

  /// Whether pages can be laid out at all.
  var isTooSmall: Bool {
    size.columns < Chrome.smallest.columns || size.rows < Chrome.smallest.rows
  }

  /// Whether what is typed now must not be recorded.
  public var isTypingSecret: Bool {
    if case .pin = overlay { return true }
    return overlay == nil && pages.top.traits.isTypingSecret
  }
}

/// Options that do not change while the program runs.
public struct AppOptions: Equatable, Sendable {
  /// Which key means what.
  public let keyMap: KeyMap
  /// The terminal's capabilities.
  public let capabilities: TerminalCapabilities
  /// The themes there are, in the order `t` goes through them.
  public let themes: [String]
  /// The demo world's account, shown on the sign-in page.
  public let demoAccount: Credentials?
  /// How a lobby's program behaves; `nil` elsewhere.
  public let kiosk: KioskOptions?
  /// The notice on the first page.
  public let firstNotice: Announcement.Kind?
  /// The instant pages speak of, where it is not now.
  public let contentTime: Instant?
  /// Whether a server answers, which may be away.
  public let isRemote: Bool
  /// Whether the viewer wants pictures.
  public let wantsPictures: Bool

  /// Options as they were decided.
  public init(
    keyMap: KeyMap, capabilities: TerminalCapabilities, themes: [String],
    demoAccount: Credentials? = nil, kiosk: KioskOptions? = nil,
    firstNotice: Announcement.Kind? = nil, contentTime: Instant? = nil, isRemote: Bool = false,
    wantsPictures: Bool = true
  ) {
    self.keyMap = keyMap
    self.capabilities = capabilities
    self.themes = themes
    self.demoAccount = demoAccount
    self.kiosk = kiosk
    self.firstNotice = firstNotice
    self.contentTime = contentTime
    self.isRemote = isRemote
    self.wantsPictures = wantsPictures
  }

  /// How pictures are shown on this terminal.
  var pictureMode: PictureMode {
    guard wantsPictures, capabilities.showsUnicode else { return .none }
    return switch capabilities.colors {
    case .mono, .eight, .sixteen: .none
    case .palette256: .dithered
    case .trueColor: .full
    }
  }
}

/// Settings that are kept for the next start.
public struct Settings: Hashable, Sendable, Codable {
  /// The language of the screen.
  public var language: Language
  /// The name of the theme.
  public var theme: String
  /// The set-top number to fill in; `nil` when it is not to be remembered.
  public var rememberedNumber: String?

  /// Settings as they are kept.
  public init(language: Language, theme: String, rememberedNumber: String?) {
    self.language = language
    self.theme = theme
    self.rememberedNumber = rememberedNumber
  }
}

/// How a lobby's program behaves.
public struct KioskOptions: Equatable, Sendable {
  /// The account that is signed in on the first key.
  public let credentials: Credentials
  /// The PIN that ends the program.
  public let pin: String
  /// Seconds without a key after which the countdown begins.
  public let idleSeconds: Int
  /// Seconds the countdown lasts.
  public let countdownSeconds: Int
  /// Seconds without a key after which it begins while something plays.
  public let playbackIdleSeconds: Int

  /// Behaviour as it was configured.
  public init(
    credentials: Credentials, pin: String, idleSeconds: Int = 90, countdownSeconds: Int = 15,
    playbackIdleSeconds: Int = 1200
  ) {
    self.playbackIdleSeconds = playbackIdleSeconds
    self.credentials = credentials
    self.pin = pin
    self.idleSeconds = idleSeconds
    self.countdownSeconds = countdownSeconds
  }
}

/// The pages a viewer came through, the shown one last; never empty.
public struct PageStack: Equatable, Sendable {
  /// Limit of the depth; beyond it the second page is dropped.
  private static let greatestDepth = 32

  private var pages: [Page]

  /// A stack of one page.
  init(_ root: Page) { pages = [root] }

  /// The shown page.
  var top: Page {
    get { pages[pages.count - 1] }
    set { pages[pages.count - 1] = newValue }
  }

  /// How many pages there are.
  var depth: Int { pages.count }

  /// The header entry of the shown page, or of the page it was opened from.
  var nearestEntry: HeaderEntry? { pages.last { $0.traits.entry != nil }?.traits.entry }

  /// What was watched last, as far as a page knows it.
  var resumable: Card? { pages.lazy.compactMap(\.resumable).first }

  /// Shows another page above this one.
  mutating func push(_ page: Page) {
    pages.append(page)
    if pages.count > Self.greatestDepth { pages.remove(at: 1) }
  }

  /// Leaves the shown page; `false` when it is the only one.
  mutating func pop() -> Bool {
    guard pages.count > 1 else { return false }
    pages.removeLast()
    return true
  }

  /// Shows the page of a header entry, an open one with all it remembers before a new one.
  ///
  /// Home is the bottom of the stack.
  ///
  /// - Returns: whether the page is new.
  mutating func show(_ page: Page) -> Bool {
    let entry = page.traits.entry
    if entry == .home, pages[0].traits.entry == .home {
      pages.removeSubrange(1...)
      return false
    }
    guard let index = pages.firstIndex(where: { $0.traits.entry == entry }) else {
      push(page)
      return true
    }
    pages.append(pages.remove(at: index))
    return false
  }

  /// Changes every page, the bottom one first.
  mutating func forEach(_ body: (inout Page) -> Void) {
    for index in pages.indices { body(&pages[index]) }
  }
}
