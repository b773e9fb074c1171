import Foundation
import Glibc

/// What standard output can show: how many columns, and whether colours.
struct Screen: Equatable {
  /// The columns of a row; `nil` where there is no terminal, whose lines are as long as they are.
  let columns: Int?
  /// Whether parts of a text may be set apart by colours and weight.
  let hasColours: Bool

  /// A file or a pipe: whole lines, plain text.
  static let none = Screen(columns: nil, hasColours: false)

  /// Standard output as it is now.
  static var current: Screen {
    guard isatty(STDOUT_FILENO) == 1 else { return .none }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Screen(
      columns: isKnown ? Int(size.ws_col) : 80,
      hasColours: allowsColours(ProcessInfo.processInfo.environment))
  }

  /// Whether the variables of a terminal leave colours to a program (no-color.org).
  static func allowsColours(_ environment: [String: String]) -> Bool {
    (environment["NO_COLOR"] ?? "").isEmpty && (environment["TERM"] ?? "dumb") != "dumb"
  }

  /// How a part of a text is set apart.
  enum Mark: String {
    case heading = "1"
    case good = "32"
    case attention = "33"
    case bad = "31"
  }

  /// A text that is safe to show, set apart where the screen can.
  func marked(_ text: String, _ mark: Mark?) -> String {
    guard hasColours, let mark, !text.isEmpty else { return text }
    return "\u{1B}[\(mark.rawValue)m\(text)\u{1B}[0m"
  }
}
