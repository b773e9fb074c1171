/// Why Pick cannot be shown where it was started.
public enum TerminalRefusal: Error, Hashable, Sendable {
  /// Standard input or output is no terminal.
  case notATerminal
  /// The system does not know this kind of terminal (`TERM`).
  case unknownType(String)
  /// This kind of terminal cannot place its cursor.
  case cannotPlaceCursor(String)

  /// What to tell the person who started it.
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
