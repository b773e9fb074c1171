/// Decides whether a request is sent once more, and when.
struct RetryPolicy: Equatable, Sendable {
  /// How often it is sent at most.
  let attempts: Int
  /// What all attempts and the pauses between them may take together.
  let deadline: Duration
  /// What one attempt may take.
  let attemptDeadline: Duration

  /// Reading, and what is safe to repeat.
  static let patient = RetryPolicy(
    attempts: 3, deadline: .seconds(10), attemptDeadline: .seconds(10))
  /// What must not be done twice.
  static let once = RetryPolicy(
    attempts: 1, deadline: .seconds(10), attemptDeadline: .seconds(10))
  /// While the server is known not to answer, a look whether it does again.
  static let glance = RetryPolicy(
    attempts: 1, deadline: .seconds(3), attemptDeadline: .seconds(3))
  /// Refreshing: an answer that was lost can be had again for ten seconds.
  static let refreshing = RetryPolicy(
    attempts: 2, deadline: .seconds(9), attemptDeadline: .seconds(4))

  /// What is done after an attempt.
  enum Decision: Equatable {
    case giveUp
    case retry(after: Duration)
  }

  /// After the attempt of that number, from 1, came to nothing at `elapsed`; `retryAfterSeconds` is
  /// what the server asked for.
  func decide(
    attempt: Int, elapsed: Duration, retryAfterSeconds: Int?, pacing: Pacing
  ) -> Decision {
    guard attempt < attempts else { return .giveUp }
    let pause =
      retryAfterSeconds.map { .seconds($0) }
      ?? pacing.backoff(after: attempt, first: .milliseconds(200), most: .seconds(2))
    // A pause that leaves no time to ask is no use to anybody who waits.
    guard elapsed + pause < deadline else { return .giveUp }
    return .retry(after: pause)
  }
}

extension HTTPResponse {
  /// Whether the same request may be answered better in a while.
  var isTransient: Bool { [429, 502, 503, 504].contains(status) }

  /// Seconds the server asked to be left alone (the form that is a date is not used by Pick).
  var retryAfterSeconds: Int? {
    headers["retry-after"].flatMap(Int.init)
      .map { min(max(0, $0), 366 * 86_400) }
  }
}

extension TransportError {
  /// Whether the same request may be answered in a while.
  var isTransient: Bool {
    switch self {
    case .unreachable, .timedOut: true
    case .untrusted, .wrongHost, .expiredCertificate, .noAuthorities, .tooLarge, .malformed,
      .cancelled, .noLibrary:
      false
    }
  }
}
