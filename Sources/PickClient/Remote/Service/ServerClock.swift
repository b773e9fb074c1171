import PickModel
import Synchronization

/// How far this machine's clock is from the server's, as its answers tell.
///
/// Nothing is decided on it but a message, and the times of facts that are sent: the server refuses
/// what lies in its future, and a wrong clock on this machine must not make facts disappear.
final class ServerClock: Sendable {
  private let aheadMilliseconds = Mutex<Int64>(0)

  /// Differences up to here are what clocks and networks do.
  static let toleratedMilliseconds: UInt64 = 120_000

  /// The server said that it was `server` when this machine said `local`.
  ///
  /// - Returns: whether that differs from what was known by more than clocks do.
  @discardableResult
  func observe(server: Instant, local: Instant) -> Bool {
    let new = server.milliseconds(since: local)
    return aheadMilliseconds.withLock { ahead in
      defer { ahead = new }
      return new.minus(ahead).magnitude > Self.toleratedMilliseconds
    }
  }

  /// Whether the two are further apart than anybody's clock should be.
  var isFarOff: Bool {
    aheadMilliseconds.withLock { $0.magnitude > Self.toleratedMilliseconds }
  }

  /// An instant of this machine as the server would have said it.
  func toServer(_ instant: Instant) -> Instant { shifted(instant, by: 1) }

  /// An instant of the server as this machine would have said it.
  func toLocal(_ instant: Instant) -> Instant { shifted(instant, by: -1) }

  private func shifted(_ instant: Instant, by sign: Int64) -> Instant {
    let ahead = aheadMilliseconds.withLock { $0 }
    guard ahead.magnitude > Self.toleratedMilliseconds else { return instant }
    return instant.advanced(byMilliseconds: ahead.times(sign))
  }
}
