import PickClient
import PickModel

extension SignInModel: Screen {
  var questions: [Question] { [] }
  var isTyping: Bool { focus == .number || focus == .password }
  var isTypingSecret: Bool { focus == .password }

  mutating func type(_ event: InputEvent, in context: ScreenContext) -> [Intent]? {
    switch focus {
    case .number: number.handle(event) ? [] : nil
    case .password: password.handle(event) ? [] : nil
    case .remember, .button, .device: nil
    }
  }

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    switch action {
    case .up: step(-1)
    case .down, .header: step(1)
    case .open: return open(in: context)
    case .play where focus == .remember: remembers.toggle()
    default: break
    }
    return []
  }

  mutating func goBack(in context: ScreenContext) -> [Intent] { [.quit] }

  private mutating func step(_ step: Int) {
    let all = fields
    let index = (all.firstIndex(of: focus) ?? 0) + step
    if all.indices.contains(index) { focus = all[index] }
  }

  private mutating func open(in context: ScreenContext) -> [Intent] {
    switch focus {
    // An Enter meant for the page that this one replaced leaves the focus where typing begins.
    case .number where !number.text.isEmpty && password.text.isEmpty: focus = .password
    case .remember: remembers.toggle()
    case .device: return [.signInElsewhere]
    default: return submit(in: context)
    }
    return []
  }

  private mutating func submit(in context: ScreenContext) -> [Intent] {
    guard waitingFor == nil, secondsLeft(at: context.now) == nil else { return [] }
    guard !number.text.isEmpty else {
      focus = .number
      return []
    }
    guard !password.text.isEmpty else {
      focus = .password
      return []
    }
    guard !password.isOverlong else {
      (reason, focus) = (.tooLong, .password)
      return []
    }
    reason = nil
    let credentials = Credentials(number: number.text.trimmed(), password: password.text)
    return [.signIn(credentials, remember: remembers)]
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .signIn { waitingFor = request }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
    guard waitingFor == request, case .failure(let error) = answer else { return [] }
    waitingFor = nil
    password.clear()
    focus = .password
    switch error {
    case .throttled(let seconds):
      throttledUntil = context.now.advanced(bySeconds: Int64(seconds))
      reason = .wrong
      return [.wake(.throttle, afterMilliseconds: 1000)]
    case .wrongCredentials: reason = .wrong
    default: reason = .failed(error)
    }
    return []
  }

  mutating func wake(_ alarm: Alarm, in context: ScreenContext) -> [Intent] {
    guard alarm == .throttle else { return [] }
    guard secondsLeft(at: context.now) == nil else {
      return [.wake(.throttle, afterMilliseconds: 1000)]
    }
    throttledUntil = nil
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
