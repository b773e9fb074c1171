import PickClient
import PickModel

/// Number and password.
public struct SignInModel: Equatable, Sendable {
  /// The set-top number.
  var number: TextField
  /// The password.
  var password = TextField.password
  /// Whether the number is to be filled in next time.
  var remembers: Bool
  /// Where the focus is.
  var focus: Field
  /// Why the page shows, or why the last try failed.
  var reason: Reason?
  /// Whether the machine's clock is probably why the session ended.
  var clockSeemsWrong = false
  /// The try whose answer is waited for.
  var waitingFor: RequestID?
  /// Whether a code that is approved elsewhere can take the place of a password.
  let offersDevice: Bool
  /// The demo world's account, which one key signs in with; `nil` where there is none, or its password
  /// is not the demo's any more.
  private(set) var demo: Credentials?
  /// Whether the try whose answer is waited for is the demo's.
  private var isTryingDemo = false
  /// Until when no try is looked at.
  var throttledUntil: Instant?

  /// The focusable fields from top to bottom.
  enum Field: Equatable, Sendable, CaseIterable {
    case number, password, remember, button, device, demo
  }

  /// The focusable fields here.
  var fields: [Field] {
    Field.allCases.filter { ($0 != .device || offersDevice) && ($0 != .demo || demo != nil) }
  }

  /// The message above the fields.
  enum Reason: Equatable, Sendable {
    case signedOut, expired, revoked, wrong, tooLong, noNumber, noPassword, again, demoChanged
    case failed(ServiceError)

    /// Why a session is over, in the words of this page.
    init(_ ending: ServiceError.Ending) {
      switch ending {
      case .signedOut: self = .signedOut
      case .expired: self = .expired
      case .revoked: self = .revoked
      }
    }
  }

  /// A page with a remembered number, focused where typing goes on.
  ///
  /// Where there is a demo account and no number, one Enter signs in with it; not after a session that
  /// ended by itself, when an Enter may be meant for the page that went.
  init(
    number: String = "", reason: Reason? = nil, offersDevice: Bool = false,
    demo: Credentials? = nil
  ) {
    self.offersDevice = offersDevice
    self.demo = demo
    self.number = TextField(number, maximumLength: Account.longestNumber)
    self.reason = reason
    remembers = !number.isEmpty
    let isFirst = reason == nil || reason == .signedOut
    focus = !number.isEmpty ? .password : demo != nil && isFirst ? .demo : .number
  }

  /// Whole seconds until a try is looked at; `nil` when it would be at once.
  func secondsLeft(at now: Instant) -> Int? {
    guard let throttledUntil, throttledUntil > now else { return nil }
    return Int(saturating: throttledUntil.seconds(since: now).rounded(.up))
  }
}

extension SignInModel: PageModel {
  var questions: [Question] { [] }
  var traits: PageTraits {
    PageTraits(
      isTyping: focus == .number || focus == .password || focus == .demo,
      isTypingSecret: focus == .password)
  }

  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? {
    switch focus {
    case .number: number.handle(event) ? [] : nil
    case .password: password.handle(event) ? [] : nil
    case .demo: typeNumber(event)
    case .remember, .button, .device: nil
    }
  }

  /// Typing while the demo's button has the focus begins the number.
  private mutating func typeNumber(_ event: InputEvent) -> [Effect]? {
    switch event {
    case .key(let key) where key.typed != nil && key != .space: break
    case .pasted: break
    case .key, .resized, .resumed, .graphics, .ended: return nil
    }
    guard number.handle(event) else { return nil }
    focus = .number
    return []
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    switch action {
    case .up: step(-1)
    case .down, .header: step(1)
    case .open: return open(in: context)
    case .play where focus == .remember: remembers.toggle()
    default: break
    }
    return []
  }

  mutating func goBack(in context: PageContext) -> [Effect] { [.askToQuit] }

  private mutating func step(_ step: Int) {
    let all = fields
    let index = (all.firstIndex(of: focus) ?? 0) + step
    if all.indices.contains(index) { focus = all[index] }
  }

  private mutating func open(in context: PageContext) -> [Effect] {
    switch focus {
    // An Enter meant for the page that this one replaced leaves the focus where typing begins.
    case .number where !number.text.isEmpty && password.text.isEmpty: focus = .password
    case .remember: remembers.toggle()
    case .device: return [.signInElsewhere]
    case .demo: return tryDemo(in: context)
    case .number, .password, .button: return submit(in: context)
    }
    return []
  }

  private mutating func tryDemo(in context: PageContext) -> [Effect] {
    guard let demo, waitingFor == nil, secondsLeft(at: context.now) == nil else { return [] }
    (reason, isTryingDemo) = (nil, true)
    return [.submit(demo, remember: false)]
  }

  private mutating func submit(in context: PageContext) -> [Effect] {
    guard waitingFor == nil else { return [] }
    guard secondsLeft(at: context.now) == nil else {
      // It was not checked, so nothing is to be added to it later.
      password.clear()
      return []
    }
    guard !number.text.isEmpty else {
      (reason, focus) = (.noNumber, .number)
      return []
    }
    guard !password.text.isEmpty else {
      (reason, focus) = (.noPassword, .password)
      return []
    }
    guard !password.isOverlong else {
      (reason, focus) = (.tooLong, .password)
      return []
    }
    (reason, isTryingDemo) = (nil, false)
    let credentials = Credentials(number: number.text.trimmed(), password: password.text)
    return [.submit(credentials, remember: remembers)]
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .signIn { waitingFor = request }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    guard waitingFor == request, case .failure(let error) = answer else { return [] }
    waitingFor = nil
    password.clear()
    focus = isTryingDemo ? .number : .password
    switch error {
    case .throttled(let seconds):
      throttledUntil = context.now.advanced(bySeconds: Int64(seconds))
      reason = .wrong
      return [.wake(.throttle, afterMilliseconds: 1000)]
    case .wrongCredentials where isTryingDemo: (reason, demo) = (.demoChanged, nil)
    case .wrongCredentials: reason = .wrong
    case .accountDisabled, .sessionEnded, .notFound, .invalid, .unreachable, .cannotConnect,
      .notSaved, .unexpected:
      reason = .failed(error)
    }
    return []
  }

  mutating func notice(_ event: PageEvent, in context: PageContext) -> [Effect]? {
    guard case .cautions(let cautions) = event else { return nil }
    clockSeemsWrong = cautions.clockSeemsWrong
    return []
  }

  mutating func wake(_ alarm: Alarm, in context: PageContext) -> [Effect] {
    guard alarm == .throttle else { return [] }
    guard secondsLeft(at: context.now) == nil else {
      return [.wake(.throttle, afterMilliseconds: 1000)]
    }
    throttledUntil = nil
    // What was typed meanwhile was not checked, so it is not what the last sentence speaks of.
    password.clear()
    if reason == .wrong { reason = .again }
    return []
  }
}

extension String {
  /// The text without spaces at its ends.
  func trimmed() -> String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
