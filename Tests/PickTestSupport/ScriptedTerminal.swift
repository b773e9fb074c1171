public import PickTUI

/// A terminal without a screen: plays events and keeps what was painted.
public actor ScriptedTerminal: Terminal {
  /// The scripted events.
  public nonisolated let events: AsyncStream<InputEvent>
  /// What it claims to be able to show.
  public nonisolated let capabilities: TerminalCapabilities
  private nonisolated let feed: AsyncStream<InputEvent>.Continuation

  /// Every frame painted, in order.
  public private(set) var frames: [Frame] = []
  /// The rows painted with each frame.
  public private(set) var paintedRows: [[Int]] = []
  /// The theme in use; `nil` until one was set.
  public private(set) var theme: Theme?
  /// How often it was restored.
  public private(set) var restoreCount = 0
  private var waiters: [(condition: @Sendable (Frame) -> Bool, waiter: Waiter)] = []

  private typealias Waiter = CheckedContinuation<Frame, Never>

  /// A terminal that first reports its size, then plays `script`.
  public init(
    size: Size = Size(columns: 80, rows: 24), script: [InputEvent] = [],
    capabilities: TerminalCapabilities = .full
  ) {
    (events, feed) = AsyncStream.makeStream()
    self.capabilities = capabilities
    feed.yield(.resized(size))
    for event in script { feed.yield(event) }
  }

  /// Feeds further events.
  public nonisolated func send(_ events: InputEvent...) {
    for event in events { feed.yield(event) }
  }

  /// Presses keys, one after the other.
  public nonisolated func press(_ keys: Key...) {
    for key in keys { feed.yield(.key(key)) }
  }

  /// Types a text, one key a character.
  public nonisolated func type(_ text: String) {
    for character in text { feed.yield(.key(.character(character))) }
  }

  /// Ends the input.
  public nonisolated func close() { feed.finish() }

  /// The last frame painted.
  public var lastFrame: Frame? { frames.last }

  /// The first frame, painted already or later, that fulfils `condition`: the last one counts.
  public func frame(where condition: @escaping @Sendable (Frame) -> Bool) async -> Frame {
    if let last = frames.last, condition(last) { return last }
    return await withCheckedContinuation { waiters.append((condition, $0)) }
  }

  /// The first frame that shows `text`; the last one painted counts.
  public func frame(showing text: String) async -> Frame {
    await frame { $0.text.contains(text) }
  }

  /// Keeps the frame and wakes whoever waits for it.
  public func paint(_ frame: Frame, rows: [Int]) {
    frames.append(frame)
    paintedRows.append(rows)
    let done = waiters.filter { $0.condition(frame) }
    waiters.removeAll { $0.condition(frame) }
    for (_, waiter) in done { waiter.resume(returning: frame) }
  }

  /// Keeps the theme.
  public func use(_ theme: Theme) { self.theme = theme }

  /// Counts, and ends the input as a real terminal does.
  public func restore() {
    restoreCount += 1
    feed.finish()
  }
}
