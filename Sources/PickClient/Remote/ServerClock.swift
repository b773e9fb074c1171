import PickModel
import Synchronization

/// The difference between this machine's clock and the server's, as the server's answers show it.
///
/// It serves a message and the times of facts that are sent: the server refuses facts from its
/// future, and a wrong clock on this machine must not lose facts.
final class ServerClock: Sendable {
  private let aheadMilliseconds = Mutex<Int64>(0)

  /// Smaller differences are normal for clocks and networks and are ignored.
  private static let toleratedMilliseconds: UInt64 = 120_000

  /// The server said that it was `server` when this machine said `local`.
  ///
  /// - Returns: whether the difference changed by more than is tolerated.
  @discardableResult
  func observe(server: Instant, local: Instant) -> Bool {
    let new = server.milliseconds(since: local)
    return aheadMilliseconds.withLock { ahead in
      defer { ahead = new }
      return new.minus(ahead).magnitude > Self.toleratedMilliseconds
    }
  }

  /// Whether the clocks differ by more than is tolerated.
  var isFarOff: Bool {
    aheadMilliseconds.withLock { $0.magnitude > Self.toleratedMilliseconds }
  }

  /// An instant of this machine by the server's clock.
  func toServer(_ instant: Instant) -> Instant { shifted(instant, by: 1) }

  /// An instant of the server by this machine's clock.
  func toLocal(_ instant: Instant) -> Instant { shifted(instant, by: -1) }

  private func shifted(_ instant: Instant, by sign: Int64) -> Instant {
    let ahead = aheadMilliseconds.withLock { $0 }
    guard ahead.magnitude > Self.toleratedMilliseconds else { return instant }
    return instant.advanced(byMilliseconds: ahead.times(sign))
  }
}
