import Glibc
import PickStore

/// Runs an operation as a whole until it is done, cannot be done, or time is up.
///
/// A lost race (deadlock, lock timeout, a refused certification in a cluster) changed nothing and is
/// tried again after a jittered pause. A connection that turns out to be gone is replaced once. When
/// it is lost during the commit the outcome is unknown: that is told, never repeated.
struct Attempts {
  private static let limit = 30
  /// A connection lost within this time was dead before; one lost later is worth no second wait.
  private static let staleness = Duration.seconds(1)

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var count = 0
  private var hasReconnected = false

  private let patience: Duration

  private init(patience: Duration) {
    self.patience = patience
    start = clock.now
  }

  /// Runs `body` on the connection of `link`.
  static func run<Answer>(
    on link: Link, _ body: (MySQLConnection) throws -> Answer
  ) throws(StoreError) -> Answer {
    var attempts = Attempts(patience: link.patience)
    while true {
      do {
        return try body(try link.connected())
      } catch {
        guard attempts.mayRetry(after: error, link) else { throw StoreError(error) }
      }
    }
  }

  private mutating func mayRetry(after error: any Error, _ link: Link) -> Bool {
    count += 1
    switch error {
    case is LostRace: return pause()
    case let failure as MySQLFailure where failure.isConflict: return pause()
    case let failure as MySQLFailure where failure.isLost:
      link.drop()
      guard !hasReconnected, clock.now - start < Self.staleness else { return false }
      hasReconnected = true
      return true
    case is UnknownOutcome:
      link.drop()
      return false
    default: return false
    }
  }

  /// Sleeps 1 to 2, 4, 8 … 64 ms on this thread, which waits for the server anyway.
  private func pause() -> Bool {
    guard count < Self.limit, clock.now - start < patience else { return false }
    let longest = 1_000_000 << min(count, 6)
    var time = timespec(tv_sec: 0, tv_nsec: Int.random(in: 1_000_000...longest))
    nanosleep(&time, nil)
    return true
  }
}
