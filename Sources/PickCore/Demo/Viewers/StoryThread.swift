/// A title a member is in the middle of.
struct StoryThread: Equatable, Sendable {
  let title: Int
  /// The part to watch next, counted from the title's first.
  var next: Int
  /// The parts that were opened.
  var opened: Set<Int> = []
  /// Where in it to go on, in seconds.
  var position: Int
  /// When it was watched last; seconds since 1970.
  var lastAt: Int64

  /// How strongly it calls at `time`: fades by days, an unfinished part calls louder.
  func pull(at time: Int64) -> Double {
    let days = Double(max(0, time - lastAt)) / 86_400
    let fading = 1 / (1 + days / 4)
    return fading * fading * (position > 0 ? 1.6 : 1)
  }
}
