/// What is known of the way to the server: whether it answered last, and when to try again.
///
/// Decides only; times are those of `Pacing.elapsed`.
struct Reachability: Equatable, Sendable {
  /// Whether the server did not answer last.
  private(set) var isOffline = false
  /// How often in a row it did not.
  private(set) var failures = 0
  private var nextTryAt = Duration.zero

  /// The first pause between two tries, and the longest: somebody may be sitting before the screen.
  static let firstPause = Duration.seconds(1)
  static let longestPause = Duration.seconds(15)

  /// Whether asking makes sense now: while offline, once a pause.
  ///
  /// Whoever is told yes begins the next pause.
  mutating func mayTry(at now: Duration, pacing: Pacing) -> Bool {
    guard isOffline else { return true }
    guard nextTryAt <= now else { return false }
    nextTryAt = now + pause(pacing)
    return true
  }

  /// The server answered, whatever it said.
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
