import Glibc
import PickSystem

/// What it takes to talk to a database server, beside its address.
public struct ServerAccess: Sendable {
  /// Whether the connection is encrypted and the server has to prove who it is.
  public enum Encryption: Equatable, Sendable {
    /// Encrypted unless the server is on this machine.
    case unlessLoopback
    /// Encrypted; the server's certificate is checked against the authority in this file.
    case authority(file: String)
    /// Plain, wherever the server is.
    case off
  }

  /// Waiting ends after so many seconds.
  public struct Limits: Equatable, Sendable {
    /// For a connection to be made.
    public var connectSeconds: Int
    /// For one answer of the server.
    public var answerSeconds: Int
    /// For one of the connections to be free.
    public var queueSeconds: Int

    /// Limits in seconds; the usual ones suit a server that people wait for.
    public init(connectSeconds: Int = 3, answerSeconds: Int = 5, queueSeconds: Int = 2) {
      self.connectSeconds = connectSeconds
      self.answerSeconds = answerSeconds
      self.queueSeconds = queueSeconds
    }

    /// For imports and training, where one statement may move a million rows.
    static let patient = Limits(connectSeconds: 10, answerSeconds: 600, queueSeconds: 600)
  }

  /// The password, empty when there is none; never part of an error or a log.
  let password: String
  let encryption: Encryption
  let limits: Limits
  /// Connections, and threads that wait for answers on them, at most.
  let connectionLimit: Int

  /// Access with a stated secret.
  public init(
    password: String = "", encryption: Encryption = .unlessLoopback, limits: Limits = Limits(),
    connectionLimit: Int = 8
  ) {
    self.password = password
    self.encryption = encryption
    self.limits = limits
    self.connectionLimit = connectionLimit
  }

  /// The same access for one patient connection.
  var patient: ServerAccess {
    ServerAccess(
      password: password, encryption: encryption, limits: .patient, connectionLimit: 1)
  }
}

/// Why the environment does not say how to get into a database server.
public enum ServerAccessError: Error, Equatable, Sendable {
  /// The file with the password cannot be read, or is none.
  case passwordFile(path: String)
  /// `PICK_DATABASE_TLS` is neither empty nor `off`.
  case unknownEncryption
}

extension ServerAccessError: CustomStringConvertible {
  /// What is wrong with the setting, and what to do.
  public var description: String {
    switch self {
    case .passwordFile(let path):
      "\(path), named by PICK_DATABASE_PASSWORD_FILE, cannot be read as a password of one line."
    case .unknownEncryption: "PICK_DATABASE_TLS is off or not set."
    }
  }
}

extension ServerAccess {
  /// Reads what the environment says: `PICK_DATABASE_PASSWORD_FILE` (its first line) before
  /// `PICK_DATABASE_PASSWORD`; `PICK_DATABASE_CA_FILE`; `PICK_DATABASE_TLS=off`.
  ///
  /// - Parameters:
  ///   - environment: the variables.
  ///   - askPassword: asked when the environment holds no password.
  /// - Throws: `ServerAccessError`.
  public init(
    environment: [String: String], askPassword: () -> String = { "" }
  ) throws(ServerAccessError) {
    let encryption: Encryption
    switch environment["PICK_DATABASE_TLS"] ?? "" {
    case "off": encryption = .off
    case "":
      encryption = environment["PICK_DATABASE_CA_FILE"].map(Encryption.authority) ?? .unlessLoopback
    default: throw .unknownEncryption
    }
    let password: String
    if let path = environment["PICK_DATABASE_PASSWORD_FILE"], !path.isEmpty {
      guard let line = Self.firstLine(of: path) else { throw .passwordFile(path: path) }
      password = line
    } else {
      password = environment["PICK_DATABASE_PASSWORD"] ?? askPassword()
    }
    self.init(password: password, encryption: encryption)
  }

  private static let longestPassword = 4096

  private static func firstLine(of path: String) -> String? {
    guard let bytes = try? Files.read(path, limit: longestPassword - 1, links: .followed)
    else { return nil }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return line.isEmpty ? nil : String(validating: line, as: UTF8.self)
  }
}
