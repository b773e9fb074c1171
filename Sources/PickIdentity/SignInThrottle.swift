public import PickModel
public import PickStore

/// The waiting time of an entered number after failures.
///
/// The first failure is free (a slip of the finger); from the second on the delay is 2 s and
/// doubles with each further one, up to 5 minutes. A tried number is throttled whether an account
/// has it or not, so the delay says nothing about which numbers exist.
public struct SignInThrottle: Equatable, Sendable {
  /// The longest delay.
  public static let longestDelaySeconds: Int64 = 300

  /// The rule.
  public init() {}

  /// The delay after so many failures in a row, in seconds.
  public func delaySeconds(afterFailures count: Int) -> Int64 {
    guard count > 1 else { return 0 }
    guard count < 10 else { return Self.longestDelaySeconds }
    return min(Self.longestDelaySeconds, 1 << Int64(count - 1))
  }

  /// Whole seconds until the next try is looked at, rounded up; `nil` when it is looked at now.
  public func retryAfterSeconds(_ failures: FailedSignIns?, at now: Instant) -> Int? {
    guard let failures else { return nil }
    let elapsed = now.milliseconds(since: failures.lastAt)
    // A failure from the future means that the clock was set back. Waiting for it to catch up
    // could lock a viewer out for a year.
    guard elapsed >= -Self.toleratedBackwardsMilliseconds,
      elapsed < FailedSignIns.memorySeconds * 1000
    else { return nil }
    let delay = delaySeconds(afterFailures: failures.count) * 1000
    let left = delay - max(0, elapsed)
    return left > 0 ? Int((left + 999) / 1000) : nil
  }

  /// Small steps back are a clock being trimmed, or another server's clock, not a clock being set.
  private static let toleratedBackwardsMilliseconds: Int64 = 60_000
}
