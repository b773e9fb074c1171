/// Why a theme cannot be used.
public enum ThemeError: Error, Hashable, Sendable {
  /// There is no theme of that name.
  case unknown(name: String)
  /// A name that could lead out of the folder of themes.
  case invalidName(String)
  /// The file is no regular file, too large, or cannot be read.
  case unreadable(file: String)
  /// The file is no TOML.
  case syntax(file: String, line: Int)
  /// A key means nothing or its value is no colour, attribute or theme.
  case value(file: String, line: Int, key: String)
  /// Themes that are based on each other.
  case circularBase(file: String)

  /// What to tell the viewer.
  public var message: UserMessage {
    switch self {
    case .unknown(let name), .invalidName(let name):
      UserMessage(.themeUnknown, ["name": name], severity: .warning)
    case .unreadable(let file), .circularBase(let file):
      UserMessage(.themeUnreadable, ["file": file], severity: .warning)
    case .syntax(let file, let line):
      UserMessage(.themeSyntax, ["file": file, "line": String(line)], severity: .warning)
    case .value(let file, let line, let key):
      UserMessage(
        .themeValue, ["file": file, "line": String(line), "key": key], severity: .warning)
    }
  }
}
