import PickClient
import PickModel

/// The page with a code that is approved on another device.
public struct DeviceCodeModel: Equatable, Sendable {
  /// Tells the clock of this page from that of an earlier one.
  let run: Int
  /// The code.
  var code = Loadable<ShownCode>()
  /// The address with the code in it, as a picture; `nil` when it is too long for one.
  var picture: QRCode?
  /// The state of the code.
  var state = State.waiting
  /// Seconds between two questions.
  var interval = 5
  /// When to ask next.
  var nextPollAt = Instant(millisecondsSince1970: 0)
  /// The question whose answer is waited for.
  var poll: RequestID?
  /// Whether the last question was not answered.
  var isUnreachable = false

  /// A page that has not been asked for yet.
  init(run: Int) { self.run = run }

  /// The state of the code.
  enum State: Equatable, Sendable {
    case waiting, denied, expired
  }

  /// Whole seconds the code is still good for.
  func secondsLeft(at now: Instant) -> Int {
    guard let code = code.value else { return 0 }
    return max(0, Int(saturating: code.expiresAt.seconds(since: now).rounded(.up)))
  }
}

extension DeviceCodeModel: PageModel {
  var questions: [Question] { [.deviceCode] }
  var traits: PageTraits { PageTraits(hasFailed: code.showsFailure) }

  /// Seconds by which a server that is asked too often wants to be asked less often (RFC 8628).
  private static let slowDownSeconds = 5

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    switch action {
    case .open, .reload: state == .waiting && code.value != nil ? [] : [.load(.deviceCode)]
    default: []
    }
  }

  private var tick: Effect { .wake(.deviceTick(run: run), afterMilliseconds: 1000) }

  mutating func wake(_ alarm: Alarm, in context: PageContext) -> [Effect] {
    guard alarm == .deviceTick(run: run), state == .waiting, let code = code.value else {
      return []
    }
    guard context.now < code.expiresAt else {
      state = .expired
      return []
    }
    let isDue = poll == nil && context.now >= nextPollAt
    return (isDue ? [.load(.deviceProgress(code.userCode))] : []) + [tick]
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    switch question {
    case .deviceCode: code.begin(request)
    case .deviceProgress: poll = request
    default: break
    }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if request == poll { return take(answer, in: context) }
    guard let result = answer.result({ if case .deviceCode(let code) = $0 { code } else { nil } }),
      code.finish(request, result), case .success(let new) = result
    else { return [] }
    picture = QRCode(new.completeAddress)
    (state, isUnreachable, poll) = (.waiting, false, nil)
    interval = new.intervalSeconds
    nextPollAt = context.now.advanced(bySeconds: Int64(interval))
    return [tick]
  }

  /// Handles the code's progress, but for its approval, with which the program signs in.
  private mutating func take(_ answer: Outcome<Answer>, in context: PageContext) -> [Effect] {
    poll = nil
    isUnreachable = false
    switch answer {
    case .success(.deviceProgress(let progress)): heed(progress)
    case .success: break
    case .failure:
      isUnreachable = true
      interval = min(60, interval.times(2))
    }
    nextPollAt = context.now.advanced(bySeconds: Int64(interval))
    return []
  }

  private mutating func heed(_ progress: DevicePoll) {
    switch progress {
    case .slowDown: interval = interval.plus(Self.slowDownSeconds)
    case .denied: state = .denied
    case .expired: state = .expired
    case .pending, .approved: break
    }
  }

  mutating func turnSlow(_ request: RequestID) { code.turnSlow(request) }
}
