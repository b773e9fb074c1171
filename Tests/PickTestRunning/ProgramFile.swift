import Glibc

/// A program that a test writes and starts.
public enum ProgramFile {
  /// The file could not be written; the status of the shell that tried.
  public struct NotWritten: Error {
    /// As `waitpid` tells it.
    public let status: Int32
  }

  /// Writes an executable script, mode 0700.
  ///
  /// A file that somebody has open for writing cannot be started (`ETXTBSY`), and whatever another
  /// test starts at that moment inherits what is open here until it is that other program. So a
  /// process of its own writes the file.
  ///
  /// - Throws: `NotWritten`.
  public static func write(_ script: String, to path: String) throws(NotWritten) {
    let words = ["sh", "-c", "printf %s \"$2\" >\"$1\" && chmod 700 \"$1\"", "sh", path, script]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    var status: Int32 = -1
    guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else {
      throw NotWritten(status: status)
    }
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    guard status == 0 else { throw NotWritten(status: status) }
  }
}
