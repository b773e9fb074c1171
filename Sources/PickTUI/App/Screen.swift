import PickClient
import PickModel

/// What every page can do; a page is a value and asks for effects by intents.
protocol Screen: Equatable, Sendable {
  /// What to ask when the page opens, and again on reload.
  var questions: [Question] { get }
  /// Whether there is more to see than a wait or a failure.
  var hasContent: Bool { get }
  /// Whether there is nothing to see but a failure.
  var hasFailed: Bool { get }
  /// Whether keys go into a text field first.
  var isTyping: Bool { get }
  /// Whether what is typed must not be recorded.
  var isTypingSecret: Bool { get }

  /// A key that means something.
  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent]
  /// What Back means here; most pages are simply left.
  mutating func goBack(in context: ScreenContext) -> [Intent]
  /// What opening the page means when it is shown already.
  mutating func goToStart(in context: ScreenContext) -> [Intent]
  /// What is left to do when the page goes.
  mutating func leave(in context: ScreenContext) -> [Intent]
  /// A key or paste for a text field; `nil` when the field has no use for it.
  mutating func type(_ event: InputEvent, in context: ScreenContext) -> [Intent]?
  /// A question was asked on behalf of the page.
  mutating func begin(_ question: Question, _ request: RequestID)
  /// An answer came; pages that did not ask for it ignore it.
  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent]
  /// The answer takes its time.
  mutating func turnSlow(_ request: RequestID)
  /// A time came that the page asked for.
  mutating func wake(_ alarm: Alarm, in context: ScreenContext) -> [Intent]
  /// The area has another size.
  mutating func unscroll()
  /// The area changed, or what it shows did.
  mutating func settle(in context: ScreenContext)
}

extension Screen {
  var hasContent: Bool { false }
  var hasFailed: Bool { false }
  var isTyping: Bool { false }
  var isTypingSecret: Bool { false }
  mutating func goBack(in context: ScreenContext) -> [Intent] { [.back] }
  mutating func goToStart(in context: ScreenContext) -> [Intent] { [] }
  mutating func leave(in context: ScreenContext) -> [Intent] { [] }
  mutating func type(_ event: InputEvent, in context: ScreenContext) -> [Intent]? { nil }
  mutating func begin(_ question: Question, _ request: RequestID) {}
  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] { [] }
  mutating func turnSlow(_ request: RequestID) {}
  mutating func wake(_ alarm: Alarm, in context: ScreenContext) -> [Intent] { [] }
  mutating func unscroll() {}
  mutating func settle(in context: ScreenContext) {}
}

/// What a page may know of the program around it.
struct ScreenContext: Equatable, Sendable {
  /// The area between header and footer.
  let size: Size
  /// Now.
  let now: Instant
  /// An identity nothing else has, for a fact that begins now.
  let eventID: EventID
  /// Whether the program runs in a lobby.
  let isKiosk: Bool
  /// Whether a server answers.
  let isRemote: Bool
}

extension Outcome {
  /// The value of one kind of answer, or the failure; `nil` when it is an answer of another kind.
  func result<Part>(_ part: (Value) -> Part?) -> Result<Part, ServiceError>? {
    switch self {
    case .success(let value): part(value).map(Result.success)
    case .failure(let error): .failure(error)
    }
  }
}
