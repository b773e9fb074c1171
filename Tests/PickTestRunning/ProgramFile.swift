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
  /// Linux does not start a file that any process has open for writing (`ETXTBSY`). A process that
  /// another test starts holds a copy of all our open files between `fork` and `exec`. So a separate
  /// shell writes the file, and this process never opens it.
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
