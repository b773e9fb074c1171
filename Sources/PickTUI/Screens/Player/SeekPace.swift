import PickModel

/// How far an arrow moves a playback: further and further while it is held.
///
/// A terminal tells no key that is held from one that is pressed again and again, only how fast the
/// presses come. Seconds a press moves by grow with each fourth quick press of the same arrow;
/// another key or a pause begins anew.
struct SeekPace: Equatable, Sendable {
  private static let steps = [10, 30, 60, 120]
  private static let pressesPerStep = 4
  /// Two presses further apart than this are two wishes; a held key comes every 30 to 50 ms.
  private static let longestGapMilliseconds: Int64 = 300

  private var isForward = true
  private var presses = 0
  private var lastAt = Instant(millisecondsSince1970: 0)

  /// Counts a press.
  ///
  /// - Returns: seconds to move by, below 0 for back.
  mutating func step(isForward: Bool, at now: Instant) -> Int {
    let gap = now.milliseconds(since: lastAt)
    let goesOn =
      presses > 0 && isForward == self.isForward && gap >= 0 && gap <= Self.longestGapMilliseconds
    presses = goesOn ? min(presses + 1, Self.pressesPerStep * Self.steps.count) : 1
    self.isForward = isForward
    lastAt = now
    let seconds = Self.steps[min((presses - 1) / Self.pressesPerStep, Self.steps.count - 1)]
    return isForward ? seconds : -seconds
  }

  /// Forgets the presses: something else was pressed.
  mutating func restart() { presses = 0 }
}
