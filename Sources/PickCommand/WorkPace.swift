/// How fast work goes on, and how long the rest will take at that pace.
package struct WorkPace: Equatable, Sendable {
  /// Before so many seconds and so much work nothing is foretold: it would jump.
  private static let least = (seconds: 2.0, share: 0.01)

  private let startedAt: Double
  private let share: Double

  /// Work that was done to a share in [0, 1] at an instant, in seconds of any clock.
  init(at instant: Double, _ share: Double) {
    startedAt = instant
    self.share = share
  }

  /// "12 s left" or "2 min left"; empty while it cannot be said, and at the end.
  func left(at instant: Double, _ done: Double) -> String {
    let (spent, gained) = (instant - startedAt, done - share)
    guard spent >= Self.least.seconds, gained >= Self.least.share, done < 1 else { return "" }
    let seconds = ((1 - done) * spent / gained).rounded(.up)
    guard seconds.isFinite, seconds < 360_000 else { return "" }
    return seconds < 100 ? "\(Int(seconds)) s left" : "\(Int((seconds / 60).rounded())) min left"
  }

  /// Seconds of a clock that is never set back.
  @Sendable package static func seconds() -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }

  private static let start = ContinuousClock.now
}
