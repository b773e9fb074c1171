import PickClient
import PickModel

extension DeviceCodeModel: Screen {
  var questions: [Question] { [.deviceCode] }
  var hasFailed: Bool { code.showsFailure }

  /// Seconds by which a server that is asked too often wants to be asked less often (RFC 8628).
  private static let slowDownSeconds = 5

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    switch action {
    case .open, .reload: state == .waiting && code.value != nil ? [] : [.load(.deviceCode)]
    default: []
    }
  }

  private var tick: Intent { .wake(.deviceTick(run: run), afterMilliseconds: 1000) }

  mutating func wake(_ alarm: Alarm, in context: ScreenContext) -> [Intent] {
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
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
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

  /// What became of the code; a yes never gets here, the program signs in.
  private mutating func take(_ answer: Outcome<Answer>, in context: ScreenContext) -> [Intent] {
    poll = nil
    isUnreachable = false
    switch answer {
    case .success(.deviceProgress(.slowDown)): interval = interval.plus(Self.slowDownSeconds)
    case .success(.deviceProgress(.denied)): state = .denied
    case .success(.deviceProgress(.expired)): state = .expired
    case .failure:
      isUnreachable = true
      interval = min(60, interval.times(2))
    default: break
    }
    nextPollAt = context.now.advanced(bySeconds: Int64(interval))
    return []
  }

  mutating func turnSlow(_ request: RequestID) { code.turnSlow(request) }
}
