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
