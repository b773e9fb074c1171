import PickAPI

/// The progress of the requests of one connection or of one HTTP/2 stream.
///
/// It decides, from the parts that pass and the time, what happens to the connection; the handler
/// carries that out.
struct RequestProgress {
  /// What to do at a deadline.
  enum Verdict: Equatable {
    /// Check again at that time, if there is one.
    case wait(until: ContinuousClock.Instant?)
    /// Send the problem, since no answer has begun, then close.
    case refuse(Problem.Code)
    /// Close at once, since an answer is half written.
    case close
  }

  /// What to do after a whole answer was sent.
  enum Ending: Equatable {
    /// Keep the connection open.
    case keep
    /// Close after the client had time to read the answer; the rest of the request is not wanted.
    case closeAfterLingering
    /// Send the problem of the malformed input behind the answer, then close.
    case refuse(Problem.Code)
  }

  /// What to do about received bytes.
  enum Flow: Equatable {
    case fine
    /// Send the problem of the request, then close.
    case refuse(Problem.Code)
    /// Close the connection after its answer, which has begun or was sent.
    case closeAfterLingering
  }

  private struct Exchange {
    /// The time its first byte arrived, as far as it is known.
    let since: ContinuousClock.Instant
    var isRead = false
    var isAnswered = false
    var hasAnswerBegun = false
    var isRefused = false
  }

  private let limit: Duration
  /// The problem of malformed input, to be sent after the answers before it.
  private var fault: Problem.Code?
  /// Requests that have a complete head and are not finished, the oldest first (pipelining).
  private var exchanges: [Exchange] = []
  /// The time at which the first bytes of an incomplete head arrived.
  private var headSince: ContinuousClock.Instant?

  init(limit: Duration) { self.limit = limit }

  /// The time of the next check; `nil` without an open request.
  var deadline: ContinuousClock.Instant? {
    (exchanges.first?.since ?? headSince)?.advanced(by: limit)
  }

  /// Bytes arrived, which may be the beginning of a head.
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
    // The rest of a request that was refused for its size or its slowness is not wanted.
    exchanges[0].isRefused = [408, 413, 431].contains(status)
  }

  /// The answer to the oldest request was sent.
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

  /// Whether the newest request was not read to its end.
  var isWaitingForBody: Bool { exchanges.last.map { !$0.isRead } ?? false }

  /// Input arrived that is neither the rest of a request nor a new one.
  ///
  /// The answers to earlier requests are sent first.
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

  /// Decides about the number of bytes since the last head, the last end of a request or the last
  /// answer.
  func flow(bytes: Int) -> Flow {
    guard let last = exchanges.last, !last.isRead else {
      return bytes > Limits.head ? .refuse(.headersTooLarge) : .fine
    }
    if last.hasAnswerBegun {
      return bytes > Limits.unwantedBody ? .closeAfterLingering : .fine
    }
    return bytes > Limits.framedBody ? .refuse(.bodyTooLarge) : .fine
  }

  /// Decides what to do at `now`.
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
