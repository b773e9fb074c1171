import Glibc

/// How the terminal is asked to behave.
public struct TerminalMode: Sendable {
  /// Whether the keys and signals that end or stop a program are ignored (`--kiosk`).
  public let ignoresLeaving: Bool
  /// The colours to use, as far as the terminal has them; `nil` for what the environment says.
  public let colors: ColorDepth?
  /// Milliseconds after which Esc was the key; `nil` for what the environment says.
  public let escapeDelay: Int?
  /// What the viewer wants of pictures.
  public let pictures: PictureChoice
  /// Keeps pictures of pixels.
  public let graphics: GraphicStore

  /// The allowed waits for the rest of a sequence, in milliseconds.
  public static let escapeDelays = 5...3000

  /// A way to behave.
  public init(
    ignoresLeaving: Bool = false, colors: ColorDepth? = nil, escapeDelay: Int? = nil,
    pictures: PictureChoice = .off, graphics: GraphicStore = GraphicStore()
  ) {
    self.ignoresLeaving = ignoresLeaving
    self.colors = colors
    self.escapeDelay = escapeDelay
    self.pictures = pictures
    self.graphics = graphics
  }
}

/// The environment variables that concern the terminal.
struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`.
  let type: String
  /// Whether the viewer wants no colours (https://no-color.org).
  let wantsNoColor: Bool
  /// Whether the terminal says that it takes red, green and blue.
  let saysTrueColor: Bool
  /// The locale for characters; empty on bare machines, where UTF-8 is assumed.
  let locale: String
  /// Milliseconds to wait for the rest of a sequence (`ESCDELAY`), as ncurses has it.
  let askedEscapeDelay: Int?
  /// Whether the terminal is on another machine, where bytes of one key may come one by one.
  let isRemote: Bool
  /// Whether a multiplexer lies between the program and the terminal.
  let isMultiplexed: Bool

  init(_ variables: [String: String]) {
    let type = variables["TERM"] ?? ""
    self.type = type
    wantsNoColor = !(variables["NO_COLOR"] ?? "").isEmpty
    // GNU screen takes 256 colours, and hands on what the terminal around it says of itself.
    let isScreen =
      !(variables["STY"] ?? "").isEmpty
      || (type.hasPrefix("screen") && (variables["TMUX"] ?? "").isEmpty)
    saysTrueColor =
      !isScreen && ["truecolor", "24bit"].contains(variables["COLORTERM"] ?? "")
    askedEscapeDelay = variables["ESCDELAY"].flatMap(Int.init).flatMap { $0 < 0 ? nil : $0 }
    isRemote = ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains {
      !(variables[$0] ?? "").isEmpty
    }
    isMultiplexed =
      isScreen || !(variables["TMUX"] ?? "").isEmpty
      || ["tmux", "screen"].contains { type.hasPrefix($0) }
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }
    locale = names.first { !$0.isEmpty } ?? ""
  }

  /// The environment of this process.
  static var current: TerminalEnvironment {
    var variables: [String: String] = [:]
    for name in [
      "TERM", "NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "LANG", "STY", "TMUX", "ESCDELAY",
      "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT",
    ] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return TerminalEnvironment(variables)
  }

  /// Whether the locale asks for UTF-8, be it installed on this machine or not.
  var wantsUTF8: Bool {
    let name = locale.lowercased()
    return name.isEmpty || name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  /// Kinds of terminal that may stand for one the system knows nothing of, the best first.
  ///
  /// Those that call themselves after xterm, and newer ones that do what it does, whose
  /// descriptions came after Debian 12's; a multiplexer is taken for GNU screen.
  var standIns: [String] {
    let family = type.prefix { $0 != "-" && $0 != "." }
    if ["tmux", "screen"].contains(family) { return ["screen-256color", "screen"] }
    return Self.likeXterm.contains(family) ? ["xterm-256color", "xterm"] : []
  }

  /// Whether it calls itself after xterm, or after a newer one that does what xterm does.
  var isLikeXterm: Bool { Self.likeXterm.contains(type.prefix { $0 != "-" && $0 != "." }) }

  private static let likeXterm: Set<Substring> = [
    "xterm", "ghostty", "kitty", "foot", "alacritty", "wezterm", "contour", "rio", "konsole",
    "vte", "gnome", "mintty", "iterm", "iterm2", "st", "stterm", "putty", "mlterm", "warp",
  ]

  /// Milliseconds after which Esc was the key: `ESCDELAY`, the configuration, or a guess.
  func escapeDelay(configured: Int?) -> Int {
    let allowed = TerminalMode.escapeDelays
    let wanted = askedEscapeDelay ?? configured ?? (isRemote ? 100 : 25)
    return min(max(wanted, allowed.lowerBound), allowed.upperBound)
  }

  /// How many colours to use on a terminal that has `colors` of them.
  ///
  /// - Parameters:
  ///   - colors: what the description of the terminal says.
  ///   - wanted: what the viewer set, which counts before `NO_COLOR` and `COLORTERM`.
  /// - Returns: no more than the terminal has.
  func depth(colors: Int, wanted: ColorDepth?) -> ColorDepth {
    guard let wanted else { return guessedDepth(colors: colors) }
    let most: ColorDepth =
      switch colors {
      case ..<8: .mono
      case ..<16: .eight
      case ..<256: .sixteen
      default: .trueColor
      }
    return min(wanted, most)
  }

  private func guessedDepth(colors: Int) -> ColorDepth {
    switch colors {
    case _ where wantsNoColor: .mono
    case ..<8: .mono
    case ..<16: .eight
    case ..<256: .sixteen
    case 256: saysTrueColor ? .trueColor : .palette256
    default: .trueColor
    }
  }
}
