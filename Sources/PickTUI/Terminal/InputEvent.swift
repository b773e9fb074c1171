/// An input from the terminal.
public enum InputEvent: Hashable, Sendable, Codable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; cleaned of control characters, line ends kept.
  case pasted(String)
  /// The screen has this size now. Comes once at the start, too.
  case resized(Size)
  /// The program was stopped and goes on, or its window lost its content: everything is painted anew.
  case resumed
  /// How the terminal shows pictures of pixels from now on; `nil` for not at all.
  case graphics(GraphicsSupport?)
  /// The program has to end; the state should be saved first.
  case ended(Ending)

  /// Why a program has to end.
  public enum Ending: Hashable, Sendable {
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
    /// Any other signal that ends a program by default, by its number.
    case signalled(Int32)

    /// The exit status: 128 and the signal's number, and that of a hang-up for a closed input.
    public var exitStatus: Int32 {
      switch self {
      case .interrupted: 130
      case .terminated: 143
      case .hungUp, .inputClosed: 129
      case .quit: 131
      case .brokenPipe: 141
      case .signalled(let signal): 128 + signal
      }
    }
  }
}

extension InputEvent.Ending: LosslessStringConvertible, Codable {
  private static let names: [(name: String, ending: Self)] = [
    ("interrupted", .interrupted), ("terminated", .terminated), ("hungUp", .hungUp),
    ("quit", .quit), ("brokenPipe", .brokenPipe), ("inputClosed", .inputClosed),
  ]
  private static let prefix = "signal-"

  /// The ending as a recording names it.
  public var description: String {
    if case .signalled(let signal) = self { return Self.prefix + String(signal) }
    return Self.names.first { $0.ending == self }?.name ?? ""
  }

  /// The ending of a name; `nil` when there is no such ending.
  public init?(_ description: String) {
    if let known = Self.names.first(where: { $0.name == description }) {
      self = known.ending
    } else if description.hasPrefix(Self.prefix),
      let signal = Int32(description.dropFirst(Self.prefix.count)), (1...64).contains(signal)
    {
      self = .signalled(signal)
    } else {
      return nil
    }
  }

  /// Reads an ending by its name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let ending = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no ending")
    }
    self = ending
  }

  /// Writes an ending by its name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
