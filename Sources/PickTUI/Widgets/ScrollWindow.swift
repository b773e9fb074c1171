/// Which of many things are in sight.
public enum ScrollWindow {
  /// The first thing in sight, moved no further than needed to show the focused one.
  ///
  /// - Parameters:
  ///   - focus: the thing that has to be in sight.
  ///   - count: how many there are.
  ///   - visible: how many fit.
  ///   - previous: the first one in sight before.
  /// - Returns: an index in `0..<max(1, count)`.
  public static func first(focus: Int, count: Int, visible: Int, previous: Int) -> Int {
    let visible = max(1, visible)
    let lastFirst = max(0, count - visible)
    let kept = min(max(0, previous), lastFirst)
    if focus < kept { return min(max(0, focus), lastFirst) }
    if focus >= kept + visible { return min(max(0, focus - visible + 1), lastFirst) }
    return kept
  }
}
