/// Merges the views of one asset, oldest first, into how far the viewer has come.
///
/// - A view whose end is known puts the place there, however long it was and whatever was watched
///   before. One whose end is not known (imported logs) goes on where the last one stopped.
/// - An asset is finished once a view ends at `WatchingRule.finishLine` or later, was marked as
///   watched, or carries a stated preference. Without a running time only the latter two finish.
/// - What is finished and viewed again is under way again, at the new place; a view too short to
///   count changes nothing of it.
/// - Taking back "watched" puts back what was before. A mark right after that puts it back again.
public struct AssetProgress: Equatable, Sendable {
  private struct Known: Equatable, Sendable {
    var position = 0
    var isFinished = false
    /// When it was last watched; `nil` when nothing is known of it.
    var lastWatchedAt: Instant?
    /// The last view that counted, by its place among the title's events.
    var lastPlayed: Int?
    /// The views and marks that finished it, by their places among the title's events.
    var finishes: [Int] = []
  }

  private struct Past: Equatable, Sendable {
    let known: Known
    let before: Known
  }

  private let runningSeconds: Int?
  private let rule: WatchingRule
  private var known = Known()
  /// The state that "not watched" returns to.
  private var before = Known()
  /// The mark that was taken back, until the next view.
  private var undone: Past?
  private var count = 0

  /// Nothing watched yet of an asset of that running time.
  public init(runningSeconds: Int?, rule: WatchingRule = .standard) {
    self.runningSeconds = runningSeconds.flatMap { $0 > 0 ? $0 : nil }
    self.rule = rule
  }

  /// The progress after all views; `nil` before the first one.
  public var progress: WatchProgress? {
    known.lastWatchedAt.map {
      WatchProgress(
        position: known.position, runningSeconds: runningSeconds, isFinished: known.isFinished,
        lastWatchedAt: $0)
    }
  }

  /// The last view that counted; `nil` when there was none.
  var lastPlayed: Int? { known.lastPlayed }
  /// The views that finished it and were not taken back, oldest first.
  var finishes: [Int] { known.finishes }

  /// Takes in the next view.
  public mutating func add(_ event: WatchEvent) { add(event, at: count) }

  /// Takes in the next view, which stands at `index` among the events of its title.
  mutating func add(_ event: WatchEvent, at index: Int) {
    count = index + 1
    if event.takesBack { return takeBack() }
    if event.source == .marked { return mark(event, at: index) }
    if event.statedPreference != nil {
      if !known.isFinished { before = known }
      return finish(event, at: index)
    }
    play(event, at: index)
  }

  private mutating func takeBack() {
    guard known.isFinished else { return }
    undone = Past(known: known, before: before)
    known = before
  }

  private mutating func mark(_ event: WatchEvent, at index: Int) {
    guard !known.isFinished else { return }
    if let undone {
      (known, before) = (undone.known, undone.before)
      self.undone = nil
    } else {
      before = known
      finish(event, at: index)
    }
  }

  private mutating func play(_ event: WatchEvent, at index: Int) {
    let watched = max(0, event.watchedSeconds)
    let isNews = known.lastWatchedAt != nil || (event.endPosition ?? 0) > 0
    guard watched > 0 || (event.endPosition != nil && isNews) else { return }
    undone = nil
    let counts = watched >= rule.leastSeconds(runningSeconds: runningSeconds)
    let reached = Self.sum(known.position, watched)
    let end = min(max(0, event.endPosition ?? reached), runningSeconds ?? .max)
    let line = runningSeconds.map(rule.finishLine) ?? .max
    if runningSeconds != nil, end >= line {
      guard !known.isFinished || counts else { return }
      before = known
      before.isFinished = false
      // Where playing alone led to, for a viewer who leapt over the end by mistake.
      before.position = min(reached, max(0, line - 1))
      note(event, at: counts ? index : nil, in: &before)
      finish(event, at: index)
      known.lastPlayed = index
    } else if known.isFinished, !counts {
      // A viewer who takes "watched" back in the player goes on from the place gone back to.
      before.position = end
    } else {
      known.isFinished = false
      known.position = end
      note(event, at: counts ? index : nil, in: &known)
    }
  }

  private func note(_ event: WatchEvent, at index: Int?, in known: inout Known) {
    known.lastWatchedAt = max(known.lastWatchedAt ?? event.startedAt, event.startedAt)
    if let index { known.lastPlayed = index }
  }

  private mutating func finish(_ event: WatchEvent, at index: Int) {
    undone = nil
    known.isFinished = true
    known.position = 0
    known.finishes.append(index)
    note(event, at: nil, in: &known)
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooMuch) = left.addingReportingOverflow(right)
    return isTooMuch ? .max : sum
  }
}

/// A viewer's progress in one asset.
public struct WatchProgress: Hashable, Sendable, Codable {
  /// Seconds from the start at which a resume begins, >= 0.
  public let position: Int
  /// Running time in seconds, when known.
  public let runningSeconds: Int?
  /// Whether the asset counts as watched; not while it is watched again.
  public let isFinished: Bool
  /// When it was last watched.
  public let lastWatchedAt: Instant

  /// Progress that was already decided.
  public init(position: Int, runningSeconds: Int?, isFinished: Bool, lastWatchedAt: Instant) {
    self.position = position
    self.runningSeconds = runningSeconds
    self.isFinished = isFinished
    self.lastWatchedAt = lastWatchedAt
  }

  /// Position / running time in [0, 1]; `nil` without a running time.
  public var ratio: Double? {
    runningSeconds.map { min(1, max(0, Double(position) / Double($0))) }
  }
}
