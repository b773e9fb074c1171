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

    package init(
      logStep: Int?, text: @escaping @Sendable (_ phase: String, _ percent: Int) -> String
    ) {
      self.logStep = logStep
      self.text = text
    }

    /// "50 %  Storing" on a terminal, "Storing 50 %" at each quarter elsewhere.
    package static let quarters = Style(logStep: 25) { phase, percent in "\(percent) %  \(phase)" }

    /// The bytes to write; `columns` are those of a terminal that says how many it has.
    fileprivate func line(
      _ phase: String, _ percent: Int, isTerminal: Bool, columns: Int?
    ) -> String {
      let name = DisplayText.sanitized(phase)
      guard isTerminal else { return "\(name) \(percent) %\n" }
      return RewrittenLine.showing(text(name, percent), columns: columns)
    }
  }

  private struct State {
    var phase = ""
    var shownPercent = -1
  }

  private let state = Mutex(State())
  private let style: Style
  private let isTerminal: Bool
  private let columns: @Sendable () -> Int?
  private let write: @Sendable (String) -> Void

  package init(
    style: Style = .quarters, isTerminal: Bool = StandardError.isTerminal,
    write: @escaping @Sendable (String) -> Void = StandardError.write,
    columns: @escaping @Sendable () -> Int? = StandardError.columns
  ) {
    self.style = style
    self.isTerminal = isTerminal
    self.columns = columns
    self.write = write
  }

  /// Says that `phase` is done to `fraction` in [0, 1].
  package func show(_ phase: String, fraction: Double) {
    show(phase, percent: Int((min(1, max(0, fraction)) * 100).rounded(.down)))
  }

  /// Says that `done` of `total` are done.
  package func show(_ phase: String, _ done: Int, of total: Int) {
    // In this order 29 of 100 is 29 %, and no count is too large.
    let percent = total > 0 ? Double(done) * 100 / Double(total) : 100
    show(phase, percent: Int(min(100, max(0, percent)).rounded(.down)))
  }

  private func show(_ phase: String, percent: Int) {
    guard let step = isTerminal ? 1 : style.logStep else { return }
    let isNews = state.withLock { state in
      guard state.phase != phase || percent / step != state.shownPercent / step else {
        return false
      }
      state.phase = phase
      state.shownPercent = percent
      return true
    }
    if isNews {
      write(style.line(phase, percent, isTerminal: isTerminal, columns: columns()))
    }
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
