import Glibc
package import Logging
import PickModel
import PickSystem
import PickTUI
import Synchronization

/// The log: one line a fact, no titles, no secrets; rotated once it is large.
package enum LogFile {
  /// Beyond this size the file becomes `pick.log.1`, and that one is replaced.
  private static let largestBytes = 1 << 20

  /// Begins to log into `path`; nowhere when there is none.
  static func start(path: String?) -> Logger {
    guard let path else { return Logger(label: "pick") { _ in SwiftLogNoOpLogHandler() } }
    Files.makeDirectories(PathName.directory(of: path))
    rotate(path)
    guard let file = try? Files.open(path, for: .appending) else {
      return Logger(label: "pick") { _ in SwiftLogNoOpLogHandler() }
    }
    let descriptor = file.release()
    return Logger(label: "pick") { _ in LineLogHandler(descriptor: descriptor) }
  }

  private static func rotate(_ path: String) {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_size > largestBytes else { return }
    rename(path, path + ".1")
  }

  /// Logs what happened at the terminal.
  static func incidents(_ log: Logger) -> @Sendable (Incident) -> Void {
    { incident in
      switch incident {
      case .wrongPin(let count): log.warning("wrong PIN", metadata: ["in_a_row": "\(count)"])
      }
    }
  }

  /// Logs an unexpected error under a reference that the viewer is shown.
  package static func reporter(_ log: Logger) -> @Sendable (any Error) -> String {
    { error in
      let number = UInt32.random(in: 0...UInt32.max)
      let digits = String(number, radix: 16)
      let reference = String(repeating: "0", count: 8 - digits.count) + digits
      log.error("unexpected", metadata: ["reference": "\(reference)", "error": "\(error)"])
      return reference
    }
  }
}

/// Writes a line a message: time in UTC, level, what, facts.
private struct LineLogHandler: LogHandler {
  let descriptor: Int32
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }
      .sorted { $0.key < $1.key }
      .map { " \($0.key)=\(Self.escaped($0.value.description))" }.joined()
    let now = SystemWallClock().now().millisecondsSince1970
    let message = Self.escaped(event.message.description)
    let line = "\(now) \(event.level) \(message)\(facts) pid=\(getpid())\n"
    let bytes = Array(line.utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// The text in one line of at most 500 scalars.
  private static func escaped(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(500).map { scalar in
          scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format ? " " : scalar
        }))
  }
}
