public import PickModel

/// How far a viewer has come in one asset.
public struct ProgressPayload: Hashable, Sendable, Codable {
  /// Seconds from the start at which a resume begins.
  public let position: Int
  /// Running time in seconds, when known.
  public let runningSeconds: Int?
  /// Whether the asset counts as watched.
  public let isFinished: Bool
  /// When it was last watched.
  public let lastWatchedAt: Instant

  /// How far a viewer has come.
  public init(_ progress: WatchProgress) {
    position = progress.position
    runningSeconds = progress.runningSeconds
    isFinished = progress.isFinished
    lastWatchedAt = progress.lastWatchedAt
  }

  /// How far a viewer has come.
  public var progress: WatchProgress {
    WatchProgress(
      position: position, runningSeconds: runningSeconds, isFinished: isFinished,
      lastWatchedAt: lastWatchedAt)
  }

  private enum CodingKeys: String, CodingKey {
    case position
    case runningSeconds = "running_seconds"
    case isFinished = "is_finished"
    case lastWatchedAt = "last_watched_at"
  }
}
