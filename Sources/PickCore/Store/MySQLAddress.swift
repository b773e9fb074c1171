import PickModel

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

  /// Whether only this machine can be meant, so that nobody can listen in.
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
