import PickModel
import Synchronization

/// Shows how far long work is: one line rewritten on a terminal, a line at each step elsewhere.
package final class ProgressLine: Sendable {
  /// What a program's line looks like.
  package struct Style: Sendable {
    /// The text of the line on a terminal, of a phase and the percent that are done.
    private let text: @Sendable (_ phase: String, _ percent: Int) -> String
    /// The percents between two lines where there is no terminal; `nil` writes none there.
    fileprivate let logStep: Int?
    /// Whether a terminal is told how long it will take.
    fileprivate let tellsTimeLeft: Bool

    package init(
      logStep: Int?, tellsTimeLeft: Bool = false,
      text: @escaping @Sendable (_ phase: String, _ percent: Int) -> String
    ) {
      self.logStep = logStep
      self.tellsTimeLeft = tellsTimeLeft
      self.text = text
    }

    /// "50 %  12 s left  Storing" on a terminal, "Storing 50 %" at each quarter elsewhere.
    package static let quarters = Style(logStep: 25, tellsTimeLeft: true) { phase, percent in
      "\(percent) %  \(phase)"
    }

    /// The bytes to write; `columns` are those of a terminal that says how many it has.
    fileprivate func line(
      _ phase: String, _ percent: Int, _ left: String, isTerminal: Bool, columns: Int?
    ) -> String {
      let name = DisplayText.sanitized(phase)
      guard isTerminal else { return "\(name) \(percent) %\n" }
      return RewrittenLine.showing(
        text(left.isEmpty ? name : "\(left)  \(name)", percent), columns: columns)
    }
  }

  private struct State {
    var phase = ""
    var shownPercent = -1
    var shownLeft = ""
    var pace: WorkPace?
  }

  private let state = Mutex(State())
  private let style: Style
  private let isTerminal: Bool
  private let columns: @Sendable () -> Int?
  private let seconds: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// A line that has nothing to show yet.
  ///
  /// - Parameters:
  ///   - style: what it looks like.
  ///   - isTerminal: whether it can be written over.
  ///   - write: takes the bytes.
  ///   - columns: how wide the terminal is, where it says so.
  ///   - seconds: a clock that is never set back.
  package init(
    style: Style = .quarters, isTerminal: Bool = StandardError.isTerminal,
    write: @escaping @Sendable (String) -> Void = StandardError.write,
    columns: @escaping @Sendable () -> Int? = StandardError.columns,
    seconds: @escaping @Sendable () -> Double = WorkPace.seconds
  ) {
    self.style = style
    self.isTerminal = isTerminal
    self.columns = columns
    self.seconds = seconds
    self.write = write
  }

  /// Says that `phase` is done to `fraction` in [0, 1].
  package func show(_ phase: String, fraction: Double) {
    show(phase, share: min(1, max(0, fraction.isNaN ? 0 : fraction)))
  }

  /// Says that `done` of `total` are done.
  package func show(_ phase: String, _ done: Int, of total: Int) {
    // In this order 29 of 100 is 29 %, and no count is too large.
    let percent = total > 0 ? Double(done) * 100 / Double(total) : 100
    show(phase, share: min(100, max(0, percent)) / 100)
  }

  private func show(_ phase: String, share: Double) {
    guard let step = isTerminal ? 1 : style.logStep else { return }
    // A hundredth that is one but for its last bit is one.
    let percent = Int((share * 100 + 1e-9).rounded(.down))
    let now = isTerminal && style.tellsTimeLeft ? seconds() : 0
    let width = columns()
    let line = state.withLock { state -> String? in
      if state.phase != phase || state.pace == nil { state.pace = WorkPace(at: now, share) }
      let left =
        isTerminal && style.tellsTimeLeft ? state.pace?.left(at: now, share) ?? "" : ""
      guard
        state.phase != phase || percent / step != state.shownPercent / step
          || left != state.shownLeft
      else { return nil }
      (state.phase, state.shownPercent, state.shownLeft) = (phase, percent, left)
      return style.line(phase, percent, left, isTerminal: isTerminal, columns: width)
    }
    if let line { write(line) }
  }

  /// Writes a sentence of a program on a line of its own.
  package func say(_ sentence: String, as program: String) {
    finish()
    write("\(program): \(DisplayText.sanitized(sentence))\n")
  }

  /// Clears the line, so that what comes next starts on a clean one.
  package func finish() {
    let wasShown = state.withLock { state in
      defer { state = State() }
      return state.shownPercent >= 0
    }
    if wasShown, isTerminal { write(RewrittenLine.cleared) }
  }
}

/// A line of a terminal that is written over again and again, to show how far something is.
///
/// A line that went on in the next row could not be written over, and each step would leave a row
/// behind. So the text is cut to the columns there are, one of which stays free, since some terminals
/// go on in the next row as soon as the last column is filled; and the terminal is told to cut what is
/// longer (DECAWM off, DEC STD 070), for those that do not say how wide they are.
private enum RewrittenLine {
  /// The bytes that replace the line by a text; the most important part stands first.
  static func showing(_ text: String, columns: Int?) -> String {
    cleared + "\u{1B}[?7l\(columns.map { fitting(text, columns: $0 - 1) } ?? text)\u{1B}[?7h"
  }

  private static func fitting(_ text: String, columns: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += DisplayWidth.of(character)
        return used <= columns
      })
  }

  /// The bytes that clear the line.
  static let cleared = "\r\u{1B}[K"
}
