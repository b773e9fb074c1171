import Glibc
public import Logging
import PickModel

/// Writes each message as one line, a JSON object: time, level, label, message, then the facts.
///
/// Whatever a message holds, a line stays one line and steers no terminal.
public struct JSONLogHandler: LogHandler {
  /// Facts of every message of this logger.
  public var metadata: Logger.Metadata = [:]
  /// The least important messages that are written.
  public var logLevel: Logger.Level
  private let label: String
  private let write: @Sendable ([UInt8]) -> Void

  /// A handler that writes to standard error unless told otherwise.
  public init(
    label: String, level: Logger.Level,
    write: @escaping @Sendable ([UInt8]) -> Void = JSONLogHandler.standardError
  ) {
    self.label = label
    self.write = write
    logLevel = level
  }

  /// One call a line, so that lines of several processes do not mix.
  @Sendable public static func standardError(_ line: [UInt8]) {
    _ = Glibc.write(STDERR_FILENO, line, line.count)
  }

  /// A fact of every message of this logger.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes one line.
  public func log(event: LogEvent) {
    var line = LogLine()
    line.add("timestamp", LogTime.text(Self.now))
    line.add("level", event.level.rawValue)
    line.add("label", label)
    line.add("message", event.message.description)
    var facts = metadata
    if let more = event.metadata { facts.merge(more) { $1 } }
    for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
      if case .stringConvertible(let fact) = value, let number = fact as? any FixedWidthInteger {
        line.add(key, number: Int(number))
      } else {
        line.add(key, value.description)
      }
    }
    write(line.finished())
  }

  private static var now: timespec {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time
  }
}
