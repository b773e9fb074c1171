/// What a run cost until now, for `--stats`.
public struct RunStatistics: Equatable, Sendable {
  /// Frames that were painted.
  public var frames = 0
  /// What went to the terminal.
  public var written = WrittenCounts()
  /// From the program's first line until the first frame.
  public var firstFrame: Duration?
  /// From the program's first line until the first frame with a page's content.
  public var firstPage: Duration?
  /// The longest time from messages that were taken until their frame was written.
  public var slowest = Duration.zero

  /// Nothing yet.
  public init() {}

  /// Counts a frame that took `duration` and was written `sinceStart`.
  mutating func count(_ duration: Duration, sinceStart: Duration, hasContent: Bool) {
    frames += 1
    slowest = max(slowest, duration)
    firstFrame = firstFrame ?? sinceStart
    if hasContent { firstPage = firstPage ?? sinceStart }
  }

  /// The lines `--stats` prints.
  public var text: String {
    let mean = frames > 0 ? written.bytes / frames : 0
    return """
      start    \(Self.milliseconds(firstFrame)) to the first frame, \(Self.milliseconds(firstPage)) to the first page
      frames   \(frames)
      bytes    \(written.bytes), \(mean) a frame
      writes   \(written.writes)
      clears   \(written.clears)
      slowest  \(Self.milliseconds(frames > 0 ? slowest : nil))
      """
  }

  private static func milliseconds(_ duration: Duration?) -> String {
    guard let duration else { return "never" }
    let hundredths = (duration / .microseconds(10)).rounded()
    return "\(hundredths / 100) ms"
  }
}

/// What a terminal was sent.
public struct WrittenCounts: Equatable, Sendable {
  /// Bytes of frames and of pictures behind them.
  public var bytes = 0
  /// Calls of `write` they took.
  public var writes = 0
  /// Frames that cleared the screen first.
  public var clears = 0

  /// Nothing yet.
  public init() {}
}

/// The instant a program began, as near as it can tell: its first line touches this.
public enum ProgramStart {
  /// The instant of the first use.
  public static let instant = ContinuousClock.now
}
