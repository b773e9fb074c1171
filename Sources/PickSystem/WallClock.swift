import Glibc
public import PickModel

/// Tells what time it is; handed in wherever time matters, so that tests move it by hand.
public protocol WallClock: Sendable {
  /// The time of day at this moment.
  func now() -> Instant
}

/// The machine's own clock, right or wrong.
public struct SystemWallClock: WallClock {
  /// The machine's clock.
  public init() {}

  /// Reads CLOCK_REALTIME.
  public func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(
      millisecondsSince1970: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
