import PickClient
import PickModel

/// The state of a page: a value that changes with messages and asks for effects.
///
/// Every member but `questions`, `update` and `draw` has a default: a page implements what concerns
/// it.
protocol PageModel: Equatable, Sendable {
  /// The questions to ask when the page opens, and again on reload.
  var questions: [Question] { get }
  /// Facts about the page for the program around it.
  var traits: PageTraits { get }

  /// The keys the footer names, the most useful first; none on pages without a footer.
  func footerKeys(in layout: ShelfLayout) -> [FooterKey]

  /// Handles an action of a key.
  mutating func update(_ action: Action, in context: PageContext) -> [Effect]
  /// Handles Back; most pages are simply left.
  mutating func goBack(in context: PageContext) -> [Effect]
  /// Handles opening the page while it is shown.
  mutating func goToStart(in context: PageContext) -> [Effect]
  /// Ends what must not go on without the page.
  mutating func leave(in context: PageContext) -> [Effect]
  /// Handles a key or paste in a text field; `nil` when the field has no use for it.
  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]?
  /// A question was asked that may be the page's.
  mutating func begin(_ question: Question, _ request: RequestID)
  /// An answer came; pages that do not wait for the request ignore it.
  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect]
  /// The answer takes long enough to say so.
  mutating func turnSlow(_ request: RequestID)
  /// An alarm went off.
  mutating func wake(_ alarm: Alarm, in context: PageContext) -> [Effect]
  /// Something else happened in the program; `nil` when it does not concern the page.
  mutating func notice(_ event: PageEvent, in context: PageContext) -> [Effect]?
  /// Forgets how far the page was scrolled: the area has another size.
  mutating func unscroll()
  /// Finds the focus again after the area or the content changed.
  mutating func settle(in context: PageContext)

  /// The cards in sight when the page is laid out so; `nil` on pages without shelves.
  func cards(in layout: ShelfLayout) -> CardsInSight?
  /// Further questions for a page that is laid out so.
  func missingParts(in layout: ShelfLayout) -> [Question]
  /// Draws the page.
  func draw(on canvas: inout Canvas, _ context: ViewContext)
}

extension PageModel {
  func footerKeys(in layout: ShelfLayout) -> [FooterKey] { [] }
  var traits: PageTraits { PageTraits() }
  mutating func goBack(in context: PageContext) -> [Effect] { [.back] }
  mutating func goToStart(in context: PageContext) -> [Effect] { [] }
  mutating func leave(in context: PageContext) -> [Effect] { [] }
  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? { nil }
  mutating func begin(_ question: Question, _ request: RequestID) {}
  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] { [] }
  mutating func turnSlow(_ request: RequestID) {}
  mutating func wake(_ alarm: Alarm, in context: PageContext) -> [Effect] { [] }
  mutating func notice(_ event: PageEvent, in context: PageContext) -> [Effect]? { nil }
  mutating func unscroll() {}
  mutating func settle(in context: PageContext) {}
  func cards(in layout: ShelfLayout) -> CardsInSight? { nil }
  func missingParts(in layout: ShelfLayout) -> [Question] { [] }

  /// Hands a message to the member that handles it.
  mutating func update(_ message: PageMessage, in context: PageContext) -> [Effect]? {
    switch message {
    case .action(let action): return update(action, in: context)
    case .back: return goBack(in: context)
    case .openedAgain: return goToStart(in: context)
    case .left: return leave(in: context)
    case .typed(let event): return type(event, in: context)
    case .asked(let question, let request): begin(question, request)
    case .answered(let outcome, let request): return take(outcome, to: request, in: context)
    case .slow(let request): turnSlow(request)
    case .alarm(let alarm): return wake(alarm, in: context)
    case .event(let event): return notice(event, in: context)
    case .resized: unscroll()
    case .changed: settle(in: context)
    }
    return []
  }
}

/// A message to a page.
enum PageMessage {
  /// A key that means something.
  case action(Action)
  /// The key for Back.
  case back
  /// The header entry of the page was chosen while it is shown.
  case openedAgain
  /// The page goes.
  case left
  /// A key or paste while the page has a text field with the focus.
  case typed(InputEvent)
  /// A question was asked.
  case asked(Question, RequestID)
  /// An answer came.
  case answered(Outcome<Answer>, RequestID)
  /// An answer takes long.
  case slow(RequestID)
  /// An alarm went off.
  case alarm(Alarm)
  /// Something else happened in the program.
  case event(PageEvent)
  /// The area has another size.
  case resized
  /// The area or the content changed.
  case changed
}

/// An event in the program that concerns some pages.
enum PageEvent {
  /// The session ended; the pages may come back after the next sign-in.
  case sessionEnded
  /// The front page of an earlier run was found.
  case lastHome(HomePage)
  /// A remote server was asked for the first time.
  case connected
  /// The viewer hid or forgot a title.
  case removed(Title.ID)
  /// The viewer took a title out of continue watching.
  case setAside(Title.ID)
  /// The viewer took one of these back.
  case restored(Title.ID)
  /// The service kept something, or could not.
  case wrote(Write, failure: ServiceError?)
  /// The service has something to say about the session.
  case cautions(SessionCautions)
  /// A key was pressed that stops what counts down.
  case countdownStopped
}

/// Facts about a page for the program around it.
struct PageTraits {
  /// The entry of the header the page belongs to; `nil` for pages that belong to none.
  var entry: HeaderEntry?
  /// Whether header and footer stand around the page.
  var hasHeader = false
  /// Whether there is more to see than a wait or a failure.
  var hasContent = false
  /// Whether there is nothing to see but a failure.
  var hasFailed = false
  /// Whether keys go into a text field first.
  var isTyping = false
  /// Whether what is typed must not be recorded.
  var isTypingSecret = false
  /// Whether digits are typed on the page instead of opening another one.
  var takesNumbers = false
  /// Whether a playback runs that ends by itself.
  var isPlaying = false
  /// Whether it plays, or is about to.
  var isPlayer = false
  /// Whether something is about to happen that any key stops.
  var countsDown = false
  /// The time the shown content was made for; `nil` where it has none.
  var builtFor: Instant?
  /// Whether the content is one of an earlier run.
  var isOld = false
}

/// Facts about the program for a page.
struct PageContext: Equatable, Sendable {
  /// How shelves share the area between header and footer.
  let layout: ShelfLayout
  /// Now.
  let now: Instant
  /// A new identity, for a fact that begins now.
  let eventID: EventID
  /// Whether the program runs in a lobby.
  let isKiosk: Bool
  /// Whether a server answers.
  let isRemote: Bool
  /// The language of the screen.
  let language: Language
  /// Whether the screen can show Hangul.
  let showsHangul: Bool
  /// What the viewer searched for and found, the last first.
  let recentSearches: [String]

  /// The area between header and footer.
  var size: Size { layout.size }
}

/// The shelves a page shows, and how they are scrolled.
struct CardsInSight {
  let shelves: [ShelfResult]
  let browser: ShelfBrowser
  /// How they share the screen.
  let layout: ShelfLayout

  /// Calls a function with each card that shows and its place on its shelf, until it returns `false`.
  func forEach(_ body: (Shelf.ID, Title.ID, Int) -> Bool) {
    guard !shelves.isEmpty else { return }
    let whole = layout.wholeShelves(from: browser.firstShelf, in: shelves)
    for shelf in shelves[whole] {
      for place in browser.visibleCards(of: shelf, layout: layout) {
        guard body(shelf.id, shelf.cards[place].id, place) else { return }
      }
    }
  }
}
