import PickModel

/// Merges the views of one asset, oldest first, into how far the viewer has come.
///
/// - A view whose end is known puts the position there. One whose end is not known (imported
///   logs) goes on where the last one stopped.
/// - An asset is finished once a view ends, or lasts, `WatchProgress.finishedRatio` of the running
///   time, was marked as watched, or carries a stated preference; without a running time, once it
///   was watched at all. What was finished stays finished: watching again only moves the position.
/// - A finished asset resumes at its start.
/// - A view of 0 seconds without a stated preference is a glance, not a view.
struct AssetProgress: Equatable {
  let runningSeconds: Int?
  private var position = 0
  private var isFinished = false
  private var lastWatchedAt: Instant?

  init(runningSeconds: Int?) { self.runningSeconds = runningSeconds }

  /// What the views come to; `nil` before the first one.
  var progress: WatchProgress? {
    lastWatchedAt.map {
      WatchProgress(
        position: position, runningSeconds: runningSeconds, isFinished: isFinished,
        lastWatchedAt: $0)
    }
  }

  mutating func add(_ event: WatchEvent) {
    guard Self.counts(event) else { return }
    lastWatchedAt = max(lastWatchedAt ?? event.startedAt, event.startedAt)
    let end = max(0, event.endPosition ?? (position + event.watchedSeconds))
    if finishes(event, endingAt: end) {
      isFinished = true
      position = 0
    } else {
      position = runningSeconds.map { min($0, end) } ?? end
    }
  }

  /// Whether an event is a view at all.
  static func counts(_ event: WatchEvent) -> Bool {
    event.watchedSeconds > 0 || event.statedPreference != nil || event.source == .marked
  }

  private func finishes(_ event: WatchEvent, endingAt end: Int) -> Bool {
    if event.source == .marked || event.statedPreference != nil { return true }
    guard let runningSeconds else { return true }
    let needed = WatchProgress.finishedRatio * Double(runningSeconds)
    return Double(max(end, event.watchedSeconds)) >= needed
  }
}
