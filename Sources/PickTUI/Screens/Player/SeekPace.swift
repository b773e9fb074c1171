import PickModel

/// How far an arrow moves a playback: further and further while it is held.
///
/// A terminal tells no key that is held from one that is pressed again and again, only how fast the
/// presses come. A held key repeats every 30 to 50 ms, a person taps every 150 ms at the fastest. So
/// presses of one arrow go on only where they are closer than any tapping, and they have to go on for
/// half a second before they seek further: a few taps that a slow line delivers at once are no held key.
struct SeekPace: Equatable, Sendable {
  /// The seconds a press moves by, and how long the key has been held from then on.
  private static let steps: [(seconds: Int, heldMilliseconds: Int64)] = [
    (10, 0), (30, 500), (60, 1500), (120, 3000),
  ]
  /// Two presses further apart than this are two wishes.
  private static let longestGapMilliseconds: Int64 = 90

  private var isForward = true
  private var firstAt: Instant?
  private var lastAt = Instant(millisecondsSince1970: 0)

  /// Counts a press.
  ///
  /// - Returns: seconds to move by, below 0 for back.
  mutating func step(isForward: Bool, at now: Instant) -> Int {
    let gap = now.milliseconds(since: lastAt)
    let goesOn =
      isForward == self.isForward && gap >= 0 && gap <= Self.longestGapMilliseconds
    let first = goesOn ? firstAt ?? now : now
    (firstAt, lastAt, self.isForward) = (first, now, isForward)
    let held = now.milliseconds(since: first)
    let seconds = Self.steps.last { $0.heldMilliseconds <= held }?.seconds ?? Self.steps[0].seconds
    return isForward ? seconds : -seconds
  }

  /// Forgets the presses: something else was pressed.
  mutating func restart() { firstAt = nil }
}
