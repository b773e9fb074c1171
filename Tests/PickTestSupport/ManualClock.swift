public import PickModel
public import PickSystem
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: WallClock {
  private let instant: Mutex<Instant>

  /// Starts at `instant`; by default at 2026-11-20T13:30:00Z, a Friday night in Seoul.
  public init(at instant: Instant = Instant(secondsSince1970: 1_795_181_400)) {
    self.instant = Mutex(instant)
  }

  /// Where the clock stands.
  public func now() -> Instant { instant.withLock { $0 } }

  /// Moves the clock forward, or back when negative.
  public func advance(bySeconds seconds: Int64) {
    instant.withLock { $0 = $0.advanced(bySeconds: seconds) }
  }

  /// Moves the clock by milliseconds, where a second is too coarse.
  public func advance(byMilliseconds milliseconds: Int64) {
    instant.withLock {
      $0 = Instant(millisecondsSince1970: $0.millisecondsSince1970 + milliseconds)
    }
  }

  /// Sets the clock.
  public func set(_ new: Instant) { instant.withLock { $0 = new } }
}
