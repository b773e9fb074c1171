import PickModel

/// Where the stores are: a file of SQLite, or a database of a MySQL-compatible server.
///
///     try DatabaseLocation("sqlite:/var/lib/pick/pick.sqlite")
///     try DatabaseLocation("mysql://pick@db.example.net:3306/pick")
///
/// A location never holds a password: arguments and configuration files are read by others. Read the
/// text with `init(_:)` inside a command's own `validate()`; as an argument's transformation the
/// parser would repeat a refused text, and a password in it, on the terminal.
public enum DatabaseLocation: Equatable, Sendable {
  /// A file, by its path.
  case sqlite(path: String)
  /// A database of a server.
  case mysql(MySQLAddress)

  /// Reads `sqlite:PATH` or `mysql://USER@HOST[:PORT]/NAME`.
  public init(_ text: String) throws(DatabaseLocationError) {
    if let path = text.dropping(prefix: "sqlite:") {
      guard !path.isEmpty else { throw .missing(.path) }
      self = .sqlite(path: String(path))
    } else if let rest = text.dropping(prefix: "mysql://") {
      self = .mysql(try MySQLAddress(afterScheme: rest))
    } else {
      throw .unknownScheme
    }
  }
}

extension DatabaseLocation: CustomStringConvertible {
  /// The text `init(_:)` reads.
  public var description: String {
    switch self {
    case .sqlite(let path): "sqlite:\(path)"
    case .mysql(let address): "mysql://\(address)"
    }
  }
}

/// Why a text names no place of a database; never repeats the text, which may hold a password.
public enum DatabaseLocationError: Error, Equatable, Sendable {
  /// It begins neither with `sqlite:` nor with `mysql://`.
  case unknownScheme
  /// A part that must be there is not.
  case missing(Part)
  /// A part holds characters it must not, or too many.
  case malformed(Part)
  /// It holds a password, which belongs into a file or the environment.
  case passwordInURL

  /// A part of a location.
  public enum Part: String, Sendable {
    /// The path of a file.
    case path
    /// Who connects.
    case user
    /// The server's name or address.
    case host
    /// The server's port.
    case port
    /// The database's name.
    case name
  }
}

extension DatabaseLocationError: CustomStringConvertible {
  /// What is wrong with the text that was typed, and how a location is written.
  public var description: String {
    switch self {
    case .unknownScheme: "A database is written sqlite:PATH or \(MySQLAddress.form)."
    case .missing(.path): "A file is written sqlite:PATH."
    case .missing(let part): "The database lacks its \(part.rawValue): \(MySQLAddress.form)."
    case .malformed(.port): "A port is a number from 1 to 65535: \(MySQLAddress.form)."
    case .malformed(let part):
      "The database's \(part.rawValue) holds characters Pick does not take: \(MySQLAddress.form)."
    case .passwordInURL:
      "A password does not belong into the address, where others can read it. "
        + "Use PICK_DATABASE_PASSWORD_FILE or PICK_DATABASE_PASSWORD."
    }
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> Substring? {
    hasPrefix(prefix) ? self[...].dropFirst(prefix.count) : nil
  }
}

/// A database of a MySQL-compatible server, and who connects to it.
public struct MySQLAddress: Equatable, Sendable {
  /// How it is written.
  static let form = "mysql://USER@HOST[:PORT]/NAME"
  /// Where MySQL listens when nothing else is said.
  public static let usualPort: UInt16 = 3306

  /// Who connects.
  public let user: String
  /// The server's name or address; IPv6 without brackets.
  public let host: String
  /// The server's port.
  public let port: UInt16
  /// The database's name.
  public let name: String

  /// An address made of its parts, which are taken as they are.
  public init(user: String, host: String, port: UInt16 = usualPort, name: String) {
    self.user = user
    self.host = host
    self.port = port
    self.name = name
  }

  /// Whether only this machine can be meant, so that no other machine sees the traffic.
  public var isLoopback: Bool { HostAddress.isLoopback(host: host) }

  /// Reads what follows `mysql://`.
  init(afterScheme text: Substring) throws(DatabaseLocationError) {
    let (authority, name) = Self.split(text, at: text.firstIndex(of: "/"))
    guard let at = authority.lastIndex(of: "@") else { throw .missing(.user) }
    let user = authority[..<at]
    guard !user.contains(":") else { throw .passwordInURL }
    let (host, port) = try Self.hostAndPort(authority[authority.index(after: at)...])
    self.init(
      user: try Self.checked(user, .user, also: ".-", limit: 80),
      host: try Self.checked(host, .host, also: ".-:", limit: 255),
      port: port,
      name: try Self.checked(name ?? "", .name, also: "-", limit: 64))
  }

  /// `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`.
  private static func hostAndPort(
    _ text: Substring
  ) throws(DatabaseLocationError) -> (Substring, UInt16) {
    let isBracketed = text.first == "["
    let closing = text.firstIndex(of: "]")
    guard isBracketed == (closing != nil) else { throw .malformed(.host) }
    let hostEnd = closing.map { text.index(after: $0) } ?? text.firstIndex(of: ":") ?? text.endIndex
    let host = isBracketed ? text[..<hostEnd].dropFirst().dropLast() : text[..<hostEnd]
    let rest = text[hostEnd...]
    guard !rest.isEmpty else { return (host, usualPort) }
    guard rest.first == ":", rest.dropFirst().allSatisfy(\.isASCII),
      rest.dropFirst().first?.isNumber == true, let port = UInt16(rest.dropFirst()), port > 0
    else { throw .malformed(.port) }
    return (host, port)
  }

  private static func split(
    _ text: Substring, at index: Substring.Index?
  ) -> (Substring, Substring?) {
    guard let index else { return (text, nil) }
    return (text[..<index], text[text.index(after: index)...])
  }

  /// Letters, digits, `_` and `also`: what needs neither quoting nor escaping anywhere.
  private static func checked(
    _ text: Substring, _ part: DatabaseLocationError.Part, also: String, limit: Int
  ) throws(DatabaseLocationError) -> String {
    guard !text.isEmpty else { throw .missing(part) }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
          || also.unicodeScalars.contains(scalar))
    }
    guard isPlain, text.count <= limit else { throw .malformed(part) }
    return String(text)
  }
}

extension MySQLAddress: CustomStringConvertible {
  /// `USER@HOST:PORT/NAME`.
  public var description: String {
    "\(user)@\(host.contains(":") ? "[\(host)]" : host):\(port)/\(name)"
  }
}
