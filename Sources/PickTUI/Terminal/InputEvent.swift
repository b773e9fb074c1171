/// What came from the terminal.
public enum InputEvent: Hashable, Sendable, Codable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; cleaned of control characters, line ends kept.
  case pasted(String)
  /// The screen has this size now. Comes once at the start, too.
  case resized(Size)
  /// The program was stopped and goes on, or its window lost its content: everything is painted anew.
  case resumed
  /// Somebody wants the program to end; the state should be saved first.
  case ended(Ending)

  /// Why a program has to end.
  public enum Ending: String, Hashable, Sendable, Codable {
    /// SIGINT, or Ctrl-C.
    case interrupted
    /// SIGTERM.
    case terminated
    /// SIGHUP: the terminal is gone.
    case hungUp
    /// SIGQUIT, or Ctrl-\.
    case quit
    /// SIGPIPE.
    case brokenPipe
    /// Standard input was closed.
    case inputClosed

    /// The exit status: 128 and the signal's number, and that of a hang-up for a closed input.
    public var exitStatus: Int32 {
      switch self {
      case .interrupted: 130
      case .terminated: 143
      case .hungUp, .inputClosed: 129
      case .quit: 131
      case .brokenPipe: 141
      }
    }
  }
}
