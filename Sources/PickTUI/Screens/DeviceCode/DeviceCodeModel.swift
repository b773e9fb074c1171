import PickClient
import PickModel

/// The page with a code that somebody approves elsewhere.
public struct DeviceCodeModel: Equatable, Sendable {
  /// Tells the clock of this page from that of an earlier one.
  let run: Int
  /// The code.
  var code = Loadable<ShownCode>()
  /// The address with the code in it, as a picture; `nil` when it is too long for one.
  var picture: QRCode?
  /// What became of the code.
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

  /// What became of the code.
  enum State: Equatable, Sendable {
    case waiting, denied, expired
  }

  /// Whole seconds the code is still good for.
  func secondsLeft(at now: Instant) -> Int {
    guard let code = code.value else { return 0 }
    return max(0, Int(saturating: code.expiresAt.seconds(since: now).rounded(.up)))
  }
}
