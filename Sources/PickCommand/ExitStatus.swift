/// The statuses the programs end with besides 0 (`sysexits.h` and 99), one table for all of them.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  /// The command line is wrong.
  case usage = 64
  /// A file or a database has invalid contents.
  case badData = 65
  /// A file is missing, or a port or a server is not available.
  case unavailable = 69
  /// Something could not be read or written.
  case inputOutput = 74
  /// Trying again may help.
  case tryAgain = 75
  /// The user lacks a permission.
  case noPermission = 77
  /// The configuration is wrong.
  case configuration = 78
  /// The figures say that a model must not serve.
  case rejected = 99

  /// The status in a few words, for a help text.
  package var meaning: String {
    switch self {
    case .usage: "wrong command line"
    case .badData: "bad data"
    case .unavailable: "something is missing"
    case .inputOutput: "input or output failed"
    case .tryAgain: "try again"
    case .noPermission: "not allowed"
    case .configuration: "wrong configuration"
    case .rejected: "rejected by the gate"
    }
  }
}
