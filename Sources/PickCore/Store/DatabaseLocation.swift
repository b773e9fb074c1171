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
  /// What is wrong and how it is written instead, for whoever typed it.
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
