import Synchronization

/// Decides whether a request is repeated, and when.
struct RetryPolicy: Equatable, Sendable {
  /// How often the request is sent at most.
  let attempts: Int
  /// What all attempts and the pauses between them may take together.
  let deadline: Duration
  /// What one attempt may take.
  let attemptDeadline: Duration

  /// For reading, and for requests that are safe to repeat.
  static let patient = RetryPolicy(
    attempts: 3, deadline: .seconds(10), attemptDeadline: .seconds(10))
  /// For requests that must not be repeated.
  static let once = RetryPolicy(
    attempts: 1, deadline: .seconds(10), attemptDeadline: .seconds(10))
  /// For a short try while the server does not answer.
  static let glance = RetryPolicy(
    attempts: 1, deadline: .seconds(3), attemptDeadline: .seconds(3))
  /// For refreshing: the server repeats a lost answer for ten seconds.
  static let refreshing = RetryPolicy(
    attempts: 2, deadline: .seconds(9), attemptDeadline: .seconds(4))

  /// What is done after an attempt.
  enum Decision: Equatable {
    case giveUp
    case retry(after: Duration)
  }

  /// Decides after the attempt of that number, from 1, failed at `elapsed` since the first began.
  ///
  /// `retryAfterSeconds` is the pause that the server asked for.
  func decide(
    attempt: Int, elapsed: Duration, retryAfterSeconds: Int?, pacing: Pacing
  ) -> Decision {
    guard attempt < attempts else { return .giveUp }
    let pause =
      retryAfterSeconds.map { .seconds($0) }
      ?? pacing.backoff(after: attempt, first: .milliseconds(200), most: .seconds(2))
    // After a pause up to the deadline there is no time left to ask.
    guard elapsed + pause < deadline else { return .giveUp }
    return .retry(after: pause)
  }
}

/// Whether the server answered last, and when to try again; times are those of `Pacing.elapsed`.
struct Reachability: Equatable, Sendable {
  /// Whether the server did not answer last.
  private(set) var isOffline = false
  /// How many requests in a row it did not answer.
  private(set) var failures = 0
  private var nextTryAt = Duration.zero

  /// Pauses grow from the first to the longest, which is short because a viewer may be waiting.
  private static let firstPause = Duration.seconds(1)
  private static let longestPause = Duration.seconds(15)

  /// Whether to send a request now: always while online, once in each pause while offline.
  ///
  /// While offline, `true` begins the next pause.
  mutating func mayTry(at now: Duration, pacing: Pacing) -> Bool {
    guard isOffline else { return true }
    guard nextTryAt <= now else { return false }
    nextTryAt = now + pause(pacing)
    return true
  }

  /// The server answered, with any status.
  mutating func answered() { (isOffline, failures) = (false, 0) }

  /// The server did not answer.
  mutating func failed(at now: Duration, pacing: Pacing) {
    isOffline = true
    failures += 1
    nextTryAt = now + pause(pacing)
  }

  private func pause(_ pacing: Pacing) -> Duration {
    pacing.backoff(after: failures, first: Self.firstPause, most: Self.longestPause)
  }
}

/// The stop-watch, the pauses and the chance that retrying needs.
///
/// They are handed in, so that tests are repeatable and do not sleep.
public struct Pacing: Sendable {
  /// Time since a fixed moment; setting the machine's clock does not change it.
  let elapsed: @Sendable () -> Duration
  /// Waits; returns at once when the task is cancelled.
  let pause: @Sendable (Duration) async -> Void
  /// A number in [0, 1).
  let chance: @Sendable () -> Double

  /// Pacing by these functions.
  public init(
    elapsed: @escaping @Sendable () -> Duration,
    pause: @escaping @Sendable (Duration) async -> Void,
    chance: @escaping @Sendable () -> Double
  ) {
    self.elapsed = elapsed
    self.pause = pause
    self.chance = chance
  }

  /// Pacing by the machine's clock and random numbers.
  public static let system: Pacing = {
    let start = ContinuousClock.now
    return Pacing(
      elapsed: { ContinuousClock.now - start },
      pause: { try? await Task.sleep(for: $0) },
      chance: { Double.random(in: 0..<1) })
  }()

  /// How long to wait after `failures` failures: between a tenth and all of a limit that doubles
  /// with each failure.
  ///
  /// Chance spreads devices which lost their server at the same time.
  func backoff(after failures: Int, first: Duration, most: Duration) -> Duration {
    let limit = min(most, first * (1 << min(max(failures - 1, 0), 16)))
    return limit * (0.1 + 0.9 * chance())
  }
}
