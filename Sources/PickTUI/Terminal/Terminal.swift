/// The only type that knows that a terminal exists.
public protocol Terminal: Actor {
  /// The input in order; ends with the terminal's.
  nonisolated var events: AsyncStream<InputEvent> { get }
  /// The terminal's capabilities.
  nonisolated var capabilities: TerminalCapabilities { get }
  /// What was written until now.
  var written: WrittenCounts { get }
  /// Wakes where input does; `nil` where waiting is left to tasks.
  nonisolated var alarms: (any AlarmClock)? { get }
  /// Runs short tasks where input wakes it; `nil` where they are left to the common pool.
  nonisolated var guests: (any TaskExecutor)? { get }

  /// Shows the given rows of a frame; the others are known to be shown already.
  func paint(_ frame: Frame, rows: [Int])
  /// Uses other colours from now on; paint all rows afterwards.
  func use(_ theme: Theme)
  /// Gives the terminal back as it was; nothing is painted afterwards. Safe to repeat.
  func restore()
}

extension Terminal {
  /// Nothing, for terminals that do not count.
  public var written: WrittenCounts { WrittenCounts() }
  /// None, for terminals without a thread of their own.
  public nonisolated var alarms: (any AlarmClock)? { nil }
  /// None, for terminals without a thread of their own.
  public nonisolated var guests: (any TaskExecutor)? { nil }
}

/// Calls handlers after a while, on a thread that is awake for other reasons.
public protocol AlarmClock: Sendable {
  /// Calls `handler` once so many milliseconds have passed, those due first first; never after the
  /// terminal was given back.
  func wake(afterMilliseconds: Int, _ handler: @escaping @Sendable () -> Void)
}

/// Capabilities of a terminal.
public struct TerminalCapabilities: Hashable, Sendable {
  /// Whether Hangul can be shown; the Linux console cannot, nor can a terminal without UTF-8.
  public let showsHangul: Bool
  /// Whether box drawing and other characters beyond ASCII can be shown.
  public let showsUnicode: Bool
  /// How many colours there are.
  public let colors: ColorDepth

  /// Capabilities of a terminal.
  public init(showsHangul: Bool, showsUnicode: Bool, colors: ColorDepth) {
    self.showsHangul = showsHangul
    self.showsUnicode = showsUnicode
    self.colors = colors
  }

  /// Everything.
  public static let full = TerminalCapabilities(
    showsHangul: true, showsUnicode: true, colors: .trueColor)
}

/// How many colours a terminal has, the fewest first.
public enum ColorDepth: String, CaseIterable, Comparable, Hashable, Sendable, Codable {
  /// None, or the viewer wants none (`NO_COLOR`).
  case mono
  /// The eight of ISO 6429.
  case eight
  /// Those and their bright forms.
  case sixteen
  /// The xterm palette.
  case palette256
  /// Red, green and blue.
  case trueColor

  /// Orders fewer before more.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// Why Pick cannot be shown where it was started.
public enum TerminalRefusal: Error, Hashable, Sendable {
  /// Standard input or output is no terminal.
  case notATerminal
  /// The system does not know this kind of terminal (`TERM`).
  case unknownType(String)
  /// This kind of terminal cannot place its cursor.
  case cannotPlaceCursor(String)

  /// The message for the person who started it.
  public var message: UserMessage {
    switch self {
    case .notATerminal: UserMessage(.refusedNoTerminal, severity: .error)
    case .unknownType(let type):
      UserMessage(.refusedUnknownTerminal, ["type": type], severity: .error)
    case .cannotPlaceCursor(let type):
      UserMessage(.refusedDumbTerminal, ["type": type], severity: .error)
    }
  }
}
