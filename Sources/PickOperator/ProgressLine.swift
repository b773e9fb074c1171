import PickModel
import Synchronization

/// Shows how far long work is: one line rewritten on a terminal, a line every quarter elsewhere.
final class ProgressLine: Sendable {
  private struct State {
    var phase = ""
    var shownPercent = -1
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let write: @Sendable (String) -> Void

  init(
    isTerminal: Bool = StandardError.isTerminal,
    write: @escaping @Sendable (String) -> Void = StandardError.write
  ) {
    self.isTerminal = isTerminal
    self.write = write
  }

  /// Says that `phase` is done to `fraction` in [0, 1].
  func show(_ phase: String, fraction: Double) {
    let percent = Int((min(1, max(0, fraction)) * 100).rounded(.down))
    let step = isTerminal ? 1 : 25
    let isNews = state.withLock { state in
      guard state.phase != phase || percent / step != state.shownPercent / step else {
        return false
      }
      state.phase = phase
      state.shownPercent = percent
      return true
    }
    guard isNews else { return }
    let name = DisplayText.sanitized(phase)
    write(
      isTerminal ? RewrittenLine.showing("\(percent) %  \(name)") : "\(name) \(percent) %\n")
  }

  /// Says that `done` of `total` are done.
  func show(_ phase: String, _ done: Int, of total: Int) {
    show(phase, fraction: total > 0 ? Double(done) / Double(total) : 1)
  }

  /// Writes a sentence on a line of its own.
  func say(_ sentence: String) {
    finish()
    write("pickctl: \(DisplayText.sanitized(sentence))\n")
  }

  /// Clears the line, so that what comes next starts on a clean one.
  func finish() {
    let wasShown = state.withLock { state in
      defer { state = State() }
      return state.shownPercent >= 0
    }
    if wasShown, isTerminal { write(RewrittenLine.cleared) }
  }
}
