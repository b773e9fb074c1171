extension Failure {
  /// The exit statuses Pick's programs end with (`sysexits.h`).
  enum Status: Int32 {
    /// The command line is wrong.
    case usage = 64
    /// A file holds what it must not.
    case badData = 65
    /// Something needed is not there.
    case unavailable = 69
    /// A file could not be read or written.
    case inputOutput = 74
    /// Worth trying again.
    case tryAgain = 75
    /// Not allowed.
    case noPermission = 77
    /// The configuration is wrong.
    case configuration = 78
  }
}
