/// How far a viewer has come in one asset.
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
