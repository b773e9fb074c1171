import Glibc

/// How the terminal is asked to behave.
public struct TerminalMode: Hashable, Sendable {
  /// Whether the keys and signals that end or stop a program are ignored (`--kiosk`).
  public let ignoresLeaving: Bool
  /// Fewer colours than the terminal has; `nil` for all.
  public let colorLimit: ColorDepth?

  /// A way to behave.
  public init(ignoresLeaving: Bool = false, colorLimit: ColorDepth? = nil) {
    self.ignoresLeaving = ignoresLeaving
    self.colorLimit = colorLimit
  }
}

/// What the environment says about the terminal.
struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`.
  let type: String
  /// Whether the viewer wants no colours (https://no-color.org).
  let wantsNoColor: Bool
  /// Whether the terminal says that it takes red, green and blue.
  let saysTrueColor: Bool
  /// The locale for characters; empty on bare machines, where UTF-8 is assumed.
  let locale: String

  init(_ variables: [String: String]) {
    type = variables["TERM"] ?? ""
    wantsNoColor = !(variables["NO_COLOR"] ?? "").isEmpty
    saysTrueColor = ["truecolor", "24bit"].contains(variables["COLORTERM"] ?? "")
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }
    locale = names.first { !$0.isEmpty } ?? ""
  }

  /// The environment of this process.
  static var current: TerminalEnvironment {
    var variables: [String: String] = [:]
    for name in ["TERM", "NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return TerminalEnvironment(variables)
  }

  /// Whether the locale asks for UTF-8, be it installed on this machine or not.
  var wantsUTF8: Bool {
    let name = locale.lowercased()
    return name.isEmpty || name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  /// How many colours to use on a terminal that has `colors` of them.
  func depth(colors: Int, limit: ColorDepth?) -> ColorDepth {
    let found: ColorDepth =
      switch colors {
      case _ where wantsNoColor: .mono
      case ..<8: .mono
      case ..<16: .eight
      case ..<256: .sixteen
      case 256: saysTrueColor ? .trueColor : .palette256
      default: .trueColor
      }
    return min(found, limit ?? .trueColor)
  }
}
