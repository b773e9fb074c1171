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
    /// What came behind it was no request: say so, then close.
    case refuse(Problem.Code)
  }

  /// What is to be done about the bytes that came.
  enum Flow: Equatable {
    /// Nothing.
    case fine
    /// More came than a request has: say why, then close.
    case refuse(Problem.Code)
    /// The answer is on its way or there already: end the connection behind it.
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
  /// Why nothing of what is still to come is a request, told once the answers before it are out.
  private var fault: Problem.Code?
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
    guard let fault else { return .keep }
    switch broken(fault) {
    case .fine: return .keep
    case .refuse(let code): return .refuse(code)
    case .closeAfterLingering: return .closeAfterLingering
    }
  }

  /// Whether a request's body, which will never be whole, is still waited for.
  var isWaitingForBody: Bool { exchanges.last.map { !$0.isRead } ?? false }

  /// What came cannot be read as the rest of a request, or as the next one.
  ///
  /// Answers keep their order: those of the requests before it go out first.
  mutating func broken(_ code: Problem.Code) -> Flow {
    guard let first = exchanges.first else { return .refuse(code) }
    guard exchanges.count == 1, !first.isRead else {
      fault = code
      return .fine
    }
    guard first.hasAnswerBegun else { return .refuse(code) }
    guard !first.isAnswered else { return .closeAfterLingering }
    exchanges[0].isRefused = true
    return .fine
  }

  /// So many bytes came since the last head, the last end of a request or the last answer.
  func flow(bytes: Int) -> Flow {
    guard let last = exchanges.last, !last.isRead else {
      return bytes > Limits.head ? .refuse(.headersTooLarge) : .fine
    }
    if last.hasAnswerBegun {
      return bytes > Limits.unwantedBody ? .closeAfterLingering : .fine
    }
    return bytes > Limits.framedBody ? .refuse(.bodyTooLarge) : .fine
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
