import Synchronization

/// The stop-watch, the pauses and the chance that retrying needs; handed in, so that tests repeat
/// and nobody sleeps in them.
public struct Pacing: Sendable {
  /// Time since some moment; goes on whatever is done to the machine's clock.
  let elapsed: @Sendable () -> Duration
  /// Waits; returns at once when the task is cancelled.
  let pause: @Sendable (Duration) async -> Void
  /// A number in [0, 1).
  let chance: @Sendable () -> Double

  /// Pacing by other means than the machine's.
  public init(
    elapsed: @escaping @Sendable () -> Duration,
    pause: @escaping @Sendable (Duration) async -> Void,
    chance: @escaping @Sendable () -> Double
  ) {
    self.elapsed = elapsed
    self.pause = pause
    self.chance = chance
  }

  /// The machine's own.
  public static let system: Pacing = {
    let start = ContinuousClock.now
    return Pacing(
      elapsed: { ContinuousClock.now - start },
      pause: { try? await Task.sleep(for: $0) },
      chance: { Double.random(in: 0..<1) })
  }()

  /// How long to wait after `failures` failures: anything up to a limit that doubles with each, so
  /// that devices which lost their server together do not come back together.
  func backoff(after failures: Int, first: Duration, most: Duration) -> Duration {
    let limit = min(most, first * (1 << min(max(failures - 1, 0), 16)))
    return limit * (0.1 + 0.9 * chance())
  }
}
