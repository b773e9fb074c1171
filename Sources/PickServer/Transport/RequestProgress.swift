import PickAPI

/// How far the requests of one connection, or of one HTTP/2 stream, have come.
///
/// Decides, by the parts that pass and the time, what becomes of the connection; performs nothing.
struct RequestProgress {
  /// What is to be done at a deadline.
  enum Verdict: Equatable {
    /// Nothing; look again at that time, if there is one.
    case wait(until: ContinuousClock.Instant?)
    /// Nothing was answered yet: say why, then close.
    case refuse(Problem.Code)
    /// An answer is half written, or nothing can be said any more.
    case close
  }

  /// What is to be done when an answer went out whole.
  enum Ending: Equatable {
    /// The connection goes on.
    case keep
    /// The rest of the request is not wanted: close, after the client had time to read the answer.
    case closeAfterLingering
  }

  private struct Exchange {
    /// When its first byte arrived, as far as that is known.
    let since: ContinuousClock.Instant
    var isRead = false
    var isAnswered = false
    var hasAnswerBegun = false
    var isRefused = false
  }

  private let limit: Duration
  /// Requests whose head was read and that are not over, the oldest first (pipelining).
  private var exchanges: [Exchange] = []
  /// When bytes arrived that are not a head yet.
  private var headSince: ContinuousClock.Instant?

  init(limit: Duration) { self.limit = limit }

  /// When somebody has to look at the time next; `nil` while nothing is going on.
  var deadline: ContinuousClock.Instant? {
    (exchanges.first?.since ?? headSince)?.advanced(by: limit)
  }

  /// Bytes arrived; they may be the beginning of a head.
  mutating func bytesArrived(at now: ContinuousClock.Instant) {
    if exchanges.isEmpty, headSince == nil { headSince = now }
  }

  /// A whole head arrived.
  mutating func headArrived(at now: ContinuousClock.Instant) {
    exchanges.append(Exchange(since: headSince ?? now))
    headSince = nil
  }

  /// The newest request was read to its end.
  mutating func requestEnded() {
    guard let last = exchanges.indices.last else { return }
    exchanges[last].isRead = true
    dropFinished()
  }

  /// The head of the oldest request's answer goes out.
  mutating func answerBegan(status: Int) {
    guard !exchanges.isEmpty, status >= 200 else { return }
    exchanges[0].hasAnswerBegun = true
    // Nobody wants the rest of what was refused for its size or its slowness.
    exchanges[0].isRefused = [408, 413, 431].contains(status)
  }

  /// The oldest request's answer went out whole.
  mutating func answerEnded() -> Ending {
    guard let first = exchanges.first else { return .keep }
    if first.isRefused, !first.isRead { return .closeAfterLingering }
    exchanges[0].isAnswered = true
    dropFinished()
    return .keep
  }

  /// What the time says.
  func verdict(at now: ContinuousClock.Instant) -> Verdict {
    guard let deadline, deadline <= now else { return .wait(until: deadline) }
    guard let first = exchanges.first else { return .refuse(.requestTimeout) }
    if first.hasAnswerBegun { return .close }
    return .refuse(first.isRead ? .unavailable : .requestTimeout)
  }

  private mutating func dropFinished() {
    while let first = exchanges.first, first.isRead, first.isAnswered { exchanges.removeFirst() }
  }
}
