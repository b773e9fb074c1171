import PickModel

/// Why the server does not start: a sentence for the operator and a status for scripts.
public struct StartFailure: Error, Equatable, Sendable {
  /// The statuses of `sysexits.h` that are used.
  public enum Status: Int32, Sendable {
    /// The command line is wrong.
    case usage = 64
    /// A file holds what it must not.
    case badData = 65
    /// A file that was named is not there.
    case noInput = 66
    /// Something needed is not there: the port, the database's server.
    case unavailable = 69
    /// A file could not be read or written.
    case inputOutput = 74
    /// Not allowed.
    case noPermission = 77
    /// The configuration is wrong.
    case configuration = 78
  }

  /// What the process ends with.
  public let status: Status
  /// What happened, then what to do.
  public let sentence: String

  /// A failure; what could steer a terminal is taken out of the sentence.
  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = DisplayText.sanitized(sentence)
  }
}
